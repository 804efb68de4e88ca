"""What a long history costs each delivery."""

import hashlib
import sqlite3
from contextlib import closing

from backlog import fill
from oracle import settled
from origin import Origin
from place import hook
from program import wait
from receiver import Receiver

FEEDS = [f"feed{number}" for number in range(40)]
EACH = 500
EARLY = 500


def history(trial):
    """20,000 events wait behind so many that were delivered: deliveries a second."""
    origin = Origin()
    for feed in FEEDS:
        origin.add(feed, f"{feed}-base")
    early = Receiver()
    place = trial.place("history", origin, FEEDS, early, sinks=[hook("hook", early.url())])
    place.poll_once()
    for number in range(EARLY):
        origin.add(FEEDS[0], f"early-{number}")
    daemon = place.start()
    wait(lambda: len(early.accepted) >= EARLY, 60)
    settled(place, early, set())
    daemon.stop()
    place.fold()
    multiply(place.ledger, trial.count)
    trial.say("the history is made; it is verified")
    verdict = trial.program.verify(place.ledger, seconds=300)
    if verdict.code != 0:
        raise RuntimeError(f"the history made for the trial is none: {verdict.problems[:300]}")
    trial.say("the events to come are recorded")
    fill(place, FEEDS, EACH)
    trial.say("they are sent")
    drain(trial, place)


def multiply(ledger, count):
    """Repeats the events there are, under new ids, until so many are delivered.

    The one place where the trials write tables: to deliver them all would take many minutes.
    """
    with closing(sqlite3.connect(ledger)) as database:
        guards = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        # As a log is that was begun before logs were signed; the daemon signs what follows.
        database.execute("UPDATE event SET signature = NULL, key_id = NULL")
        database.row_factory = sqlite3.Row
        events = database.execute(
            "SELECT * FROM event JOIN event_body USING (sequence) ORDER BY sequence").fetchall()
        deliveries = database.execute(
            "SELECT * FROM delivery ORDER BY event_sequence").fetchall()
        previous = events[-1]["hash"]
        for number in range(max(0, count - len(events))):
            event = dict(events[number % len(events)])
            renew(event, events[-1]["sequence"] + number + 1, previous)
            previous = event["hash"]
            delivery = dict(deliveries[number % len(deliveries)])
            delivery["event_sequence"] = event["sequence"]
            body = event.pop("body")
            insert(database, "event", event)
            insert(database, "event_body", {"sequence": event["sequence"], "body": body})
            insert(database, "delivery", delivery)
        for _, sql in guards:
            database.execute(sql)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def renew(event, sequence, previous):
    """Gives an event another number, id and place in the chain (docs/ledger.md)."""
    digits = hashlib.sha256(str(sequence).encode()).hexdigest()[:26]
    identifier = "evt_" + digits.translate(str.maketrans("0189", "wxyz"))
    event["body"] = event["body"].replace(event["id"].encode(), identifier.encode())
    event["id"], event["sequence"], event["previous_hash"] = identifier, sequence, previous
    header = "\n".join(
        str(event[name] or "") for name in (
            "sequence", "id", "type", "at", "entry_id", "level", "inquiry_id", "feed"))
    event["body_hash"] = hashlib.sha256(event["body"]).digest()
    event["hash"] = hashlib.sha256(
        b"rejoinder-event-v2\0" + previous + hashlib.sha256(header.encode()).digest()
        + event["body_hash"]).digest()


def insert(database, table, row):
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def drain(trial, place):
    receiver = Receiver()
    place.sinks = [hook("hook", receiver.url())]
    place.configure()
    daemon = place.start()
    total = EACH * len(FEEDS)
    if not wait(lambda: len(receiver.accepted) >= total, 900, 0.2):
        trial.fault("drain", f"only {len(receiver.accepted)} of {total} came within 15 minutes")
    trial.expect("exit", 0, daemon.stop())
    arrivals = receiver.arrivals
    seconds = max(arrivals[-1].at - arrivals[0].at, 0.001) if arrivals else 1
    rate = len(arrivals) / seconds
    size = place.ledger.stat().st_size >> 20
    trial.say(f"{total} events behind {trial.count} delivered, {size} MiB: {rate:.0f} a second")
    sequences = [one.sequence for one in arrivals]
    trial.expect("in order", True, sequences == sorted(sequences))
    wanted = trial.options.at_least
    if wanted and rate < wanted:
        trial.fault("rate", f"{rate:.0f} a second, at least {wanted:.0f} were wanted")
