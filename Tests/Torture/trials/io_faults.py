"""The disk fails: nothing is half recorded; the daemon goes on, or ends and says why."""

from disk import read_counts
from oracle import account, settled
from program import HANG, wait
from receiver import Receiver
from scenario import publish, rehearse, sinks_to, with_baseline

KINDS = {"enospc": "write", "eio": "write", "short": "write", "fsync": "sync", "eioread": None}
# Reads are not counted by the shim: so many at most fall on a run.
READS = 40
# So many are left alone until they have recovered by themselves; the rest are restarted.
ONE_UNAIDED_IN = 8
# They wait most of the time.
PARALLEL = 8


def io_faults(trial):
    """No space, errors, short writes and failed syncs, once and for a while."""
    origin, base = with_baseline(trial)
    expected = publish(origin)
    counts = trial.folder / "counts"
    rehearse(trial, base, expected, trial.faulty(counts=counts))
    number = read_counts(counts)
    cases = []
    for kind, counted in KINDS.items():
        places = range(1, (number[counted] if counted else READS) + 1)
        of_kind = [(kind, lasts, at) for at in places for lasts in (False, True)]
        cases += trial.random.sample(of_kind, min(trial.count // len(KINDS), len(of_kind)))
    trial.random.shuffle(cases)
    trial.say(f"{number}; {len(cases)} faults")
    numbered = list(enumerate(cases))
    ends = trial.each(
        numbered, lambda one: meet(trial, base, expected, one[0] % ONE_UNAIDED_IN == 0, *one[1]),
        PARALLEL)
    trial.say("; ".join(f"{end}: {ends.count(end)}" for end in sorted(set(ends))))


def meet(trial, base, expected, is_unaided, kind, lasts, at):
    """Meets one fault. Returns what the daemon made of it."""
    name = f"{kind}-{'lasting' if lasts else 'once'}-{at}"
    receiver = Receiver()
    place = base.copy(trial.folder / name, sinks_to(receiver))
    over = place.folder / "over"
    until = {"fault_until": over} if lasts else {}
    daemon = place.start(environment=trial.faulty(fault=kind, fault_at=at, **until))

    def is_told():
        return daemon.code is not None or len(receiver.accepted) >= len(expected)

    wait(is_told, 4)
    over.touch()
    # The next poll is a minute after the first.
    wait(is_told, 75 if is_unaided else 1, 0.1)
    end = "ended"
    if daemon.code is None:
        # Read-only, until a person acts.
        end = "stood still" if "read-only" in daemon.said else "went on"
    if is_unaided and end == "went on" and len(receiver.accepted) < len(expected):
        trial.fault(name, f"did not recover within 75 s: {daemon.said[-300:]}")
    check_end(trial, name, daemon, end)
    if kind == "eioread" and "is damaged" in daemon.said:
        trial.fault(name, f"a read error is told as damage: {daemon.complaint[:200]}")
    again = place.start()
    if not settled(place, receiver, expected):
        trial.fault(name, f"not all came after a restart: {again.said[-300:]}")
    # Before it is ready it may not have heard of SIGTERM yet.
    wait(again.is_ready, 10)
    trial.expect(f"{name}: exit of the next run", 0, again.stop())
    trial.check(name, account(place, receiver, expected))
    receiver.close()
    return f"{kind} {end}"


def check_end(trial, name, daemon, end):
    code = daemon.stop()
    if end == "went on":
        trial.expect(f"{name}: exit when told to stop", 0, code)
    elif code == HANG or end == "ended" and code <= 0:
        trial.fault(name, f"ended with {code}: {daemon.said[-300:]}")
    elif not daemon.complaint:
        trial.fault(name, f"ended with {code} and said nothing of it: {daemon.said[-300:]}")
