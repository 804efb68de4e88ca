#!/usr/bin/env python3
"""Verifies a ledger of Rejoinder's without Rejoinder: python3 verify.py LEDGER [HEADS...]

It recomputes the chain as docs/ledger.md describes it, accepts what an event log.redacted withholds,
and holds the log against signed heads that you kept. Signatures are verified if the package
`cryptography` is there. Exit codes: 0 all holds, 3 something does not, 1 something cannot be read.
"""
import json
import re
import sqlite3
import sys
from base64 import b64decode
from hashlib import sha256

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None


def is_signed(key, signature, message):
    if Ed25519PublicKey is None:
        return True
    try:
        return Ed25519PublicKey.from_public_bytes(key).verify(signature, message) is None
    except (InvalidSignature, ValueError, TypeError):
        return False


def withheld(database):
    """The hashes of the bodies that are withheld, by the numbers of their events."""
    rows = database.execute("""SELECT body FROM event JOIN event_body USING (sequence)
                               WHERE type = 'log.redacted'""")
    events = (event for (body,) in rows for event in json.loads(body)["data"]["redaction"]["events"])
    return {event["sequence"]: event["hash"] for event in events}


def examine(database):
    """The faults of the log, its id, and the hashes of its events."""
    log = database.execute("SELECT value FROM meta WHERE name = 'log_id'").fetchone()[0]
    keys = dict(database.execute("SELECT id, public FROM log_key"))
    gone, hashes, faults, signer = withheld(database), [], [], None
    for (number, kind, at, name, feed, entry, inquiry, level, version, body_hash, previous, claimed,
         signature, key, body) in database.execute(
            """SELECT event.sequence, type, at, id, feed, entry_id, inquiry_id, level, format,
                   body_hash, previous_hash, hash, signature, key_id, body
               FROM event LEFT JOIN event_body USING (sequence) ORDER BY event.sequence"""):
        if number != len(hashes) + 1:
            faults.append(f"event {len(hashes) + 1} is missing: {number} stands in its place")
            break
        fields = [number, name, kind, at, *([entry, level, inquiry] if version > 1 else []), feed]
        header = "\n".join("" if field is None else str(field) for field in fields).encode()
        digest = sha256(b"rejoinder-event-v%d\0" % version + previous + sha256(header).digest()
                        + body_hash).digest()
        is_whole = sha256(body).digest() == body_hash if body is not None \
            else gone.get(number) == body_hash.hex()
        if previous != (hashes[-1] if hashes else log):
            faults.append(f"event {number} does not continue the event before it")
        if digest != claimed or not is_whole:
            faults.append(f"event {number} does not match its hash, or has lost its body")
        if signature is None and signer is not None:
            faults.append(f"event {number} is not signed, though those before it are")
        if signature is not None and not is_signed(
                keys.get(key), signature, b"rejoinder-event-signature-v1\0" + claimed):
            faults.append(f"event {number} is not rightly signed")
        if signature is not None and signer not in (None, key) and kind != "log.rekeyed":
            faults.append(f"event {number} is signed with another key, and no log.rekeyed tells of it")
        signer = key if signature is not None else signer
        hashes.append(claimed)
    return faults, log, hashes


def anchored(text, log, hashes):
    """Yields what does not fit the signed heads in a text."""
    lines = [re.sub(r"^[>\s]+", "", line).rstrip() for line in text.splitlines()]
    for start in (at for at, line in enumerate(lines) if line == "Rejoinder signed head"):
        head = dict(line.split(": ", 1) for line in lines[start + 1:start + 7])
        signature = b64decode(head["signature"] + lines[start + 7])
        signed = "".join(line + "\n" for line in lines[start + 1:start + 6]).encode()
        key, number = b64decode(head["key"].removeprefix("ed25519:")), int(head["sequence"])
        if not is_signed(key, signature, b"rejoinder-head-v1\0" + signed):
            yield f"the head of {head['time']} is not signed by the key that it names"
        elif head["log"] != log.hex():
            yield f"the head of {head['time']} is of another log"
        elif number > len(hashes) or hashes[number - 1].hex() != head["hash"]:
            yield f"the head of {head['time']} does not fit: cut off, put back, or written anew"


if __name__ == "__main__":
    found, log_id, chain = examine(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True))
    for file in sys.argv[2:]:
        found += anchored(open(file, encoding="utf-8").read(), log_id, chain)
    if found:
        print("\n".join(found))
        sys.exit(3)
    print(f"{len(chain)} events hold together; the last hash is {(chain or [log_id])[-1].hex()}")
    if Ed25519PublicKey is None:
        print("signatures were not verified: the package `cryptography` is missing")
