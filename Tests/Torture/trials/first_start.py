"""The first start is killed, out of space, or cut off: the next one comes up."""

from itertools import cycle, islice

from disk import MODES, Disk, read_counts, read_operations
from origin import Origin
from receiver import Receiver

# Of so many kills, so many starts without space, and so many cuts of power.
SHARE = 4


def first_start(trial):
    """Ended while the ledger is made: always up again, unaided."""
    origin = Origin()
    origin.add("feed", "base")
    first = FirstStart(trial, origin, Receiver())
    counts, log = trial.folder / "counts", trial.folder / "operations"
    first.place("rehearsal").poll_once(trial.faulty(counts=counts, log=log))
    number = read_counts(counts)
    operations = read_operations(log)
    kills = [
        ("kill", when, at) for at in range(1, number["all"] + 1) for when in ("before", "after")
    ]
    full = [
        ("full", how, at) for at in range(1, number["write"] + 1) for how in ("once", "lasting")
    ]
    cuts = [("cut", mode, at) for at in range(len(operations) + 1) for mode in MODES]
    share = max(1, trial.count // SHARE)
    cases = [
        *spread(trial, kills, trial.count), *spread(trial, full, share), *spread(trial, cuts, share)
    ]
    trial.say(f"{number}; {trial.count} kills, {share} times no space, {share} cuts of power")
    first.operations = operations
    ended = trial.each(enumerate(cases), lambda one: first.try_case(*one))
    trial.say(f"started again {len(cases)} times, of which the first was ended {sum(ended)} times")
    trial.expect("kills that hit", True, sum(ended[:trial.count]) > trial.count // 2)


def spread(trial, cases, count):
    """So many of them; all, and again from the start, where there are fewer."""
    if count < len(cases):
        return trial.random.sample(cases, count)
    return list(islice(cycle(cases), count))


class FirstStart:
    def __init__(self, trial, origin, receiver):
        self.trial, self.origin, self.receiver = trial, origin, receiver

    def place(self, name):
        return self.trial.place(name, self.origin, ["feed"], self.receiver)

    def try_case(self, number, case):
        kind, how, at = case
        name = f"{number}-{kind}-{how}-{at}"
        place = self.place(name)
        faults = self.trial.faulty
        code = 0
        if kind == "kill":
            code = place.poll_once(faults(kill_at=at, kill_when=how)).ended
        elif kind == "full":
            lasting = {"fault_until": place.folder / "never"} if how == "lasting" else {}
            code = place.poll_once(faults(fault="enospc", fault_at=at, **lasting)).ended
        else:
            disk = Disk()
            for operation in self.operations[:at]:
                disk.apply(operation)
            disk.write_image(place.ledger_folder, how, self.trial.random)
        self.comes_up(name, place)
        return code != 0

    def comes_up(self, name, place):
        daemon = place.poll_once()
        if daemon.ended != 0:
            files = {one.name: one.stat().st_size for one in place.ledger_folder.iterdir()}
            self.trial.fault(name, f"refused with {daemon.ended}: {daemon.complaint}; {files}")
            return
        verdict = self.trial.program.verify(place.ledger)
        self.trial.expect(f"{name}: verify", 0, verdict.code)
        feeds = self.trial.program.lines("feeds", "--json", "--config", place.configuration)
        found = [(feed["health"], feed["entries"]) for feed in feeds or []]
        self.trial.expect(f"{name}: feeds", [("ok", 1)], found)
