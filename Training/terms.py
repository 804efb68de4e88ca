#!/usr/bin/env python3
"""Counts how common terms are in ordinary articles, and writes them for the program.

    terms.py --program rejoinder --out Sources/CWeights ARTICLES.jsonl ...

Articles are JSON Lines {"id", "lang", "title", "text"}. The program itself makes the terms. The file has the
terms that at least one text in a thousand of its language has, as hashes with how much they tell
(Sources/Rejoinder/Detect/Scoring/TermCommonness.swift); terms.json beside it says how many texts were counted.
"""
import argparse, collections, hashlib, json, math, os, struct, subprocess, sys, zlib

LEAST_SHARE = 1 / 1000
# As many texts as tell a term that one in a thousand has from one that two have.
MOST_TEXTS = 8000
# Whole articles are long; a text's matter shows at the beginning, as the program reads it, too.
LENGTH = 4000


def hashed(term):
    value = 0x811C9DC5
    for byte in term.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def sample(paths):
    """The same articles each time: those whose id has the smallest checksum."""
    by_language = collections.defaultdict(list)
    for path in paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if len(row["text"]) >= 400:
                by_language[row["lang"]].append((zlib.crc32(str(row["id"]).encode()), row))
    for language in sorted(by_language):
        rows = sorted(by_language[language], key=lambda row: row[0])[:MOST_TEXTS]
        yield language, [row for _, row in rows]


def counted(program, rows):
    lines = "".join(
        json.dumps({"id": number, "lang": row["lang"], "title": row.get("title") or "", "text": row["text"][:LENGTH]})
        + "\n" for number, row in enumerate(rows))
    answers = subprocess.run(
        [program, "detect", "--batch", "--terms"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    counts = collections.Counter()
    for line in answers.stdout.splitlines():
        counts.update(json.loads(line).get("terms", []))
    return counts


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("articles", nargs="+")
    options = options.parse_args()
    packed, manifest = [], {}
    for language, rows in sample(options.articles):
        counts = counted(options.program, rows)
        levels = {}
        for term, count in counts.items():
            share = count / len(rows)
            if share >= LEAST_SHARE and count > 2:
                level = min(160, round(-16 * math.log2(share)))
                levels[hashed(term)] = min(level, levels.get(hashed(term), 160))
        terms = sorted(levels.items())
        packed.append(
            language.encode().ljust(4, b"\0") + struct.pack("<I", len(terms))
            + b"".join(struct.pack("<I", value) for value, _ in terms) + bytes(level for _, level in terms))
        manifest[language] = {"texts": len(rows), "terms": len(terms)}
        print(f"{language}: {len(terms)} terms of {len(rows)} texts")
    data = b"RJT1" + struct.pack("<I", len(packed)) + b"".join(packed)
    with open(os.path.join(options.out, "terms.bin"), "wb") as file:
        file.write(data)
    manifest["sha256"] = hashlib.sha256(data).hexdigest()
    with open(os.path.join(options.out, "terms.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
