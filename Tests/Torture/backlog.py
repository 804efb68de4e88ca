"""A ledger with events that wait to be sent, made without touching its tables."""

from threading import Event

from place import hook
from program import wait
from receiver import Receiver


def fill(place, feeds, each, waiting=("hook",), seconds=600):
    """Has the daemon record so many new entries of every feed, and send none of them.

    The receiver never answers the first, and the daemon is killed once all are recorded, so
    that all are due at the next start, for each sink that is named.
    """
    for feed in feeds:
        for number in range(each):
            place.origin.add(feed, f"{feed}-{number}")
    silent = Event()
    receiver = Receiver(lambda arrival: silent.wait() and None)
    sinks = place.sinks
    place.sinks = [hook(name, receiver.url()) for name in waiting]
    place.configure()
    before = newest(place)
    daemon = place.start()
    is_full = wait(lambda: newest(place) >= before + each * len(feeds), seconds, 0.2)
    daemon.kill()
    if not is_full:
        raise RuntimeError(f"not all was recorded: {newest(place)} events; {daemon.said[-300:]}")
    silent.set()
    receiver.close()
    place.fold()
    place.sinks = sinks
    place.configure()


def newest(place):
    """The number of the newest event in the log."""
    events = place.program.lines("log", "--json", "--limit", "1", "--ledger", place.ledger)
    return events[0]["log"]["sequence"] if events else 0
