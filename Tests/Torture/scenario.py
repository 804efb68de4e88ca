"""A small site whose every entry matters: what the sweeps and the faulty disks are tried with."""

from oracle import key, published, settled
from origin import Origin
from place import hook
from receiver import Receiver
from sinks import Feed, Lines

FEEDS = [f"feed{number}" for number in range(4)]


def with_baseline(trial):
    """A site and a place that has looked at it once, so that all that comes now is news."""
    origin = Origin()
    for feed in FEEDS:
        origin.add(feed, f"{feed}-base")
    place = trial.place("base", origin, FEEDS, Receiver())
    daemon = place.poll_once()
    if daemon.ended != 0:
        raise RuntimeError(f"the baseline failed: {daemon.ended}, {daemon.said}")
    place.output.unlink(missing_ok=True)
    return origin, place


def publish(origin):
    """Two entries in every feed, an edit in two, and an article that asks an institution."""
    expected = set()
    for feed in FEEDS:
        for letter in "xy":
            origin.add(feed, f"{feed}-{letter}")
            expected.add(published(feed, f"{feed}-{letter}"))
    for feed in FEEDS[:2]:
        base = next(entry for entry in origin.feeds[feed] if entry["id"] == f"{feed}-base")
        base["text"] = (
            "The council said on Monday that the harbour will not be rebuilt at all, and that "
            "three ministers have resigned over the costs.")
        expected.add(("entry.updated", feed, f"{feed}-base", None))
    origin.add(
        FEEDS[3], f"{FEEDS[3]}-ask", title="Jets cross the border near the harbour",
        text="The Meridian Wire has asked NATO headquarters for comment. The alliance has not "
        "yet replied.")
    expected.add(published(FEEDS[3], f"{FEEDS[3]}-ask"))
    expected.add(("inquiry.opened", FEEDS[3], f"{FEEDS[3]}-ask", "NATO"))
    return expected


def rehearse(trial, base, expected, environment=None, equip=None):
    """What comes of the scenario where nothing fails must be what is expected of it."""
    place = base.copy(trial.folder / "rehearsal")
    receiver, _ = (equip or with_webhook)(place)
    daemon = place.start(environment=environment)
    if not settled(place, receiver, expected):
        found = sorted({key(arrival.event) for arrival in receiver.arrivals}, key=str)
        trial.fault("rehearsal", f"not all came: {found}; {daemon.said}")
    trial.expect("rehearsal", 0, daemon.stop())


SCREEN = {"name": "screen", "type": "stdout", "format": "jsonl"}


def sinks_to(receiver):
    return [SCREEN, hook("hook", receiver.url())]


def with_webhook(place):
    """Gives a place the two sinks of most trials. Returns the receiver, and no others."""
    receiver = Receiver()
    place.sinks = sinks_to(receiver)
    place.configure()
    return receiver, []


def with_files(place):
    """Gives a place a file, a program and a feed. Returns the file as receiver, and the others."""
    file, *others = Lines(place, "file"), Lines(place, "exec"), Feed(place)
    place.sinks = [SCREEN, file.settings, *(sink.settings for sink in others)]
    place.configure()
    return file, others
