"""Receivers of the sinks that are no webhooks: files, programs, a mail server, an Atom feed.

Each has `settings`, the sink's part of a configuration, and `arrivals` as a `Receiver` has them.
"""

import hashlib
import json
import re
import socket
from email.parser import BytesHeaderParser
from threading import Lock, Thread
from xml.etree import ElementTree

from oracle import is_of_delivery, same_by_name, some, in_order
from receiver import Arrival

# Appends each event as a line, by one write; whatever kills the daemon does not kill it.
TAKE = """#!/bin/sh
body=$(cat) && printf '%s\\n' "$body" >>"$1"
"""
ATOM = "{http://www.w3.org/2005/Atom}"


class Lines:
    """What a file sink, or a program that appends to a file, has left; a torn line is nothing."""

    def __init__(self, place, kind):
        self.name = kind
        self.path = place.folder / f"{kind}.jsonl"
        self.settings = {"name": kind, "type": kind, "path": str(self.path)}
        if kind == "exec":
            script = place.folder / "take"
            script.write_text(TAKE)
            script.chmod(0o755)
            self.settings = {
                "name": kind, "type": kind, "command": [str(script), str(self.path)]}

    def close(self):
        """As a `Receiver`; nothing is open."""

    @property
    def accepted(self):
        return {one.id for one in self.arrivals}

    @property
    def arrivals(self):
        if not self.path.exists():
            return []
        whole = self.path.read_bytes().rpartition(b"\n")[0]
        lines = whole.split(b"\n") if whole else []
        return [Arrival(self.name, json.loads(line)["id"], line, 0, 204) for line in lines]

    def faults(self, events):
        return owed_and_in_order(self.name, self.arrivals, events)


class Mailbox:
    """A mail server that takes everything, and remembers it."""

    name = "mail"

    @property
    def accepted(self):
        return {one.id for one in self.arrivals}

    def __init__(self):
        self.arrivals = []
        self.lock = Lock()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        port = self.socket.getsockname()[1]
        self.settings = {
            "name": self.name, "type": "email", "server": f"smtp://127.0.0.1:{port}",
            "tls": "none", "from": "Rejoinder <rejoinder@trial.example.net>",
            "to": "desk@trial.example.net",
        }
        Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            connection, _ = self.socket.accept()
            Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection):
        with connection, connection.makefile("rwb") as stream:
            try:
                self.serve(stream)
            except OSError:
                pass  # the program was killed

    def serve(self, stream):
        def say(text):
            stream.write(text + b"\r\n")
            stream.flush()

        say(b"220 trial.example.net")
        while command := stream.readline():
            verb = command[:4].upper()
            if verb == b"DATA":
                say(b"354 go on")
                if not self.take(stream):
                    return
            say(b"221 bye" if verb == b"QUIT" else b"250 fine")

    def take(self, stream):
        """Reads a message up to its end. Returns whether there was one."""
        body = b""
        while (line := stream.readline()) != b".\r\n":
            if not line:
                return False
            body += line[1:] if line.startswith(b".") else line
        headers = BytesHeaderParser().parsebytes(body)
        arrival = Arrival(self.name, headers["X-Rejoinder-Event"], body, 0, 250)
        place = re.match(r"sequence=(\d+);\s+hash=(\w+)", headers["X-Rejoinder-Log"])
        # The rest of the event is for people.
        arrival.event = {
            "type": headers["X-Rejoinder-Type"], "data": {},
            "log": {"sequence": int(place[1]), "hash": place[2]},
        }
        # Remembered before the answer: what was accepted is known whatever comes after.
        with self.lock:
            self.arrivals.append(arrival)
        return True

    def faults(self, events):
        return owed_and_in_order(self.name, self.arrivals, events)


class Feed:
    """An Atom feed in a file, which is whole whenever somebody looks."""

    name = "atom"

    def __init__(self, place):
        self.path = place.folder / "events.atom"
        self.settings = {
            "name": self.name, "type": "atom", "path": str(self.path), "entries": 1000}

    @property
    def accepted(self):
        return set(self.entries())

    def entries(self):
        """The ids in the file, the newest first."""
        if not self.path.exists():
            return []
        feed = ElementTree.parse(self.path).getroot()
        return [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]

    def faults(self, events):
        try:
            found = self.entries()
        except ElementTree.ParseError as error:
            return [f"atom: the file is not whole: {error}"]
        owed = [urn(event["id"]) for event in events if not is_of_delivery(event)]
        # Those that tell of sinks take some of the places.
        newest = list(reversed(owed))[:1000 - (len(events) - len(owed))]
        faults = some("atom: never in the feed", set(newest) - set(found))
        faults += some("atom: not in the log", set(found) - {urn(one["id"]) for one in events})
        wanted = set(newest)
        in_feed = [one for one in found if one in wanted]
        return faults + ([] if in_feed == newest else ["atom: twice, or out of order"])


def urn(identifier):
    """The id that an event has in an Atom feed."""
    digest = bytearray(hashlib.sha256(identifier.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    parts = (text[:8], text[8:12], text[12:16], text[16:20], text[20:])
    return "urn:uuid:" + "-".join(parts)


def owed_and_in_order(name, arrivals, events):
    """A sink that never fails has every event, each with one body, in the order of the log."""
    owed = {event["id"] for event in events if not is_of_delivery(event)}
    faults = some("never accepted", owed - {one.id for one in arrivals})
    faults += same_by_name(arrivals, events) + in_order("first attempts", arrivals)
    return [f"{name}: {fault}" for fault in faults]
