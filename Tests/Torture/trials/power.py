"""The power is cut: what a receiver had is in the ledger afterwards, with the same words."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

from disk import MODES, Disk, read_operations
from oracle import account, integrity, published, settled, some
from origin import Origin
from receiver import Receiver
from scenario import sinks_to
from trial import PARALLEL

FEEDS = [f"feed{number}" for number in range(80)]
# So many images are started again; all are read.
ONE_IN = 10


def power(trial):
    """Cut while events are recorded and sent: un-synced writes lost, kept in part, or torn."""
    run = Recording(trial)
    points = sorted(trial.random.choices(range(run.first_sent, len(run.operations) + 1),
                                         k=trial.count))
    trial.say(f"{len(run.operations)} operations, {len(run.reference)} events; {len(points)} cuts")
    sent, done, checks = [set(), set()], 0, []
    with ThreadPoolExecutor(PARALLEL) as pool:
        for number, point in enumerate(points):
            for operation in run.operations[done:point]:
                if operation.kind == "E":
                    sent[operation.offset].add(operation.path)
                run.disk.apply(operation)
            done = point
            mode = MODES[number % len(MODES)]
            folder = trial.folder / f"cut-{number}-{mode}"
            run.disk.write_image(folder / "ledger", mode, trial.random)
            had = [frozenset(ids) for ids in sent]
            checks.append(pool.submit(run.check, folder, had, number % ONE_IN == 0))
    lost = [check.result() for check in checks]
    trial.say(f"cuts that lost what was sent: {sum(map(bool, lost))} of {len(lost)}, "
              f"at worst {max(lost)} events; expected none")


class Recording:
    """One run without a fault, with every operation on the disk and every event sent."""

    def __init__(self, trial):
        self.trial = trial
        self.origin = Origin()
        for feed in FEEDS:
            self.origin.add(feed, f"{feed}-base")
        self.receiver = Receiver()
        # One feed after the other, so that there are as many commits as feeds.
        self.place = trial.place(
            "recording", self.origin, FEEDS, self.receiver, poll={"per_host": 1})
        self.place.poll_once()
        self.place.fold()
        self.disk = Disk(self.place.ledger_folder)
        self.expected = set()
        for feed in FEEDS:
            for letter in "wxyz":
                self.origin.add(feed, f"{feed}-{letter}")
                self.expected.add(published(feed, f"{feed}-{letter}"))
        self.record()

    def record(self):
        log = self.trial.folder / "operations"
        self.origin.delay = 0.03
        daemon = self.place.start(environment=self.trial.faulty(log=log))
        if not settled(self.place, self.receiver, self.expected, 60):
            self.trial.fault("recording", f"not all was sent: {daemon.said[-300:]}")
        daemon.kill()
        self.origin.delay = 0
        self.operations = read_operations(log)
        self.first_sent = next(
            number for number, one in enumerate(self.operations) if one.kind == "E")
        self.reference = {
            event["id"]: event["hash"] for event in self.place.program.events(self.place.ledger)
        }

    def check(self, folder, had, starts_again):
        """Checks one image. Returns how many events are lost that somebody had."""
        ledger = folder / "ledger" / "rejoinder.sqlite"
        faults = integrity(ledger)
        verdict = self.place.program.verify(ledger)
        if verdict.code != 0:
            faults.append(f"verify ends with {verdict.code}: {verdict.problems[:200]}")
        events = self.place.program.events(ledger) or []
        hashes = {event["id"]: event["hash"] for event in events}
        missing = (had[0] | had[1]) - hashes.keys()
        faults += some("sent, but lost", missing)
        other = [i for i, value in hashes.items() if self.reference.get(i, value) != value]
        faults += some("one id, two hashes", other)
        if starts_again:
            faults += self.start_again(folder, had)
        self.trial.check(folder.name, faults)
        shutil.rmtree(folder)
        return len(missing)

    def start_again(self, folder, had):
        """Goes on with an image: the receiver knows what it had, and all must agree at the end."""
        receiver = Receiver()
        receiver.arrivals = [one for one in self.receiver.arrivals if one.id in had[0]]
        receiver.accepted = set(had[0])
        place = self.place.copy(folder / "again", sinks_to(receiver))
        place.settings = {**place.settings, "poll": {**place.settings["poll"], "per_host": 16}}
        place.configure()
        shutil.rmtree(place.ledger_folder)
        shutil.copytree(folder / "ledger", place.ledger_folder)
        lines = self.place.output.read_bytes().splitlines(keepends=True)
        place.output.write_bytes(
            b"".join(line for line in lines if json.loads(line)["id"] in had[1]))
        daemon = place.start()
        faults = []
        if not settled(place, receiver, self.expected):
            faults.append(f"not all came after the restart: {daemon.said[-300:]}")
        code = daemon.stop()
        faults += [f"exit {code} after the restart"] if code else []
        faults += account(place, receiver, self.expected)
        receiver.close()
        return faults
