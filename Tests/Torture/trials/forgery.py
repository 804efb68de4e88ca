"""Somebody who can write the ledger, but does not have its key, changes what it says."""

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from backlog import fill
from origin import Origin
from place import hook
from tree import pages_of

FEEDS = ["feed0", "feed1"]
EACH = 15
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "docs" / "verify.py"
FORGERIES = {}
# Whom nothing inside the file can show.
NEED_AN_ANCHOR = {"truncate", "rollback", "fork", "re-chain unsigned", "wrong log"}


def forgery(name):
    """Registers a function that forges the ledger of a scene."""
    def register(function):
        FORGERIES[name] = function
        return function
    return register


def forgeries(trial):
    """Twelve kinds of forgery: each is found with a signed head, and by a program of its own."""
    scene = Scene(trial)
    for name in FORGERIES:
        scene.try_forgery(name)
    scene.try_unforged()


def flips(trial):
    """Single bits flipped in the pages of events: `verify` finds each that alters an event."""
    scene = Scene(trial)
    good = events(scene.place.ledger)
    pages = sorted(pages_of(scene.place.ledger, ("event", "event_body")))
    whole = scene.place.ledger.read_bytes()
    trial.say(f"{len(good)} events in {len(pages)} pages; {trial.count} flips")

    def try_flip(number):
        name = f"flip-{number}"
        ledger = scene.copy(name)
        at, bit = places[number]
        damaged = bytearray(whole)
        damaged[at] ^= 1 << bit
        ledger.write_bytes(damaged)
        is_altered = events(ledger) != good
        verdict = trial.program.verify(ledger)
        if verdict.trapped or verdict.code not in (0, 1, 3):
            trial.fault(name, f"verify ends with {verdict.code}: {verdict.problems[-200:]}")
        elif is_altered and verdict.code == 0:
            trial.fault(name, f"byte {at}, bit {bit} alters an event, and verify finds nothing")
        shutil.rmtree(ledger.parent)
        return is_altered, verdict.code != 0

    places = [
        ((trial.random.choice(pages) - 1) * 4096 + trial.random.randrange(4096),
         trial.random.randrange(8)) for _ in range(trial.count)]
    # The first hundred bytes are the file's own, and another matter: see the trial of files.
    places = [(max(at, 100), bit) for at, bit in places]
    results = trial.each(range(trial.count), try_flip)
    altered = [found for is_altered, found in results if is_altered]
    others = [found for is_altered, found in results if not is_altered]
    trial.say(f"{len(altered)} altered an event, {sum(altered)} of those were found; "
              f"{len(others)} did not, {sum(others)} of those were found")


def events(ledger):
    """All that the log says; a text where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro&immutable=1", uri=True)) as database:
            database.text_factory = bytes
            return database.execute(
                "SELECT * FROM event LEFT JOIN event_body USING (sequence) ORDER BY sequence"
            ).fetchall()
    except (sqlite3.Error, OverflowError) as error:
        return str(error)


class Scene:
    """A ledger with events, an older copy of it, and a head that somebody has kept."""

    def __init__(self, trial):
        self.trial = trial
        origin = Origin()
        for feed in FEEDS:
            origin.add(feed, f"{feed}-base")
        self.place = trial.place(
            "scene", origin, FEEDS, None, sinks=[hook("hook", origin.url("none"))])
        self.place.poll_once()
        fill(self.place, FEEDS[:1], EACH)
        self.older = trial.folder / "older.sqlite"
        shutil.copy(self.place.ledger, self.older)
        fill(self.place, FEEDS[1:], EACH)
        head = trial.program.run("head", "--ledger", self.place.ledger)
        trial.expect("head", 0, head.code)
        self.heads = trial.folder / "heads.txt"
        self.heads.write_bytes(head.output)
        self.key = re.search(r"^key: (\S+)$", head.output.decode(), re.M)[1]
        self.count = len(events(self.place.ledger))
        self.has_cryptography = self.say(self.place.ledger)[1].count("were not verified") == 0

    def copy(self, name):
        folder = self.trial.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.place.ledger_folder, folder)
        return folder / self.place.ledger.name

    def say(self, ledger, *heads):
        """What the program of the documents says."""
        python = ROOT / ".build/python/bin/python3"
        done = subprocess.run(
            [python if python.exists() else sys.executable, PROGRAM, ledger, *heads],
            capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def try_unforged(self):
        ledger = self.place.ledger
        self.expect("unforged", self.judge(ledger), is_found=False)
        self.expect("unforged, with a head", self.judge(ledger, is_anchored=True), is_found=False)

    def try_forgery(self, name):
        ledger = self.copy(name.replace(" ", "-"))
        FORGERIES[name](self, ledger)
        alone, anchored = self.judge(ledger), self.judge(ledger, is_anchored=True)
        self.trial.say(f"{name}: {anchored[1].splitlines()[0] if anchored[1] else 'not found'}")
        self.expect(name, alone, is_found=name not in NEED_AN_ANCHOR)
        self.expect(f"{name}, with a head", anchored, is_found=True)

    def judge(self, ledger, is_anchored=False):
        against = ["--anchor", self.heads, "--key", self.key] if is_anchored else []
        ours = self.trial.program.run("verify", "--ledger", ledger, *against)
        theirs = self.say(ledger, *([self.heads] if is_anchored else []))
        return ours.code, ours.output.decode(errors="replace") + ours.problems, theirs

    def expect(self, name, verdict, is_found):
        code, said, (other, other_said) = verdict
        wanted = 3 if is_found else 0
        if code != wanted:
            self.trial.fault(name, f"verify: expected {wanted}, found {code}: {said[:200]}")
        # What only signatures show, Python finds only with a package for them.
        if other != wanted and (self.has_cryptography or other != 0):
            self.trial.fault(
                name, f"verify.py: expected {wanted}, found {other}: {other_said[:200]}")


class Forger:
    """Writes a ledger past its guards."""

    def __init__(self, ledger):
        self.ledger = ledger

    def __enter__(self):
        self.database = sqlite3.connect(self.ledger)
        self.database.row_factory = sqlite3.Row
        self.guards = self.database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in self.guards:
            self.do(f"DROP TRIGGER {name}")
        return self

    def __exit__(self, *_):
        for _, sql in self.guards:
            self.do(sql)
        self.database.commit()
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()

    def do(self, sql, *arguments):
        return self.database.execute(sql, arguments)

    def edit(self, sequence, old=b"Statement", new=b"Agreement"):
        """Changes the words of a body, to others of the same length."""
        body = self.do("SELECT body FROM event_body WHERE sequence = ?", sequence).fetchone()[0]
        changed = body.replace(old, new) if old in body else body.replace(b'"title":"', b'"title":"X', 1)
        assert changed != body
        self.do("UPDATE event_body SET body = ? WHERE sequence = ?", changed, sequence)

    def cut(self, after):
        self.do("DELETE FROM delivery WHERE event_sequence > ?", after)
        self.do("DELETE FROM event_body WHERE sequence > ?", after)
        self.do("DELETE FROM event WHERE sequence > ?", after)

    def rechain(self, first):
        """Makes the hashes fit again from an event on, as docs/ledger.md says."""
        previous = self.do(
            "SELECT hash FROM event WHERE sequence = ?", first - 1).fetchone()
        previous = previous[0] if previous else self.do(
            "SELECT value FROM meta WHERE name = 'log_id'").fetchone()[0]
        for event in self.do("""SELECT * FROM event JOIN event_body USING (sequence)
                                WHERE sequence >= ? ORDER BY sequence""", first).fetchall():
            body_hash = hashlib.sha256(event["body"]).digest()
            header = "\n".join(
                "" if event[name] is None else str(event[name]) for name in (
                    "sequence", "id", "type", "at", "entry_id", "level", "inquiry_id", "feed"))
            digest = hashlib.sha256(
                b"rejoinder-event-v2\0" + previous + hashlib.sha256(header.encode()).digest()
                + body_hash).digest()
            self.do("UPDATE event SET body_hash = ?, previous_hash = ?, hash = ? WHERE sequence = ?",
                    body_hash, previous, digest, event["sequence"])
            previous = digest


@forgery("edit")
def edit(scene, ledger):
    with Forger(ledger) as forger:
        forger.edit(5)


@forgery("delete")
def delete(scene, ledger):
    with Forger(ledger) as forger:
        for table, column in (("delivery", "event_sequence"), ("event_body", "sequence"),
                              ("event", "sequence")):
            forger.do(f"DELETE FROM {table} WHERE {column} = 7")


@forgery("swap")
def swap(scene, ledger):
    with Forger(ledger) as forger:
        for table in ("event", "event_body"):
            for old, new in ((7, -1), (8, 7), (-1, 8)):
                forger.do(f"UPDATE {table} SET sequence = ? WHERE sequence = ?", new, old)


@forgery("insert")
def insert(scene, ledger):
    with Forger(ledger) as forger:
        last = dict(forger.do("SELECT * FROM event ORDER BY sequence DESC LIMIT 1").fetchone())
        body = forger.do(
            "SELECT body FROM event_body WHERE sequence = ?", last["sequence"]).fetchone()[0]
        said = json.loads(body)
        said["id"] = last["id"] = "evt_" + "a" * 26
        last.update(
            sequence=last["sequence"] + 1, hash=b"", previous_hash=b"", body_hash=b"",
            signature=None, key_id=None)
        names = ", ".join(last)
        marks = ", ".join("?" * len(last))
        forger.do(f"INSERT INTO event ({names}) VALUES ({marks})", *last.values())
        forger.do("INSERT INTO event_body (sequence, body) VALUES (?, ?)", last["sequence"],
                  json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())
        forger.rechain(last["sequence"])


@forgery("back-date")
def back_date(scene, ledger):
    with Forger(ledger) as forger:
        forger.do("UPDATE event SET at = at - 86400000 WHERE sequence = 9")


@forgery("re-chain")
def re_chain(scene, ledger):
    with Forger(ledger) as forger:
        forger.edit(5)
        forger.rechain(5)


@forgery("re-chain unsigned")
def re_chain_unsigned(scene, ledger):
    with Forger(ledger) as forger:
        forger.edit(5)
        forger.rechain(5)
        forger.do("UPDATE event SET signature = NULL, key_id = NULL")


@forgery("truncate")
def truncate(scene, ledger):
    with Forger(ledger) as forger:
        forger.cut(scene.count - 4)


@forgery("rollback")
def rollback(scene, ledger):
    shutil.copy(scene.older, ledger)


@forgery("fork")
def fork(scene, ledger):
    """Whoever holds the key cuts the log, and goes on with other events."""
    with Forger(ledger) as forger:
        forger.cut(scene.count - 4)
    done = scene.trial.program.run(
        "inquiries", "open", "--institution", "Ministry", "--subject", "Why?", "--ledger", ledger)
    scene.trial.expect("fork: another event", 0, done.code)


@forgery("wrong log")
def wrong_log(scene, ledger):
    origin = Origin()
    for feed in FEEDS:
        origin.add(feed, f"{feed}-base")
    other = scene.trial.place(
        "other", origin, FEEDS, None, sinks=[hook("hook", origin.url("none"))])
    other.poll_once()
    fill(other, FEEDS, EACH)
    shutil.copy(other.ledger, ledger)


@forgery("body swap")
def body_swap(scene, ledger):
    with Forger(ledger) as forger:
        bodies = [forger.do("SELECT body FROM event_body WHERE sequence = ?", one).fetchone()[0]
                  for one in (5, 6)]
        for one, body in zip((6, 5), bodies, strict=True):
            forger.do("UPDATE event_body SET body = ? WHERE sequence = ?", body, one)


@forgery("header only")
def header_only(scene, ledger):
    with Forger(ledger) as forger:
        forger.do("UPDATE event SET entry_id = (SELECT min(id) FROM entry) WHERE sequence = 5")
