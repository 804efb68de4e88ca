#!/usr/bin/env python3
"""Writes labelled sentences as places in documents, without their words.

    refer.py LABELLED.jsonl ARTICLES.jsonl > Training/labels/NAME.jsonl

A row names its document, the offsets of the sentence in code points (from "start" to "end", its
neighbours from "before" and to "after"), the SHA-256 of its words, and for each record the offsets of
the name within the sentence.
"""
import hashlib, json, re, sys

from rows import lines


def place(row, text):
    start = text.find(row["text"])
    if start < 0:
        return None
    end = start + len(row["text"])
    before = text.rfind(row.get("before") or row["text"], 0, start) if row.get("before") else start
    after = text.find(row["after"], end) + len(row["after"]) if row.get("after") and text.find(row["after"], end) >= 0 else end
    records = []
    for record in row["records"]:
        # "he" is no part of "the", but "Polizei" may be one of "Polizeisprecher".
        word = re.search(rf"(?<!\w){re.escape(record['who'])}(?!\w)", row["text"])
        at = word.start() if word else row["text"].find(record["who"])
        records.append({"start": at, "end": at + len(record["who"]), "state": record["state"], "kind": record["kind"]})
    return {
        "id": row["id"], "lang": row["lang"], "document": row["source"], "before": start if before < 0 else before,
        "start": start, "end": end, "after": after, "sha256": hashlib.sha256(row["text"].encode()).hexdigest(),
        "records": records, "unsure": row["unsure"],
    }


def main():
    texts = {row["id"]: row["text"] for row in lines(sys.argv[2])}
    for row in lines(sys.argv[1]):
        placed = place(row, texts.get(row["source"], ""))
        if placed:
            print(json.dumps(placed, ensure_ascii=False))
        else:
            print(f"{row['id']}: its words are not in its document", file=sys.stderr)


if __name__ == "__main__":
    main()
