"""Verifies a ledger of Rejoinder's, or a bundle of evidence from one, without Rejoinder:
python3 verify.py LEDGER [HEADS...], or python3 verify.py --bundle FOLDER [HEADS...]
It recomputes the chain (docs/ledger.md), accepts what log.redacted withholds, holds the log against heads that you
kept, and verifies signatures with `cryptography`. Exit codes: 0 all holds, 3 not all, 1 something cannot be read."""
import re, sqlite3, sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

def is_signed(key, signature, message):
    try:
        return not (Ed25519PublicKey and Ed25519PublicKey.from_public_bytes(key).verify(signature, message))
    except Exception:  # There is one for each way to be wrong.
        return False

def ledger(path):
    """The log's id, what its first event continues and its number, and its events."""
    from frames import reader  # It stands beside this file.
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.create_function("plain", 1, reader(database))
    database.create_function("header", 9, lambda version, *fields: sha256("\n".join("" if field is None else str(
        field) for field in (fields if version > 1 else fields[:4] + fields[7:])).encode()).digest())
    log = database.execute("SELECT value FROM meta WHERE name = 'log_id'").fetchone()[0]
    return log, log, 1, database.execute(
        """SELECT event.sequence, type, format, header(format, event.sequence, event.id, type, at, entry_id, level,
               inquiry_id, feed), body_hash, hash, signature, public, plain(body) FROM event LEFT JOIN event_body
           USING (sequence) LEFT JOIN log_key ON log_key.id = key_id ORDER BY event.sequence""")

def bundle(path):
    """The same of a bundle, which has but the hashes of events that are about other things."""
    (_, log), (_, first), *links = map(str.split, (path / "chain.txt").read_text("ascii").splitlines())
    events = []
    for number, version, head, body_hash, claimed, *seal in links:
        files = (path / "events" / f"{number}.{kind}" for kind in ("header", "json"))
        said, body = (file.read_bytes() if file.is_file() else None for file in files)
        head = sha256(said).digest() if said else bytes.fromhex(head)
        events.append((int(number), said and said.split(b"\n")[2].decode(), int(version), head, bytes.fromhex(
            body_hash), bytes.fromhex(claimed), *(map(b64decode, seal) if seal else (None, None)), body))
    return bytes.fromhex(log), bytes.fromhex(first), events[0][0], events

def examine(previous, number, events):
    """The faults of the log, the hashes of its events, and those that log.redacted names."""
    faults, hashes, signer, gone, lost = [], {}, None, set(), {}
    for found, kind, version, head, body_hash, claimed, signature, key, body in events:
        if found != number:
            return faults + [f"event {number} is missing: {found} stands in its place"], hashes, gone
        faults += (f"event {number} {what}" for is_wrong, what in (
            (sha256(b"rejoinder-event-v%d\0" % version + previous + head + body_hash).digest() != claimed
             or body is not None and sha256(body).digest() != body_hash,
             "does not match its hash, or does not continue the event before it"),
            (kind and signer and not signature, "is not signed, though those before it are"),
            (signature and not is_signed(key, signature, b"rejoinder-event-signature-v1\0" + claimed),
             "is not rightly signed"), (signature and signer not in (None, key) and kind != "log.rekeyed",
                                        "has a key that nothing tells of")) if is_wrong)
        gone |= set(re.findall(r'"(\w{64})"', (body or b"").decode())) if kind == "log.redacted" else set()
        lost |= {body_hash.hex(): number} if kind and body is None else {}
        signer, previous, number, hashes[found] = key if signature else signer, claimed, number + 1, claimed
    return faults + [f"event {lost[one]} has lost its body" for one in lost if one not in gone], hashes, gone

def examine_files(path, events, gone):
    """Yields what is wrong with texts, receipts and bodies: each has its SHA-256 as its name."""
    files = {file.stem: file for kind in ("texts", "receipts", "bodies") for file in path.glob(kind + "/*")}
    yield from (f"{file.relative_to(path)} was changed" for name, file in files.items()
                if not name.endswith(".masked") and sha256(file.read_bytes()).hexdigest() != name)
    yield from (f"event {number} names what has the hash {named}, which is not there" for number, *_, body in events
                for named in re.findall(r'(?:"source":"\w+","hash"|"receipt"):"(\w{64})"', (body or b"").decode())
                if not {named, named + ".masked"} & {*gone, *files})

def anchored(text, log, hashes):
    """Yields what does not fit the signed heads in a text."""
    lines = [re.sub(r"^[>\s]+", "", line).rstrip() for line in text.splitlines()]
    for start in (at for at, line in enumerate(lines) if line == "Rejoinder signed head"):
        head = dict(line.split(": ", 1) for line in lines[start + 1:start + 7])
        signature, key = (b64decode(part) for part in (head["signature"] + lines[start + 7], head["key"][8:]))
        signed = "rejoinder-head-v1\0" + "".join(line + "\n" for line in lines[start + 1:start + 6])
        kept = hashes.get(int(head["sequence"]), b"").hex() if int(head["sequence"]) >= min(hashes) else head["hash"]
        what = ("is not signed by the key that it names" if not is_signed(key, signature, signed.encode()) else
                "is of another log" if head["log"] != log.hex() else
                "does not fit: cut off, put back, or written anew" if head["hash"] != kept else "")
        yield from [f"the head of {head['time']} {what}"] * bool(what)

if __name__ == "__main__":
    sys.excepthook = lambda kind, error, _: print(f"something cannot be read: {error!r}", file=sys.stderr)
    is_bundle = "--bundle" in sys.argv[1:2]
    place, *heads = map(Path, sys.argv[1 + is_bundle:] or sys.exit(__doc__))
    log_id, first, begin, rows = (bundle if is_bundle else ledger)(place)
    found, chain, withheld = examine(first, begin, rows)
    dropped = {name for file in place.glob("dropped.txt") for name in file.read_text("ascii").split()}
    found += examine_files(place, rows, withheld | dropped) if is_bundle else []
    for file in [place / "heads.txt"] * is_bundle + heads:
        found += anchored(file.read_text("utf-8"), log_id, chain or {0: b""})
    print(*found or [f"{len(chain)} events hold together; the last hash is {[first, *chain.values()][-1].hex()}"],
          *[f"texts that retention, as is said, has let go of: {len(dropped)}"] if dropped else [],
          *[] if Ed25519PublicKey else ["signatures were not verified: the package `cryptography` is missing"], sep="\n")
    sys.exit(3 if found else 0)
