"""A text brings the program down: everything else goes on, and it comes to rest."""

from collections import Counter
from time import monotonic, sleep

from oracle import key, printed, published
from origin import Origin
from program import HANG
from receiver import Receiver
from trial import Skipped

MARKER = "the-text-that-traps"
TRAP = {"REJOINDER_TEST_TRAP": MARKER}
FEEDS = [f"feed{number}" for number in range(5)]
REST_SECONDS = 3
RESTARTS_EACH = 2


def poison(trial):
    """Entries and pages over which the program traps, under a parent that restarts it."""
    run(trial, "entries", {f"poison-{number}" for number in range(trial.count)}, set())
    run(trial, "pages", set(), {f"poison-{number}" for number in range(trial.count)})


def run(trial, name, poisoned_entries, poisoned_pages):
    origin, receiver = Origin(), Receiver()
    feeds = [
        {"name": feed, "url": origin.url(feed), "follow": "recheck" if poisoned_pages else "never"}
        for feed in FEEDS
    ]
    for feed in FEEDS:
        origin.add(feed, f"{feed}-base")
    place = trial.place(name, origin, feeds, receiver)
    place.poll_once()
    expected, poisons = publish(origin, poisoned_entries, poisoned_pages)
    falls, daemon = restart_until_rest(trial, name, place, len(poisons), receiver, expected)
    if falls == 0 and not any(event["type"] == "entry.quarantined" for event in printed(place)):
        daemon.stop()
        raise Skipped("this program has no trap for tests compiled in: its debug build has")
    trial.say(f"{name}: {len(poisons)} poisons, {falls} falls")
    trial.expect(f"{name}: exit", 0, daemon.stop())
    check(trial, name, place, receiver, expected, poisons)


def publish(origin, poisoned_entries, poisoned_pages):
    """News in every feed, some of it poison. Returns what must be told, and the poisons."""
    expected, poisons = set(), set()
    bad = sorted(poisoned_entries | poisoned_pages)
    for number, feed in enumerate(FEEDS):
        for entry in [f"{feed}-{letter}" for letter in "wxyz"]:
            origin.add(feed, entry)
            origin.pages[f"page/{entry}"] = page(entry, "All is well there.")
            expected.add(published(feed, entry))
        for entry in bad[number::len(FEEDS)]:
            text = MARKER if entry in poisoned_entries else "well"
            origin.add(feed, entry, text=f"The council said on Monday that all is {text}.")
            word = MARKER if entry in poisoned_pages else "well"
            origin.pages[f"page/{entry}"] = page(entry, f"All is {word} there.")
            poisons.add((feed, entry))
    return expected, poisons


def page(entry, word):
    text = "".join(
        f"<p>The council said on Monday that part {number} of {entry} will be rebuilt by next "
        f"year and that work has begun. {word}</p>" for number in range(5))
    return f"<html><head><title>{entry}</title></head><body><article><h1>Statement {entry}</h1>" \
        f"{text}</article></body></html>"


def restart_until_rest(trial, name, place, poisons, receiver, expected):
    """Restarts the daemon whenever it falls, as its unit does, until it has rested a while."""
    falls = 0
    daemon = place.start("--all", environment=TRAP)
    rested_since = monotonic()
    end = monotonic() + 60 + 20 * poisons
    while monotonic() < end:
        if daemon.code is not None:
            falls += 1
            trial.expect(f"{name}: falls by a signal", True, daemon.code < 0)
            if falls > RESTARTS_EACH * poisons + 3:
                break
            daemon = place.start("--all", environment=TRAP)
            rested_since = monotonic()
        told = {key(arrival.event) for arrival in receiver.arrivals}
        if expected <= told and monotonic() - rested_since > REST_SECONDS:
            break
        sleep(0.05)
    if falls > RESTARTS_EACH * poisons:
        trial.fault(name, f"{falls} falls over {poisons} poisons; {RESTARTS_EACH} each at most")
    return falls, daemon


def check(trial, name, place, receiver, expected, poisons):
    events = place.program.events(place.ledger) or []
    counts = Counter(key(event["body"])[:3] for event in events)
    for one in expected:
        trial.expect(f"{name}: times that {one[2]} is recorded", 1, counts[one[:3]])
    trial.expect(f"{name}: never accepted", set(), {e["id"] for e in events} - receiver.accepted)
    for feed, entry in poisons:
        times = counts["entry.quarantined", feed, entry]
        trial.expect(f"{name}: entry.quarantined for {entry}", 1, times)
    quarantined = sum(n for what, n in counts.items() if what[0] == "entry.quarantined")
    trial.expect(f"{name}: entry.quarantined in all", len(poisons), quarantined)
    listing = trial.program.run("feeds", "--config", place.configuration)
    if "quarantine" not in listing.output.decode(errors="replace"):
        trial.fault(name, "`rejoinder feeds` does not speak of the quarantine")
    trial.expect(f"{name}: verify", 0, trial.program.verify(place.ledger).code)
    if place.program.run("feeds", "--config", place.configuration).code == HANG:
        trial.fault(name, "`rejoinder feeds` hangs")
