"""The ledger is damaged: it is noticed, nothing false is sent, and nothing traps or hangs."""

from itertools import islice

from backlog import fill
from oracle import is_of_delivery
from origin import Origin
from place import hook
from program import wait
from receiver import Receiver

FEEDS = [f"feed{number}" for number in range(10)]
EACH = 20
PAGE = 4096
COMMANDS = (
    ["verify"], ["log", "--limit", "0"], ["export"], ["deliveries", "--state", "all"],
    ["inquiries"],
)


def corruption(trial):
    """Flipped bits, truncations and lost pages in a ledger with events to send."""
    origin = Origin()
    for feed in FEEDS:
        origin.add(feed, f"{feed}-base")
    base = trial.place("base", origin, FEEDS, None, sinks=[hook("hook", origin.url("none"))])
    base.poll_once()
    fill(base, FEEDS, EACH)
    damage = Damage(trial, base)
    trial.say(f"{len(damage.good)} events wait in {len(damage.whole)} bytes; {trial.count} flips, "
              f"{trial.count // 4} truncations, {trial.count // 4} pages; expected: noticed, exit "
              "codes 0, 1 or 3, nothing sent that is not as it was hashed")
    trial.expect("undamaged", "sent", damage.try_case(("undamaged", damage.whole)))
    results = trial.each(islice(damage.cases(), trial.count * 3 // 2), damage.try_case)
    trial.say("; ".join(f"{one}: {results.count(one)}" for one in sorted(set(results))))


class Damage:
    def __init__(self, trial, base):
        self.trial, self.base = trial, base
        self.whole = base.ledger.read_bytes()
        self.export = trial.program.run("export", "--ledger", base.ledger).output
        self.good = {event["id"]: event for event in trial.program.events(base.ledger)}
        pages = len(self.whole) // PAGE
        self.pages_of_events = [
            page for page in range(pages)
            if b"evt_" in self.whole[page * PAGE:(page + 1) * PAGE]
        ]

    def cases(self):
        """Four flips, one truncation, one page: flips at half among the events."""
        while True:
            for number in range(4):
                yield self.flip(number % 2 == 0)
            size = self.trial.random.randrange(PAGE, len(self.whole))
            yield f"truncated-{size}", self.whole[:size]
            yield self.lose_a_page()

    def flip(self, is_of_an_event):
        random = self.trial.random
        at = random.randrange(100, len(self.whole))
        if is_of_an_event:
            at = random.choice(self.pages_of_events) * PAGE + random.randrange(PAGE)
        # The header is another matter: see the trial of files.
        at, bit = max(at, 100), random.randrange(8)
        damaged = bytearray(self.whole)
        damaged[at] ^= 1 << bit
        return f"flip-{at}-{bit}", bytes(damaged)

    def lose_a_page(self):
        random = self.trial.random
        page = random.randrange(1, len(self.whole) // PAGE)
        content = random.choice([bytes(PAGE), random.randbytes(PAGE)])
        damaged = bytearray(self.whole)
        damaged[page * PAGE:(page + 1) * PAGE] = content
        return f"page-{page}-{'zeroed' if content == bytes(PAGE) else 'random'}", bytes(damaged)

    def try_case(self, case):
        name, content = case
        receiver = Receiver()
        place = self.base.copy(self.trial.folder / name, [hook("hook", receiver.url())])
        place.ledger.write_bytes(content)
        is_seen_by_verify = self.read(name, place)
        sent = self.run_daemon(name, place, receiver, is_seen_by_verify)
        receiver.close()
        return f"{'noticed' if is_seen_by_verify else 'unnoticed'} by verify, {sent}" \
            if name != "undamaged" else sent

    def read(self, name, place):
        """Every command ends by itself; `verify` finds what alters an event."""
        outcomes = {}
        for command in COMMANDS:
            outcome = self.trial.program.run(*command, "--ledger", place.ledger, seconds=20)
            outcomes[command[0]] = outcome
            if outcome.code not in (0, 1, 3):
                self.trial.fault(
                    name, f"{command[0]} ends with {outcome.code}: {outcome.problems[-200:]}")
            if outcome.code == 1 and not outcome.problems:
                self.trial.fault(name, f"{command[0]} fails without a word")
        is_altered = outcomes["export"].output != self.export
        if is_altered and outcomes["verify"].code == 0:
            self.trial.fault(name, "verify finds nothing, but the log reads otherwise")
        return outcomes["verify"].code != 0

    def run_daemon(self, name, place, receiver, is_seen_by_verify):
        """It sends what is as it was hashed, or nothing; it is never brought down."""
        daemon = place.start()
        wait(lambda: daemon.code is not None or len(receiver.accepted) >= len(self.good), 3)
        code = daemon.code
        if code is not None and code < 0:
            self.trial.fault(name, f"the daemon falls by signal {-code}: {daemon.said[-200:]}")
        elif code is not None and not daemon.complaint:
            self.trial.fault(name, f"the daemon ends with {code} without a word")
        stopped = daemon.stop()
        if code is None and stopped not in (0, 1, 3):
            self.trial.fault(name, f"told to stop, the daemon ends with {stopped}")
        self.check_sent(name, receiver)
        is_whole = self.good.keys() <= receiver.accepted
        # The daemon's own look is a quick one; indexes are for `verify` to compare.
        if not is_whole and not daemon.complaint and not is_seen_by_verify:
            self.trial.fault(name, f"not all is sent, and nothing is said: {daemon.said[-200:]}")
        return "sent" if is_whole else "ended" if code is not None else "sends no more"

    def check_sent(self, name, receiver):
        for arrival in receiver.arrivals:
            try:
                event = arrival.event
                good = self.good.get(event["id"])
                if good is None and is_of_delivery(event):
                    continue
                is_true = good and event["type"] == good["type"] and \
                    event["data"] == good["body"]["data"] and event["log"]["hash"] == good["hash"]
            except (ValueError, KeyError, TypeError):
                is_true = False
            if not is_true:
                self.trial.fault(name, f"sent what was never recorded: {arrival.body[:120]}")
                return
