"""What stands where the ledger should be is refused, or read, for what it is."""

import os
import pwd
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager

from origin import Origin
from program import HANG, Daemon, Program, wait
from receiver import Receiver
from scenario import sinks_to


def files(trial):
    """Foreign, torn, linked and missing files, and a second daemon by another path."""
    bench = Bench(trial)
    for name, prepare, says in REFUSED:
        bench.refuses(name, prepare, says)
    for name, prepare, says in READ:
        bench.reads(name, prepare, says)
    bench.refuses_a_second_daemon("another-folder", by_folder)
    bench.refuses_a_second_daemon("hard-link", by_hard_link)
    bench.says_that_the_disk_is_full()
    if os.geteuid() == 0:
        bench.refuses_the_file_of_another_owner()
    else:
        trial.say("the file of another owner: not tried, for that needs root")


def rewrite(change):
    """A preparation that replaces the ledger's bytes."""
    def prepare(place, bench):
        place.ledger.write_bytes(change(bench.whole))
    return prepare


def sql(statement):
    def prepare(place, bench):
        with closing(sqlite3.connect(place.ledger)) as database:
            database.execute(statement)
            database.commit()
    return prepare


def foreign_database(place, bench):
    place.ledger.unlink()
    sql("CREATE TABLE mine (yours TEXT)")(place, bench)


def symbolic_link(place, bench):
    real = place.folder / "real.sqlite"
    place.ledger.rename(real)
    place.ledger.symlink_to(real)


def lock_is_a_link(place, bench):
    victim = place.folder / "victim"
    victim.write_text("precious")
    lock = place.ledger.with_name(place.ledger.name + ".lock")
    lock.unlink(missing_ok=True)
    lock.symlink_to(victim)


def directory(place, bench):
    place.ledger.unlink()
    place.ledger.mkdir()


def fifo(place, bench):
    place.ledger.unlink()
    os.mkfifo(place.ledger)


def writable_by_others(place, bench):
    place.ledger.chmod(0o666)


def with_wal(change):
    """The ledger as a kill left it, and what is made of its WAL; None: none."""
    def prepare(place, bench):
        place.ledger.write_bytes(bench.killed)
        path = bench.wal_path(place)
        path.unlink(missing_ok=True)
        wal = change(bench)
        if wal is not None:
            path.write_bytes(wal)
    return prepare


def torn(bench):
    return bench.wal[:-2000]


def missing(bench):
    return None


def of_another(bench):
    return bench.wal_of_another


def of_other_salt(bench):
    return bench.wal[:16] + bytes(8) + bench.wal[24:]


# Of each: its name, how it is prepared, and a word that must be in the message.
REFUSED = (
    ("header-zeroed", rewrite(lambda whole: bytes(100) + whole[100:]), ""),
    ("half", rewrite(lambda whole: whole[:len(whole) // 2 // 4096 * 4096]), ""),
    ("last-page-gone", rewrite(lambda whole: whole[:-4096]), ""),
    ("cut-within-a-page", rewrite(lambda whole: whole[:-1000]), ""),
    ("noise", rewrite(lambda whole: bytes(range(256)) * 256), ""),
    ("foreign-database", foreign_database, ""),
    ("newer-schema", sql("INSERT INTO grdb_migrations VALUES ('999 tomorrow')"), ""),
    ("other-application", sql("PRAGMA application_id = 1"), ""),
    ("symbolic-link", symbolic_link, "link"),
    ("directory", directory, ""),
    ("fifo", fifo, ""),
    ("writable-by-others", writable_by_others, "writ"),
    ("wal-of-another", with_wal(of_another), "wal"),
)
# Those with a word may be refused too.
READ = (
    ("whole", rewrite(bytes), ""),
    ("lock-is-a-link", lock_is_a_link, "link"),
    ("wal-whole", with_wal(lambda bench: bench.wal), ""),
    ("wal-torn", with_wal(torn), ""),
    ("wal-missing", with_wal(missing), "wal"),
    ("wal-of-other-salt", with_wal(of_other_salt), "wal"),
)


# What `verify` may find nothing wrong with, for it is where it stands that is wrong.
SOUND_INSIDE = {"symbolic-link", "writable-by-others", "newer-schema"}


class Bench:
    """A ledger that is well, one that was killed, and the WAL of another."""

    def __init__(self, trial):
        self.trial = trial
        self.receiver = Receiver()
        self.origin = Origin()
        self.base = self.make("base")
        self.base.fold()
        self.whole = self.base.ledger.read_bytes()
        another = self.make("another", dies=True)
        self.wal_of_another = self.wal_path(another).read_bytes()
        self.killed_place = self.make("killed", dies=True)
        self.killed = self.killed_place.ledger.read_bytes()
        self.wal = self.wal_path(self.killed_place).read_bytes()
        self.told = {one.id: one.body for one in self.receiver.arrivals}

    @staticmethod
    def wal_path(place):
        return place.ledger.with_name(place.ledger.name + "-wal")

    def make(self, name, dies=False):
        """A ledger with a baseline and 40 entries that were told; ended, or killed with a WAL."""
        feed = f"{name}-feed"
        self.origin.add(feed, "base")
        place = self.trial.place(name, self.origin, [feed], self.receiver)
        place.poll_once()
        place.fold()
        for number in range(40):
            self.origin.add(feed, f"{name}-{number}")
        already = len(self.receiver.accepted)
        daemon = place.start()
        wait(lambda: len(self.receiver.accepted) >= already + 40, 20)
        if dies:
            daemon.kill()
        else:
            daemon.stop()
        return place

    def prepared(self, name, prepare):
        receiver = Receiver()
        base = self.killed_place if name.startswith("wal") else self.base
        place = base.copy(self.trial.folder / name, sinks_to(receiver))
        prepare(place, self)
        return place, receiver

    def run(self, place):
        """A run in which nothing is new."""
        daemon = place.start("--once", "--all")
        daemon.ended = daemon.ends(20)
        return daemon

    def refuses(self, name, prepare, says):
        place, receiver = self.prepared(name, prepare)
        self.check_refusal(name, self.run(place), says)
        self.trial.expect(f"{name}: told", 0, len(receiver.arrivals))
        self.verify_ends(name, place, (0, 1, 2, 3) if name in SOUND_INSIDE else (1, 2, 3))

    def check_refusal(self, name, daemon, says):
        code = daemon.ended
        if code == HANG or code <= 0:
            self.trial.fault(name, f"expected a refusal, found exit {code}: {daemon.said[-200:]}")
        elif not daemon.complaint:
            self.trial.fault(name, f"refused with {code}, but without a word")
        elif says not in daemon.said.lower():
            self.trial.fault(name, f"the message does not say “{says}”: {daemon.complaint}")

    def verify_ends(self, name, place, codes):
        verdict = self.trial.program.verify(place.ledger, seconds=20)
        if verdict.code not in codes:
            self.trial.fault(name, f"verify ends with {verdict.code}: {verdict.problems[-200:]}")

    def reads(self, name, prepare, says):
        """Not refused, unless there is a reason to give; what is amiss is said."""
        place, receiver = self.prepared(name, prepare)
        daemon = self.run(place)
        code = daemon.ended
        if code == HANG or code < 0 or (code and not says):
            self.trial.fault(name, f"exit {code}: {daemon.said[-200:]}")
        if says != "link" and says not in daemon.said.lower():
            self.trial.fault(name, f"nothing is said of the {says}: {daemon.said[-200:]}")
        twice = [one for one in receiver.arrivals if self.told.get(one.id, one.body) != one.body]
        if twice and not says:
            self.trial.fault(name, f"one id, two bodies: {twice[0].body[:120]}")
        victim = place.folder / "victim"
        if victim.exists():
            self.trial.expect(f"{name}: what the link leads to", "precious", victim.read_text())
        self.verify_ends(name, place, (0, 1, 2, 3))

    def refuses_a_second_daemon(self, name, make_path):
        place, _ = self.prepared(name, rewrite(bytes))
        daemon = place.start()
        wait(daemon.is_ready, 10)
        other = place.copy(self.trial.folder / f"{name}-other")
        other.settings = {**other.settings, "ledger": str(make_path(place, other))}
        other.configure()
        second = other.start("--once", "--all")
        second.ended = second.ends(15)
        self.check_refusal(name, second, "")
        self.trial.expect(f"{name}: exit of the first", 0, daemon.stop())

    def says_that_the_disk_is_full(self):
        place, _ = self.prepared("full", rewrite(bytes))
        daemon = place.start("--once", "--all", environment=self.trial.faulty(
            fault="enospc", fault_at=1, fault_until=place.folder / "never"))
        code = daemon.ends(20)
        if code in (HANG, 0) or code < 0:
            self.trial.fault("full", f"expected an error, found exit {code}")
        if "full" not in daemon.said and "space" not in daemon.said:
            self.trial.fault("full", f"nothing is said of the full disk: {daemon.said[-200:]}")
        self.trial.expect("full: next start", 0, place.poll_once().ended)

    def refuses_the_file_of_another_owner(self):
        name = "other-owner"
        place, _ = self.prepared(name, rewrite(bytes))
        nobody = pwd.getpwnam("nobody")
        with open_to_all(self.trial.folder):
            program = shutil.copy(self.trial.program.path, self.trial.folder / "program")
            subprocess.run(["chown", "-R", "nobody", str(place.folder)], check=True)
            # It could be written, by the group's right.
            os.chown(place.ledger, 0, nobody.pw_gid)
            place.ledger.chmod(0o660)
            daemon = Daemon(
                Program(program), place, ["--once", "--all"], {}, user=nobody.pw_uid,
                group=nobody.pw_gid, extra_groups=[])
            daemon.ended = daemon.ends(20)
        self.check_refusal(name, daemon, "")


@contextmanager
def open_to_all(folder):
    """Lets every user go down to the trial's folder, for as long as it is needed."""
    modes = {path: path.stat().st_mode & 0o7777 for path in (folder, folder.parent)}
    for path, mode in modes.items():
        path.chmod(mode | 0o055)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def by_folder(place, other):
    link = other.folder / "linked"
    link.symlink_to(place.ledger_folder)
    return link / "rejoinder.sqlite"


def by_hard_link(place, other):
    path = other.folder / "hard.sqlite"
    os.link(place.ledger, path)
    return path
