"""A folder with a configuration and a ledger of its own, in which the daemon runs."""

import json
import os
import shutil
import sqlite3
from contextlib import closing

from program import Daemon

INSTITUTIONS = [{"key": "nato", "name": "NATO", "names": ["North Atlantic Treaty Organization"]}]
# A poll at the start of each run (--all), and hardly another one while a trial lasts.
POLL = {
    "interval": "1m", "minimum": "1m", "maximum": "1m", "jitter": 0, "host_spacing": "0s",
    "per_host": 16, "concurrency": 64,
}
RETRIES = ["1s", "1s", "1s", "2s", "2s", "2s", "2s", "2s", "2s"]


def hook(name, url, **settings):
    return {"name": name, "type": "webhook", "url": url, "unsigned": True, **settings}


class Place:
    """`feeds` are names of the origin's, or whole settings."""

    def __init__(self, program, folder, origin, feeds, sinks, retries=None, poll=None, **settings):
        self.program = program
        self.folder = folder
        self.origin = origin
        self.feeds = feeds
        self.settings = {
            "ledger": "ledger/rejoinder.sqlite",
            "contact": "https://trial.example.net/",
            "poll": {**POLL, **(poll or {})},
            "network": {"allow": ["127.0.0.0/8"]},
            "delivery": {"retries": retries or RETRIES, "drain": "2s"},
            "institutions": INSTITUTIONS,
            **settings,
        }
        self.sinks = sinks
        self.ledger_folder.mkdir(parents=True, exist_ok=True)
        self.configure()

    @property
    def configuration(self):
        return self.folder / "configuration.yaml"

    @property
    def ledger_folder(self):
        return self.folder / "ledger"

    @property
    def ledger(self):
        return self.ledger_folder / "rejoinder.sqlite"

    @property
    def output(self):
        return self.folder / "output"

    def configure(self):
        feeds = [
            {"url": self.origin.url(feed), "name": feed, "follow": "never"}
            if isinstance(feed, str) else feed for feed in self.feeds
        ]
        # JSON is YAML.
        self.configuration.write_text(
            json.dumps({**self.settings, "feeds": feeds, "sinks": self.sinks}, indent=1))

    def start(self, *arguments, environment=None, **streams):
        return Daemon(
            self.program, self, arguments or ("--all",), environment or {}, **streams)

    def poll_once(self, environment=None):
        """Polls every feed once and delivers what comes of it. Returns the daemon, ended."""
        daemon = self.start("--once", "--all", environment=environment)
        daemon.ended = daemon.ends()
        return daemon

    def copy(self, folder, sinks=None):
        """The same ledger and feeds elsewhere, with nothing said yet."""
        shutil.rmtree(folder, ignore_errors=True)
        place = Place(self.program, folder, self.origin, self.feeds, sinks or self.sinks)
        place.settings = self.settings
        place.configure()
        shutil.copytree(self.ledger_folder, place.ledger_folder, dirs_exist_ok=True)
        return place

    def fold(self):
        """Brings what stands in the WAL into the ledger's one file."""
        with closing(sqlite3.connect(self.ledger)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for end in ("-wal", "-shm"):
            path = self.ledger.with_name(self.ledger.name + end)
            if path.exists():
                os.unlink(path)
