"""What a trial is given, and how it tells what it found."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Lock
from time import monotonic

from disk import build_shim, faulty
from oracle import some
from place import Place, hook
from program import Program

# As many cases at once, where that does not blur the result.
PARALLEL = 2


class Skipped(Exception):
    """The trial cannot be made here; the text says why."""


class Trial:
    def __init__(self, name, options, folder, count, seed):
        self.name = name
        self.options = options
        self.program = Program(options.program)
        self.folder = folder / name
        self.shim_folder = folder
        self.count = count
        self.seed = seed
        self.random = Random(seed)
        self.faults = []
        self.lock = Lock()
        self.began = monotonic()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def say(self, text):
        with self.lock:
            print(f"  {text}", flush=True)

    def fault(self, where, what):
        """Tells a fault at once, on one line, and lets the trial go on."""
        what = " / ".join(str(what).splitlines())
        with self.lock:
            self.faults.append((where, what))
            if len(self.faults) <= self.options.show:
                print(f"  FAULT {where}: {what}", flush=True)

    def faulty(self, **settings):
        return faulty(build_shim(self.shim_folder), **settings)

    def expect(self, where, expected, found):
        if found != expected:
            self.fault(where, f"expected {expected}, found {found}")

    def check(self, where, faults):
        for what in faults:
            self.fault(where, what)

    def place(self, name, origin, feeds, receiver, **settings):
        """A place with the two sinks of most trials: standard output, and one webhook."""
        sinks = [{"name": "screen", "type": "stdout", "format": "jsonl"}]
        sinks += [hook("hook", receiver.url())] if receiver else []
        settings.setdefault("sinks", sinks)
        return Place(self.program, self.folder / name, origin, feeds, **settings)

    def each(self, cases, function, parallel=PARALLEL):
        """Tries all cases, some at once. Returns what the function returned, in their order."""
        with ThreadPoolExecutor(parallel) as pool:
            return list(pool.map(function, cases))

    def end(self):
        seconds = monotonic() - self.began
        verdict = f"{len(self.faults)} FAULTS" if self.faults else "ok"
        print(f"{self.name}: {verdict}, seed {self.seed}, {seconds:.0f} s", flush=True)
        hidden = len(self.faults) - self.options.show
        if hidden > 0:
            print(f"  ({hidden} further faults are not shown: --show)", flush=True)
        return not self.faults


__all__ = ["Skipped", "Trial", "some"]
