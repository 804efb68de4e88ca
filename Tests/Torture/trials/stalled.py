"""Output that nobody reads: polls, webhooks and SIGTERM go on."""

import os
import re
import signal
from time import sleep

from origin import Origin
from program import wait
from receiver import Receiver
from oracle import published

FEED = "feed"
COUNT = 50
# Feeds that are not there: a line of the log for each at every poll.
FAILING = [f"gone{number}" for number in range(10)]


def stalled(trial):
    """Standard output or standard error is a full pipe, from the start or later."""
    cases = [("stdout", True), ("stderr", True), ("stdout", False), ("stderr", False)]
    trial.each(cases, lambda case: stall(trial, *case), len(cases))


def stall(trial, stream, from_the_start):
    name = f"{stream}-{'from-the-start' if from_the_start else 'later'}"
    origin, receiver = Origin(), Receiver()
    origin.add(FEED, "base")
    place = trial.place(name, origin, [FEED, *FAILING], receiver)
    place.poll_once()
    reader, writer = os.pipe()
    if from_the_start:
        stuff(writer)
    # The feed changes only after the pipe is full.
    origin.delay = 0 if from_the_start else 1
    publish(origin, 0)
    daemon = place.start("--all", **{stream: writer})
    if not from_the_start:
        sleep(0.5)
        stuff(writer)
    expected = {published(FEED, f"new-{number}") for number in range(COUNT)}
    if not wait(lambda: len(receiver.accepted) >= len(expected), 20):
        trial.fault(name, f"webhooks stop: {len(receiver.accepted)} of {COUNT} came")
    origin.delay = 0
    publish(origin, COUNT)
    # The next poll is a minute after the first.
    if not wait(lambda: len(receiver.accepted) >= 2 * COUNT, 75, 0.1):
        trial.fault(name, f"polls stop: {len(receiver.accepted)} of {2 * COUNT} came")
    if stream == "stderr":
        nothing_is_lost_in_silence(trial, name, reader)
        stuff(writer)
    daemon.process.send_signal(signal.SIGTERM)
    code = daemon.ends(30)
    trial.expect(f"{name}: exit after SIGTERM", 0, code)
    trial.expect(f"{name}: verify", 0, trial.program.verify(place.ledger).code)
    os.close(reader)
    os.close(writer)


def publish(origin, first):
    for number in range(first, first + COUNT):
        origin.add(FEED, f"new-{number}")


def stuff(pipe):
    """Writes until nothing more fits, so that the next writer waits."""
    os.set_blocking(pipe, False)
    for size in (4096, 1):
        try:
            while True:
                os.write(pipe, b"x" * (size - 1) + b"\n")
        except BlockingIOError:
            continue
    os.set_blocking(pipe, True)


def nothing_is_lost_in_silence(trial, name, reader):
    """Read again, the log has every line, or says how many are missing."""
    os.set_blocking(reader, False)
    text = b""

    def is_told():
        nonlocal text
        try:
            text += os.read(reader, 1 << 16).replace(b"x", b"")
        except BlockingIOError:
            return False
        is_whole = all(f"feed={feed} ".encode() in text for feed in FAILING)
        return is_whole or re.search(rb"\b\d+ lines? (was|were) not logged", text)

    if not wait(is_told, 75, 0.1):
        trial.fault(name, f"lines are missing, and the log does not say so: {text[-200:]}")
    # The pipe has one file for both; the program's end must go on waiting.
    os.set_blocking(reader, True)
