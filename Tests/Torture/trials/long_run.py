"""A long unattended run: memory, files and the WAL."""

import re
from pathlib import Path
from random import Random
from time import monotonic, sleep

from oracle import in_order, integrity, same_by_name, some
from origin import Origin
from place import hook
from receiver import Receiver

FEEDS = [f"feed{number}" for number in range(100)]
WINDOW = 20
WITH_PAGES = 50
SETTLING_MINUTES = 10
SAMPLE_SECONDS = 15


class ChangingOrigin(Origin):
    """Each poll of a feed finds an entry more, in a window of 20; its pages stand there too."""

    def __init__(self):
        super().__init__()
        self.looks = dict.fromkeys(FEEDS, WINDOW)

    def answer(self, path):
        if path in self.looks:
            with self.lock:
                self.looks[path] += 1
                newest = self.looks[path]
                self.feeds[path] = [
                    self.entry(path, number) for number in range(newest, newest - WINDOW, -1)
                ]
        elif path.startswith("page/"):
            return "text/html; charset=utf-8", page(path.removeprefix("page/")).encode()
        return super().answer(path)

    @staticmethod
    def entry(feed, number):
        name = f"{feed}-{number}"
        return {"id": name, "title": f"Statement {words(name, 6)}", "text": words(name, 30) + "."}


def words(seed, count):
    random = Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(random.choices(letters, k=7)) for _ in range(count))


def page(name):
    paragraphs = "".join(f"<p>The council said {words(f'{name}/{n}', 40)}.</p>" for n in range(8))
    return (
        f"<html><head><title>{name}</title></head><body><article><h1>Statement {words(name, 6)}"
        f"</h1>{paragraphs}</article></body></html>")


def memory(trial):
    """100 changing feeds, half with their pages, for so many minutes: growth of memory."""
    origin, receiver = ChangingOrigin(), Receiver()
    feeds = [
        {"name": feed, "url": origin.url(feed),
         "follow": "recheck" if number < WITH_PAGES else "never"}
        for number, feed in enumerate(FEEDS)
    ]
    place = trial.place(
        "memory", origin, feeds, receiver, sinks=[hook("hook", receiver.url())])
    daemon = place.start("--all")
    began, samples = monotonic(), []
    while monotonic() - began < trial.count * 60 and daemon.code is None:
        sleep(SAMPLE_SECONDS)
        samples.append(sample(daemon, place, began))
        if len(samples) % 20 == 0:
            trial.say(describe(samples[-1], receiver))
    trial.expect("still running", None, daemon.code)
    trial.expect("exit", 0, daemon.stop())
    trial.say(describe(samples[-1], receiver))
    tell_growth(trial, samples)
    events = place.program.events(place.ledger) or []
    trial.check("account", same_by_name(receiver.arrivals, events))
    trial.check("account", in_order("first attempts", receiver.arrivals))
    trial.check("account", some("never sent", {e["id"] for e in events} - receiver.accepted))
    trial.check("account", integrity(place.ledger))
    trial.expect("verify", 0, place.program.verify(place.ledger).code)


def sample(daemon, place, began):
    process = Path(f"/proc/{daemon.process.pid}")
    wal = place.ledger.with_name(place.ledger.name + "-wal")
    try:
        status = (process / "status").read_text()
        resident, anonymous = (
            int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "RssAnon"))
        files = len(list((process / "fd").iterdir()))
    except (OSError, TypeError):
        resident = anonymous = files = 0
    return {
        "minutes": (monotonic() - began) / 60, "resident": resident, "anonymous": anonymous,
        "files": files, "wal": wal.stat().st_size / 2**20 if wal.exists() else 0,
    }


def describe(one, receiver):
    return (
        f"{one['minutes']:5.1f} min: {one['resident']:.1f} MiB resident, {one['anonymous']:.1f} "
        f"anonymous, {one['files']} files, WAL {one['wal']:.1f} MiB, "
        f"{len(receiver.accepted)} webhooks")


def tell_growth(trial, samples):
    """Medians of two minutes each, for a single sample falls into a poll or beside it."""
    later = [one for one in samples if one["minutes"] > SETTLING_MINUTES]
    if len(later) < 16:
        trial.say(f"no growth to tell: it takes more than {SETTLING_MINUTES + 4} minutes")
        return
    first, last = (
        sorted(one["anonymous"] for one in part)[len(part) // 2] for part in (later[:8], later[-8:])
    )
    trial.say(
        f"anonymous memory from minute {later[0]['minutes']:.0f} to {later[-1]['minutes']:.0f}: "
        f"{first:.1f} to {last:.1f} MiB, {last - first:+.1f} MiB")
