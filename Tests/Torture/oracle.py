"""The accounting: what a site published, what the ledger holds, and what arrived must agree."""

import json
import sqlite3
from collections import Counter
from contextlib import closing

from program import wait


def key(event):
    """What an event says, whatever its id: the same news twice has one key."""
    data = event["data"]
    return (
        event["type"], data.get("feed", {}).get("name"), data.get("entry", {}).get("id"),
        data.get("inquiry", {}).get("institution", {}).get("name"))


def published(feed, entry):
    return ("entry.published", feed, entry, None)


def is_of_delivery(event):
    """The health of one sink is told to the others, and no trial can foretell it."""
    return event["type"].startswith("delivery.")


def printed(place):
    """The events on standard output; a line that a kill cut off is none."""
    events = []
    if not place.output.exists():
        return events
    for line in place.output.read_bytes().splitlines():
        try:
            events.append(json.loads(line))
        except ValueError:
            continue
    return events


def settled(place, receiver, expected, seconds=30, others=()):
    """Waits until all that is expected was accepted, and the ledger has nothing left to send.

    It gives up once nothing has come to any sink for so many seconds.
    """
    def is_told():
        arrivals = [one for one in list(receiver.arrivals) if one.is_accepted]
        return expected <= {key(one.event) for one in arrivals}

    def is_at_rest():
        return place.program.deliveries(place.ledger, "pending") == []

    def received():
        return sum(len(sink.accepted) for sink in [receiver, *others])

    before = received()
    while not wait(lambda: is_told() and is_at_rest(), seconds, 0.5):
        if received() == before:
            return False
        before = received()
    return True


def integrity(ledger):
    """What SQLite itself finds wrong with a file."""
    try:
        with closing(sqlite3.connect(ledger)) as database:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
        return [] if found == "ok" else [f"integrity: {found}"]
    except sqlite3.Error as error:
        return [f"integrity: {error}"]


def some(what, items):
    items = list(items)
    return [f"{what}: {len(items)}, as {items[0]}"] if items else []


def account(place, receiver, expected, in_order_of_acceptance=False, others=()):
    """The faults of an account: nothing lost, nothing twice, nothing false, all in order.

    `others` are sinks that never fail, as `sinks.py` has them.
    """
    events = place.program.events(place.ledger)
    if events is None:
        return ["the log cannot be exported"]
    faults = recorded(events, expected)
    faults += same_by_name(receiver.arrivals, events)
    faults += told(place, receiver, events)
    arrivals = receiver.arrivals
    faults += in_order("first attempts", arrivals)
    if in_order_of_acceptance:
        faults += in_order("first acceptances", [one for one in arrivals if one.is_accepted])
    for sink in others:
        faults += sink.faults(events)
    verdict = place.program.verify(place.ledger)
    if verdict.code != 0:
        faults.append(f"verify ends with {verdict.code}: {verdict.problems[:200]}")
    return faults + integrity(place.ledger)


def recorded(events, expected):
    """Exactly once, and nothing else."""
    counts = Counter(key(event["body"]) for event in events if not is_of_delivery(event))
    sequence = [event["sequence"] for event in events]
    faults = [] if sequence == list(range(1, len(events) + 1)) else ["the log has gaps"]
    faults += some("ids twice", [i for i, n in Counter(e["id"] for e in events).items() if n > 1])
    faults += some("never recorded", expected - counts.keys())
    faults += some("recorded, but never published", counts.keys() - expected)
    return faults + some("recorded more than once", [k for k, n in counts.items() if n != 1])


def same_by_name(arrivals, events):
    """Whatever arrived stands in the log, and what has one id has one body and one hash."""
    hashes = {event["id"]: event["hash"] for event in events}
    bodies = {}
    unknown, different = set(), set()
    for arrival in arrivals:
        if arrival.id not in hashes:
            unknown.add(arrival.id)
        elif bodies.setdefault(arrival.id, arrival.body) != arrival.body:
            different.add(arrival.id)
        elif arrival.event["log"]["hash"] != hashes[arrival.id]:
            different.add(arrival.id)
    return some("arrived, but not in the log", unknown) + some("one id, two bodies", different)


def told(place, receiver, events):
    """Every sink got every event that it is owed, at least once."""
    owed = {event["id"] for event in events if not is_of_delivery(event)}
    faults = some("never accepted", owed - receiver.accepted)
    if any(sink["type"] == "stdout" for sink in place.sinks):
        faults += some("never printed", owed - {event["id"] for event in printed(place)})
    return faults


def in_order(what, arrivals):
    """In the order of the log; events that a receiver fails for hours may be overtaken."""
    seen, first = set(), []
    for arrival in arrivals:
        if arrival.id not in seen:
            seen.add(arrival.id)
            if not is_of_delivery(arrival.event):
                first.append(arrival.sequence)
    late = [n for n, before in zip(first[1:], first) if n < before]
    return some(f"{what} out of order", late)
