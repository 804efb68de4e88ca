"""A text brings the program down: everything else goes on, and it comes to rest."""

from collections import Counter
from time import monotonic, sleep

from oracle import key, published
from origin import Origin
from program import wait
from receiver import Receiver
from trial import Skipped

MARKER = "the-text-that-traps"
DOCUMENT_MARKER = "the-document-that-traps"
TRAP = {"REJOINDER_TEST_TRAP": MARKER, "REJOINDER_TEST_TRAP_DOCUMENT": DOCUMENT_MARKER}
FEEDS = [f"feed{number}" for number in range(5)]
REST_SECONDS = 3
RESTARTS_EACH = 2


def poison(trial):
    """Entries, pages and documents that trap, under a parent that restarts the program."""
    for kind in ("entry", "page", "document"):
        Poisoning(trial, kind).run()


class Poisoning:
    def __init__(self, trial, kind):
        self.trial, self.kind = trial, kind
        self.poisons = [f"poison-{number}" for number in range(trial.count)]
        self.origin, self.receiver = Origin(), Receiver()
        self.expected, self.unsure = set(), set()
        self.make_place()

    def make_place(self):
        bad_feeds = [f"bad-{name}" for name in self.poisons] if self.kind == "document" else []
        follow = "recheck" if self.kind == "page" else "never"
        names = FEEDS + bad_feeds
        feeds = [{"name": name, "url": self.origin.url(name), "follow": follow} for name in names]
        for name in names:
            self.origin.add(name, f"{name}-base")
        self.place = self.trial.place(self.kind, self.origin, feeds, self.receiver)
        self.place.poll_once()

    def run(self):
        self.publish()
        falls, daemon = self.restart_until_rest()
        if falls == 0 and not self.quarantined():
            daemon.stop()
            raise Skipped("this program has no trap for tests")
        self.expect("exit", 0, daemon.stop())
        self.trial.say(f"{self.kind}: {len(self.poisons)} poisons, {falls} falls")
        if falls > RESTARTS_EACH * len(self.poisons):
            self.trial.fault(self.kind, f"{falls} falls; at most {RESTARTS_EACH} each")
        self.stays_at_rest()
        self.check_events()
        self.check_quarantine()

    def expect(self, what, expected, found):
        self.trial.expect(f"{self.kind}: {what}", expected, found)

    def publish(self):
        """News in every feed, some of it poison."""
        for number, feed in enumerate(FEEDS):
            for entry in [f"{feed}-{letter}" for letter in "wxyz"]:
                self.add(feed, entry, "well", "well")
                self.expected.add(published(feed, entry))
            for name in self.poisons[number::len(FEEDS)]:
                self.add_poison(feed, name)

    def add_poison(self, feed, name):
        if self.kind == "document":
            feed = f"bad-{name}"
            self.add(feed, name, DOCUMENT_MARKER, "well")
        else:
            self.add(feed, name, MARKER if self.kind == "entry" else "well",
                     MARKER if self.kind == "page" else "well")
        # Whether it is told as new depends on where the program fell over it.
        self.unsure.add(published(feed, name)[:3])

    def add(self, feed, entry, word, word_of_page):
        self.origin.add(feed, entry, text=f"The council said on Monday that all is {word}.")
        paragraphs = "".join(
            f"<p>The council said on Monday that part {number} of {entry} will be rebuilt by "
            f"next year and that all is {word_of_page}.</p>" for number in range(5))
        self.origin.pages[f"page/{entry}"] = (
            f"<html><head><title>{entry}</title></head><body><article><h1>Statement {entry}</h1>"
            f"{paragraphs}</article></body></html>")

    def restart_until_rest(self):
        """Restarts the daemon whenever it falls, as its unit does, until it has rested a while."""
        falls, began = 0, monotonic()
        daemon = self.place.start(environment=TRAP)
        rested_since = monotonic()
        while monotonic() < began + 60 + 20 * len(self.poisons):
            if daemon.code is not None:
                falls += 1
                self.expect("falls by a signal", True, daemon.code < 0)
                if falls > 10 * len(self.poisons):
                    break
                daemon = self.place.start(environment=TRAP)
                rested_since = monotonic()
            if self.is_all_read() and monotonic() - rested_since > REST_SECONDS:
                break
            sleep(0.05)
        return falls, daemon

    def is_all_read(self):
        told = {key(one.event) for one in self.receiver.arrivals}
        pages = self.origin.pages.keys() if self.kind == "page" else set()
        return self.expected <= told and pages <= self.origin.asked_for

    def stays_at_rest(self):
        daemon = self.place.start(environment=TRAP)
        wait(lambda: daemon.code is not None, REST_SECONDS)
        self.expect("still running after another start", None, daemon.code)
        self.expect("exit after that", 0, daemon.stop())

    def check_events(self):
        events = self.place.program.events(self.place.ledger) or []
        counts = Counter(key(event["body"])[:3] for event in events)
        for one in self.expected:
            self.expect(f"times that {one[2]} is recorded", 1, counts[one[:3]])
        told = 0 if self.kind == "document" else 1
        for name in self.poisons:
            times = sum(n for what, n in counts.items()
                        if what[0] == "entry.quarantined" and what[2] == name)
            self.expect(f"times that entry.quarantined tells of {name}", told, times)
        kinds = Counter(what[0] for what in counts.elements())
        self.expect("entry.quarantined in all", told * len(self.poisons),
                    kinds["entry.quarantined"])
        strange = {
            what for what in counts if what[0] not in ("entry.quarantined", "feed.failing")
        } - self.unsure - {one[:3] for one in self.expected}
        self.expect("events that nobody published", set(), strange)
        self.expect("never accepted", set(), {e["id"] for e in events} - self.receiver.accepted)
        self.expect("verify", 0, self.trial.program.verify(self.place.ledger).code)

    def quarantined(self):
        """What `feeds` lists as quarantined."""
        feeds = self.trial.program.lines("feeds", "--json", "--config", self.place.configuration)
        return [one for feed in feeds or [] for one in feed.get("quarantined", [])]

    def check_quarantine(self):
        """`feeds` and `explain` speak of it, and the text is kept for a report."""
        listed = self.quarantined()
        self.expect("quarantined by `feeds --json`", len(self.poisons), len(listed))
        marker = (DOCUMENT_MARKER if self.kind == "document" else MARKER).encode()
        for one in listed:
            kept = list(self.place.ledger_folder.rglob(one["file"] or "none"))
            self.expect(f"{one['what']}: texts kept", 1, len(kept))
            self.expect("kept with what traps", True, all(marker in f.read_bytes() for f in kept))
            if one.get("entry") is None:
                continue
            outcome = self.trial.program.run(
                "explain", str(one["entry"]), "--ledger", self.place.ledger)
            self.expect("`explain` speaks of it", True, b"quarantined" in outcome.output)
