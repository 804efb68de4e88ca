"""The daemon is killed: nothing is lost, nothing is told twice with two names, all is in order."""

import signal
from threading import Event, Thread
from time import sleep
from xml.etree import ElementTree

from disk import read_counts
from oracle import account, published, settled
from origin import Origin
from program import wait
from receiver import Answer, Receiver
from scenario import publish, rehearse, with_baseline, with_files, with_webhook
from sinks import Feed, Lines, Mailbox


def sweep(trial):
    """Killed before and after every operation of a scenario in turn."""
    sweep_with(trial, with_webhook, "/ledger/")


def sweep_sinks(trial):
    """The same with a file, a program and an Atom feed, whose operations count too."""
    sweep_with(trial, with_files, f"{trial.folder}/")


def sweep_with(trial, equip, watched):
    origin, base = with_baseline(trial)
    expected = publish(origin)
    counts = trial.folder.with_suffix(".counts")
    rehearse(trial, base, expected, trial.faulty(counts=counts, path=watched), equip)
    operations = read_counts(counts)
    # A run's number of operations varies a little; the last points kill nothing then.
    points = [
        (when, at) for when in ("before", "after") for at in range(1, operations["all"] + 11)
    ]
    if trial.count and trial.count < len(points):
        points = sorted(trial.random.sample(points, trial.count))
    trial.say(f"{operations}; {len(points)} kills to try; expected {len(expected)} events")
    killed = sum(trial.each(
        points, lambda point: kill_at(trial, base, expected, equip, watched, *point)))
    trial.say(f"killed {killed} of {len(points)}")
    trial.expect("kills that hit", True, killed > len(points) // 2)


def kill_at(trial, base, expected, equip, watched, when, at):
    name = f"{when}-{at}"
    place = base.copy(trial.folder / name)
    receiver, others = equip(place)

    def is_over():
        return daemon.code is not None or all(
            len(sink.accepted) >= len(expected) for sink in [receiver, *others])

    daemon = place.start(environment=trial.faulty(kill_at=at, kill_when=when, path=watched))
    wait(is_over, 10, 0.005)
    code = daemon.stop()
    trial.check(name, broken(others))
    daemon = place.start()
    if not settled(place, receiver, expected):
        trial.fault(name, f"not all came after the restart: {daemon.said[-300:]}")
    wait(daemon.is_ready, 10)
    trial.expect(name, 0, daemon.stop())
    trial.check(name, account(place, receiver, expected, others=others))
    receiver.close()
    return code == -9


def broken(sinks):
    """What a reader of an Atom feed must never find, whatever has happened to the daemon."""
    for sink in sinks:
        if isinstance(sink, Feed):
            try:
                sink.entries()
            except ElementTree.ParseError as error:
                return [f"the feed is not whole: {error}"]
    return []


class Publisher:
    """Publishes an entry every few hundredths of a second, until it is stopped."""

    def __init__(self, origin, feeds, random):
        self.origin, self.feeds, self.random = origin, feeds, random
        self.expected = set()
        self.is_over = Event()
        self.thread = Thread(target=self.publish, daemon=True)
        self.thread.start()

    def publish(self):
        while not self.is_over.wait(self.random.uniform(0.01, 0.06)):
            feed = self.random.choice(self.feeds)
            entry = f"{feed}-{len(self.expected)}"
            self.origin.add(feed, entry)
            self.expected.add(published(feed, entry))

    def stop(self):
        self.is_over.set()
        self.thread.join()


# So long each answer takes, for kills to fall in the middle of sending.
ANSWER_SECONDS = 0.01


def slow(arrival):
    sleep(ANSWER_SECONDS)
    return Answer()


def failing_once(random):
    """Answers 503 to the first request of every sixth event or so."""
    failed = {}

    def behave(arrival):
        sleep(ANSWER_SECONDS)
        if arrival.id not in failed:
            failed[arrival.id] = random.random() < 0.15
            if failed[arrival.id]:
                return Answer(503)
        return Answer()

    return behave


def killed(trial, name, daemon):
    """SIGKILL, one time in five in the middle of a reload."""
    trial.expect(f"{name}: still running when killed", None, daemon.code)
    if trial.random.random() < 0.2 and daemon.is_ready():
        daemon.process.send_signal(signal.SIGHUP)
        sleep(trial.random.uniform(0, 0.06))
    daemon.kill()


def stopped(trial, name, daemon):
    """SIGTERM; before the daemon listens to it, it has the usual end."""
    is_listening = daemon.is_ready()
    code = daemon.stop()
    if code != 0 and (is_listening or code != -signal.SIGTERM):
        trial.fault(name, f"told to stop, it ended with {code}: {daemon.said[-300:]}")


def stops(trial):
    """Told to stop at random moments while a site goes on publishing."""
    run_and_end(trial, "stops", trial.count, Receiver(slow), stopped)


def kills(trial):
    """Killed at random moments while a site goes on publishing."""
    failing = trial.count // 3
    trial.say(f"expected of both: exact, in order, up again ({trial.count} kills)")
    # A sample is to be short, and all sinks together are not.
    more = every_kind if trial.count > 50 else lambda place: []
    run_and_end(trial, "healthy", trial.count - failing, Receiver(slow), killed, more)
    receiver = Receiver(failing_once(trial.random))
    run_and_end(trial, "failing", failing, receiver, killed, in_order_of_acceptance=True)


def every_kind(place):
    """A sink of each other kind."""
    return [Lines(place, "file"), Lines(place, "exec"), Feed(place), Mailbox()]


def run_and_end(trial, name, count, receiver, end, more=lambda place: [], **demands):
    """Starts the daemon so many times, and ends it at a random moment; then accounts for all."""
    feeds = [f"feed{number}" for number in range(8)]
    origin = Origin()
    for feed in feeds:
        origin.add(feed, f"{feed}-base")
    place = trial.place(name, origin, feeds, receiver)
    others = more(place)
    place.sinks += [sink.settings for sink in others]
    place.configure()
    start_up = time_to_ready(place)
    publisher = Publisher(origin, feeds, trial.random)
    for _ in range(count):
        daemon = place.start()
        sleep(trial.random.uniform(0.2 * start_up, start_up + 0.3))
        end(trial, name, daemon)
        trial.check(name, broken(others))
    publisher.stop()
    daemon = place.start()
    is_settled = settled(place, receiver, publisher.expected, 90, others)
    trial.expect(f"{name}: all accepted after the last start", True, is_settled)
    trial.expect(f"{name}: exit", 0, daemon.stop())
    trial.check(name, account(place, receiver, publisher.expected, others=others, **demands))
    arrivals = receiver.arrivals
    trial.say(
        f"{name}: {count} ends, {len(publisher.expected)} entries, {len(arrivals)} requests, "
        f"{len(arrivals) - len({one.id for one in arrivals})} of them again"
        + "".join(f"; {sink.name}: {again(sink)}" for sink in others))


def again(sink):
    """How many events a sink has got, and how many of them again."""
    arrivals = getattr(sink, "arrivals", None)
    if arrivals is None:
        return f"{len(sink.accepted)} entries"
    return f"{len(arrivals)}, {len(arrivals) - len(sink.accepted)} again"


def time_to_ready(place):
    """How long this program takes to start, so that kills fall on all of its life."""
    place.poll_once()
    daemon = place.start()
    steps = 0
    while not daemon.is_ready() and steps < 1000:
        sleep(0.01)
        steps += 1
    daemon.stop()
    return steps * 0.01
