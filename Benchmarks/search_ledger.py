#!/usr/bin/env python3
"""Fills an empty ledger with made-up revisions: search_ledger.py LEDGER REVISIONS [WORDS].

The words of five vocabularies are as frequent as in print (Zipf's law), so that some are in nearly
every text of their language and most in one. One entry in five has a second revision. What the log
and the pages would add is left out: only searching is measured with it. The same each time.
"""
import hashlib
import itertools
import random
import sqlite3
import sys

SYLLABLES = {
    "en": "ba ce di fo gu ha ke li mo nu pra re si to va we zi cho ther ing",
    "de": "ber gen sch un ver ein ter ich auf tag rung keit haus bau land recht wort kün mäß straß",
    "fr": "le con tion ment pré é quer voi per che jour nal mai gou ver rè eau dé ci té",
    "uk": "на по ви ро за те лі сть ння мі ні стер ство ку пра во при го ва ї",
    "ru": "на по вы ро за те ли сть ние ми ни стер ство ку пра во при го ва ё",
}
SHARES = {"en": 40, "de": 15, "fr": 15, "uk": 15, "ru": 15}
VOCABULARY = 120_000
DAY = 86_400_000
BEGIN = 1_577_836_800_000  # 2020-01-01


def word(syllables, rank):
    parts = []
    while True:
        parts.append(syllables[rank % 20])
        rank //= 20
        if rank == 0:
            return "".join(parts)


def main():
    path, revisions = sys.argv[1], int(sys.argv[2])
    length = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    chance = random.Random(1)
    words = {
        code: [word(text.split(), rank) for rank in range(1, VOCABULARY + 1)]
        for code, text in SYLLABLES.items()
    }
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, VOCABULARY + 1)))
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    feeds = 500
    # The ledger may have a feed of its own already.
    for feed in range(1001, 1001 + feeds):
        institution = f"body-{feed}" if feed % 5 == 0 else None
        database.execute(
            "INSERT INTO feed (id, name, url, institution) VALUES (?, ?, ?, ?)",
            (feed, f"feed-{feed}", f"https://news.example/{feed}.xml", institution))
    number, entry, text_id, size = 0, 0, 0, 0
    none = bytes(32)

    def revision(code, title, body, entry, place):
        nonlocal number, text_id, size
        number += 1
        at = BEGIN + number * (6 * 365 * DAY // revisions)
        text = " ".join(body).capitalize() + "."
        text_id += 1
        size += len(text.encode())
        database.execute(
            "INSERT INTO text (id, hash, content) VALUES (?, ?, ?)",
            (text_id, hashlib.sha256(f"{text_id} {text}".encode()).digest(), text))
        database.execute(
            "INSERT INTO revision (entry_id, number, seen_at, title, text_id, link, language,"
            " content_hash, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry, place, at, " ".join(title).capitalize(), text_id,
             f"https://news.example/{entry}", code, none, none))
        if number % 3 == 0:
            database.execute(
                "INSERT INTO statement (entry_id, revision, source, cue, content, is_quoted,"
                " institution) VALUES (?, ?, ?, 'said', ?, 0, ?)",
                (entry, place, " ".join(body[:2]), " ".join(body[3:20]),
                 f"body-{number % 200}" if number % 6 == 0 else None))

    while number < revisions:
        entry += 1
        code = chance.choices(list(SHARES), weights=list(SHARES.values()))[0]
        title = chance.choices(words[code], cum_weights=weights, k=9)
        body = chance.choices(
            words[code], cum_weights=weights, k=chance.randint(length // 2, length * 3 // 2))
        feed = 1000 + chance.randint(1, 20 if chance.random() < 0.3 else feeds)
        isEdited = chance.random() < 0.2 and number + 1 < revisions
        database.execute(
            "INSERT INTO entry (id, feed_id, identity, identity_rule, first_seen_at, revision,"
            " source_hash, content_hash, fingerprint, rules) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, 1)",
            (entry, feed, f"id:{entry}", BEGIN + number * (6 * 365 * DAY // revisions),
             2 if isEdited else 1, none, none, none))
        revision(code, title, body, entry, 1)
        if isEdited:
            edited = list(body)
            edited[len(edited) // 2] = chance.choices(words[code], cum_weights=weights)[0]
            revision(code, title, edited, entry, 2)
        if number % 20_000 < 2:
            database.execute("COMMIT")
            database.execute("BEGIN")
    database.execute("COMMIT")
    database.close()
    print(f"{number} revisions, {size / 1e6:.0f} MB of text", file=sys.stderr)


main()
