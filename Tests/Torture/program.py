"""The program under trial: its commands, and its daemon."""

import json
import os
import re
import signal
import subprocess
from dataclasses import dataclass
from time import monotonic, sleep

HANG = "hang"


def wait(condition, seconds, step=0.01):
    """Waits until a condition holds; False where it does not within so many seconds."""
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            return False
        sleep(step)
    return True


@dataclass
class Outcome:
    """How a command ended: a code, minus the number of a signal, or HANG."""

    code: int | str
    output: bytes
    problems: str

    @property
    def trapped(self):
        return self.code == HANG or self.code < 0


class Program:
    def __init__(self, path):
        self.path = path
        # Otherwise the crash reporter stays behind, and every trap takes seconds.
        self.environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}

    def run(self, *arguments, seconds=60):
        try:
            done = subprocess.run(
                [self.path, *map(str, arguments)], capture_output=True, timeout=seconds,
                stdin=subprocess.DEVNULL, env=self.environment, check=False)
        except subprocess.TimeoutExpired:
            return Outcome(HANG, b"", f"no end within {seconds} s")
        return Outcome(done.returncode, done.stdout, done.stderr.decode(errors="replace").strip())

    def lines(self, *arguments):
        """What a command prints as JSON Lines; None where it fails."""
        outcome = self.run(*arguments)
        return None if outcome.code != 0 else list(map(json.loads, outcome.output.splitlines()))

    def events(self, ledger):
        return self.lines("export", "--ledger", ledger)

    def deliveries(self, ledger, state="all"):
        return self.lines("deliveries", "--state", state, "--json", "--ledger", ledger)

    def verify(self, ledger, seconds=60):
        outcome = self.run("verify", "--ledger", ledger, seconds=seconds)
        outcome.problems = (outcome.output.decode(errors="replace") + outcome.problems).strip()
        return outcome


class Daemon:
    """One run of the daemon in a place."""

    def __init__(self, program, place, arguments, environment, **streams):
        self.errors = place.folder / "errors"
        self.said_before = self.errors.stat().st_size if self.errors.exists() else 0
        with open(place.output, "ab") as output, open(self.errors, "ab") as errors:
            self.process = subprocess.Popen(
                [program.path, "run", "--config", str(place.configuration), *arguments],
                stdin=subprocess.DEVNULL, cwd=place.folder,
                env={**program.environment, **environment},
                **{"stdout": output, "stderr": errors, **streams})

    @property
    def code(self):
        return self.process.poll()

    @property
    def said(self):
        """What it has said on standard error, without the warnings that all trials cause."""
        with open(self.errors, "rb") as file:
            file.seek(self.said_before)
            text = file.read().decode(errors="replace")
        return "\n".join(
            line for line in text.splitlines()
            if not re.search(r"warning: (contact|sinks\[\]\.unsigned):", line))

    @property
    def complaint(self):
        """The first line of what it said that reads as an error; empty where none does."""
        pattern = r"\b(error|critical|fatal)\b|^rejoinder: "
        lines = [line for line in self.said.splitlines() if re.search(pattern, line, re.I)]
        return re.sub(r"^\S+Z ", "", lines[0]) if lines else ""

    def is_ready(self):
        return "watching" in self.said

    def ends(self, seconds=30):
        """Waits for its end, and returns its code; HANG, and its end by force, without one."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return HANG

    def stop(self, seconds=30):
        if self.code is None:
            self.process.send_signal(signal.SIGTERM)
        return self.ends(seconds)

    def kill(self):
        self.process.kill()
        self.process.wait()
