"""The account itself: each kind of fault, made on purpose, must be found."""

import json
from dataclasses import replace
from random import Random
from types import SimpleNamespace

from disk import Disk, Operation
from oracle import account, published, settled
from origin import Origin
from receiver import Receiver

FEED = "feed"
COUNT = 6


def oracle(trial):
    """A true account passes, and every falsified one does not."""
    origin, receiver = Origin(), Receiver()
    origin.add(FEED, "base")
    place = trial.place("true", origin, [FEED], receiver)
    place.poll_once()
    for number in range(COUNT):
        origin.add(FEED, f"new-{number}")
    expected = {published(FEED, f"new-{number}") for number in range(COUNT)}
    daemon = place.start()
    trial.expect("settled", True, settled(place, receiver, expected))
    trial.expect("exit", 0, daemon.stop())
    trial.check("the true account", account(place, receiver, expected, True))
    for name, arrivals, wanted in falsified(receiver.arrivals, expected):
        accepted = {one.id for one in arrivals if one.is_accepted}
        false = SimpleNamespace(arrivals=arrivals, accepted=accepted)
        faults = account(place, false, wanted, True)
        trial.expect(f"{name}: found", True, bool(faults))
        trial.say(f"{name}: {faults[0] if faults else 'not found'}")
    check_disk(trial)


def falsified(arrivals, expected):
    first, second, *rest = arrivals
    changed = json.loads(first.body)
    changed["data"]["entry"]["title"] = "Something else"
    changed = replace(first, body=json.dumps(changed).encode())
    rewritten = json.loads(first.body)
    rewritten["log"]["hash"] = "0" * 64
    rewritten = replace(first, body=json.dumps(rewritten).encode())
    return [
        ("lost on the way", arrivals[1:], expected),
        ("another body", [*arrivals, changed], expected),
        ("another hash", [rewritten, second, *rest], expected),
        ("from nowhere", [*arrivals, replace(first, id="evt_nowhere")], expected),
        ("out of order", [second, first, *rest], expected),
        ("accepted late", [replace(first, status=503), second, *rest, first], expected),
        ("never recorded", arrivals, expected | {published(FEED, "unheard")}),
        ("recorded without cause", arrivals, set(list(expected)[1:])),
    ]


def check_disk(trial):
    """A write that was not synced is lost or torn, and one that was is kept."""
    write = Operation("W", "file", 0, b"a" * 2048)
    for mode, is_synced, sizes in (
            ("none", False, {0}), ("all", False, {2048}), ("none", True, {2048}),
            ("some", False, {0, 2048}), ("torn", False, set(range(0, 2049, 512)))):
        found = set()
        for seed in range(200):
            disk = Disk()
            disk.apply(write)
            if is_synced:
                disk.apply(Operation("S", "file", 0, b""))
            found.add(disk.after_a_cut(mode, Random(seed)).get("file", b"").count(b"a"))
        trial.expect(f"disk, {mode}, {'synced' if is_synced else 'not synced'}", sizes, found)
