"""Trials of the promise that nothing is lost and nothing false is told: see README.md."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

from trial import Skipped, Trial  # noqa: E402
from trials import (  # noqa: E402
    corruption, first_start, forgery, history, io_faults, kills, long_run, poison, power, proof,
    receivers, special, stalled,
)

# Name: what is tried, how often by default, and how often in the sample that `make test` runs.
TRIALS = {
    "oracle": (proof.oracle, 1, 1),
    "sweep": (kills.sweep, 0, 0),
    "sweep-sinks": (kills.sweep_sinks, 0, 0),
    "kills": (kills.kills, 300, 20),
    "stops": (kills.stops, 100, 0),
    "power": (power.power, 300, 20),
    "first-start": (first_start.first_start, 400, 30),
    "io": (io_faults.io_faults, 160, 0),
    "corruption": (corruption.corruption, 200, 0),
    "forgeries": (forgery.forgeries, 1, 1),
    "flips": (forgery.flips, 500, 20),
    "files": (special.files, 1, 1),
    "receivers": (receivers.receivers, 1, 0),
    "poison": (poison.poison, 3, 1),
    "stalled": (stalled.stalled, 1, 0),
    "history": (history.history, 400_000, 0),
    "memory": (long_run.memory, 60, 0),
}
# By hand alone, for it takes as many minutes as it is told.
NOT_IN_ALL = {"memory"}
SEED = 7


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="torture-") as temporary:
        folder = Path(options.work or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        failed = [name for name in chosen(options) if not ran_well(name, options, folder)]
    if failed:
        sys.exit(f"torture: faults in {', '.join(failed)}")


def chosen(options):
    if options.trial == "all":
        return [name for name in TRIALS if name not in NOT_IN_ALL]
    if options.trial == "sample":
        return [name for name, (_, _, sample) in TRIALS.items() if sample]
    return [options.trial]


def ran_well(name, options, folder):
    function, usual, sample = TRIALS[name]
    count = sample if options.trial == "sample" else usual
    if options.count is not None:
        count = options.count
    trial = Trial(name, options, folder, count, options.seed)
    print(f"{name}: {function.__doc__.strip()}", flush=True)
    try:
        function(trial)
    except Skipped as reason:
        # The sample runs on a build that has what it needs.
        if options.trial == "sample":
            trial.fault("skipped", reason)
        else:
            print(f"  NOT TRIED: {reason}", flush=True)
            return True
    return trial.end()


def read_options():
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument(
        "trial", nargs="?", default="all", choices=["all", "sample", *TRIALS], metavar="TRIAL",
        help=f"all, sample, or one of {', '.join(TRIALS)}")
    parser.add_argument("--program", required=True, help="the built rejoinder")
    parser.add_argument("--count", type=int, help="how often; each trial has a default")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--work", help="a folder to work in, which is kept; else a temporary one")
    parser.add_argument("--show", type=int, default=10, help="faults to print of each trial")
    parser.add_argument(
        "--at-least", type=float, help="history: deliveries a second that must be reached")
    options = parser.parse_args()
    options.program = str(Path(options.program).resolve())
    if not Path(options.program).is_file():
        parser.error(f"there is no program {options.program}; build it with `make build`")
    return options


if __name__ == "__main__":
    main()
