"""Receivers that fail, hang, answer at length, or want nothing more."""

import gzip
import signal
from collections import Counter
from time import sleep

from oracle import account, is_of_delivery, printed, published, some
from origin import Origin
from place import hook
from program import wait
from receiver import Answer, Receiver
from trials.behaviours import exact_outcomes

FEEDS = [f"feed{number}" for number in range(40)]


def receivers(trial):
    """Gone, poisoned, slow, long-winded, and away while the daemon starts or reloads."""
    cases = [
        gone_is_silent, one_event_fails, order_survives_restart, order_survives_kill,
        order_survives_reload, goes_on_with_the_first_success, retry_after_is_kept,
        large_answers_are_answers, slow_one_delays_no_other, pause_counts_from_the_end,
        exact_outcomes,
    ]
    trial.each(cases, lambda case: attempt(trial, case))


def attempt(trial, case):
    name = case.__name__.replace("_", "-")
    case(trial, name)
    is_well = not any(where.startswith(name) for where, _ in trial.faults)
    trial.say(f"{name}: {'ok' if is_well else 'FAULTS'}")


def with_news(trial, name, receiver, count=10, feeds=FEEDS[:1], **settings):
    """A place where so many entries of the first feed are new."""
    origin = Origin()
    for feed in feeds:
        origin.add(feed, f"{feed}-base")
    place = trial.place(name, origin, feeds, receiver, **settings)
    place.poll_once()
    for number in range(count):
        origin.add(feeds[0], f"new-{number}")
    return place, {published(feeds[0], f"new-{number}") for number in range(count)}


def sequences(arrivals):
    """The order in which events came first."""
    return list(dict.fromkeys(
        one.sequence for one in arrivals if not is_of_delivery(one.event)))


def accepted(receiver):
    return sequences([one for one in receiver.arrivals if one.is_accepted])


def ends_well(trial, name, daemon):
    trial.expect(f"{name}: exit", 0, daemon.stop())


def gone_is_silent(trial, name):
    """410: one request, one event for the other sinks, and silence, a restart later too."""
    receiver = Receiver(lambda arrival: Answer(410))
    place, _ = with_news(
        trial, name, receiver, feeds=FEEDS, poll={"per_host": 1, "concurrency": 1})
    place.origin.delay = 0.05
    daemon = place.start()
    told = published(FEEDS[0], "new-0")
    wait(lambda: place.origin.polls >= 2 * len(FEEDS), 30)
    sleep(1)
    ends_well(trial, name, daemon)
    trial.expect(f"{name}: requests while {len(FEEDS)} feeds were polled", 1,
                 len(receiver.arrivals))
    place.origin.add(FEEDS[0], "later")
    place.poll_once()
    trial.expect(f"{name}: requests after a restart", 1, len(receiver.arrivals))
    kinds = Counter(event["type"] for event in printed(place))
    trial.expect(f"{name}: delivery.disabled on the other sink", 1, kinds["delivery.disabled"])
    trial.expect(f"{name}: {told[0]} on the other sink", 11, kinds["entry.published"])


def one_event_fails(trial, name):
    """One event is answered 500: it is parked, the others go on, and it comes once it can."""
    is_mended = []

    def behave(arrival):
        is_poison = arrival.event["data"].get("entry", {}).get("id") == "new-3"
        return Answer(500) if is_poison and not is_mended else Answer()

    receiver = Receiver(behave)
    retries = ["1s"] * 8 + ["20s"] * 6
    place, expected = with_news(trial, name, receiver, retries=retries)
    daemon = place.start()
    if not wait(lambda: len(accepted(receiver)) >= 9, 15):
        trial.fault(name, f"the others wait: accepted {accepted(receiver)}")
    trial.expect(f"{name}: still failing", 9, len(accepted(receiver)))
    wait(lambda: "delivery.failing" in {event["type"] for event in printed(place)}, 30)
    is_mended.append(True)
    if not wait(lambda: len(accepted(receiver)) >= 10, 40):
        trial.fault(name, "the one that failed never came, though it could")
    ends_well(trial, name, daemon)
    kinds = Counter(event["type"] for event in printed(place))
    trial.expect(f"{name}: delivery.failing on the other sink", 1, kinds["delivery.failing"])
    trial.check(name, account(place, receiver, expected))


def out_of_reach(trial, name, interrupt):
    """503 to all until the receiver is back; between them something befalls the daemon."""
    is_back = []
    receiver = Receiver(lambda arrival: Answer() if is_back else Answer(503))
    retries = ["2s", "5s", "5s", "5s", "5s", "5s", "5s", "5s"]
    place, expected = with_news(trial, name, receiver, retries=retries)
    daemon = place.start()
    wait(lambda: len(receiver.arrivals) >= 2, 20)
    sleep(0.3)
    is_back.append(True)
    daemon = interrupt(place, daemon)
    if not wait(lambda: len(accepted(receiver)) >= len(expected), 40):
        trial.fault(name, f"not all came: {accepted(receiver)}")
    ends_well(trial, name, daemon)
    order = accepted(receiver)
    trial.expect(f"{name}: order of acceptance", sorted(order), order)
    trial.check(name, account(place, receiver, expected, in_order_of_acceptance=True))


def order_survives_restart(trial, name):
    def interrupt(place, daemon):
        daemon.stop()
        return place.start()
    out_of_reach(trial, name, interrupt)


def order_survives_kill(trial, name):
    def interrupt(place, daemon):
        daemon.kill()
        return place.start()
    out_of_reach(trial, name, interrupt)


def order_survives_reload(trial, name):
    def interrupt(place, daemon):
        daemon.process.send_signal(signal.SIGHUP)
        return daemon
    out_of_reach(trial, name, interrupt)


def goes_on_with_the_first_success(trial, name):
    """After an outage all comes with the first success, not with each one's next step."""
    is_back = []
    receiver = Receiver(lambda arrival: Answer() if is_back else Answer(503))
    place, expected = with_news(trial, name, receiver, retries=["1s"] * 4 + ["8s"] + ["1h"] * 4)
    daemon = place.start()
    wait(lambda: len(receiver.arrivals) >= 5, 20)
    is_back.append(True)
    if not wait(lambda: len(accepted(receiver)) >= len(expected), 20):
        trial.fault(name, f"back, but only these were sent within 20 s: {accepted(receiver)}")
    ends_well(trial, name, daemon)


def retry_after_is_kept(trial, name):
    """429 with Retry-After: nothing is sent before that."""
    answers = []

    def behave(arrival):
        answers.append(arrival.at)
        return Answer(429, {"Retry-After": "4"}) if len(answers) == 1 else Answer()

    receiver = Receiver(behave)
    place, expected = with_news(trial, name, receiver)
    daemon = place.start()
    wait(lambda: len(accepted(receiver)) >= len(expected), 30)
    ends_well(trial, name, daemon)
    pause = receiver.arrivals[1].at - receiver.arrivals[0].at
    if pause < 3.9:
        trial.fault(name, f"asked to wait 4 s, it came again after {pause:.1f} s")
    trial.check(name, account(place, receiver, expected))


def large_answers_are_answers(trial, name):
    """200 is 200, whatever stands in the body: sent once, accepted."""
    bomb = gzip.compress(bytes(200 << 20), 6)
    answers = {
        "/page": Answer(200, {}, b"<html>" + b"x" * 20_000),
        "/bomb": Answer(200, {"Content-Encoding": "gzip"}, bomb),
        "/megabytes": Answer(200, {}, bytes(5 << 20)),
    }
    receiver = Receiver(lambda arrival: answers[arrival.path])
    sinks = [hook(path[1:], receiver.url(path[1:])) for path in answers]
    place, expected = with_news(trial, name, receiver, count=5, sinks=sinks, retries=["1s", "1s"])
    daemon = place.start()
    wait(lambda: len(receiver.arrivals) >= len(expected) * len(answers), 20)
    sleep(3)
    ends_well(trial, name, daemon)
    for path in answers:
        times = Counter(one.id for one in receiver.arrivals if one.path == path)
        trial.expect(f"{name}: times that {path} got each event", [1] * 5, list(times.values()))
    left = place.program.deliveries(place.ledger, "pending")
    trial.check(name, some("still to be sent", left))


def slow_one_delays_no_other(trial, name):
    """A receiver that takes two seconds for each answer delays only itself."""
    slow = Receiver(lambda arrival: sleep(2) or Answer())
    quick = Receiver()
    sinks = [hook("slow", slow.url()), hook("hook", quick.url())]
    place, expected = with_news(trial, name, quick, sinks=sinks)
    daemon = place.start()
    if not wait(lambda: len(quick.accepted) >= len(expected), 30):
        trial.fault(name, "the quick receiver did not get all")
    if len(slow.accepted) >= len(expected):
        trial.fault(name, "the quick receiver waited for the slow one")
    wait(lambda: len(slow.accepted) >= len(expected), 60)
    ends_well(trial, name, daemon)
    for receiver in (slow, quick):
        trial.check(name, account(place, receiver, expected))


def pause_counts_from_the_end(trial, name):
    """An attempt that ends by a timeout is followed by the whole pause, not by what is left."""
    hung = []

    def behave(arrival):
        if not hung:
            hung.append(arrival.at)
            sleep(60)
            return None
        return Answer()

    receiver = Receiver(behave)
    place, expected = with_news(trial, name, receiver, count=1, retries=["10s", "10s"])
    daemon = place.start()
    wait(lambda: receiver.arrivals, 50)
    ends_well(trial, name, daemon)
    pause = receiver.arrivals[0].at - hung[0] if receiver.arrivals else 0
    # The attempt itself takes 20 s; pauses vary by a fifth.
    if pause < 27:
        trial.fault(name, f"the second attempt came {pause:.0f} s after the first began, not 28 s")
    trial.expect(f"{name}: accepted", len(expected), len(receiver.accepted))
