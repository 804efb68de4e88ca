#!/usr/bin/env python3
"""Reads an Atom feed with the package `feedparser`, and prints what it found as JSON.

Usage: read_atom.py FILE. `fault` is why the document is not well-formed, if it is not.
"""

import json
import sys

import feedparser

with open(sys.argv[1], "rb") as file:
    read = feedparser.parse(file.read(), sanitize_html=False)
print(json.dumps({
    "fault": str(read.bozo_exception) if read.bozo else None,
    "version": read.version,
    "id": read.feed.get("id"),
    "title": read.feed.get("title"),
    "updated": read.feed.get("updated"),
    "author": read.feed.get("author"),
    "entries": [
        {
            "id": entry.id, "title": entry.title, "updated": entry.updated,
            "link": entry.get("link"), "summary": entry.get("summary"),
            "content": entry.content[0].value, "type": entry.content[0].type,
            "category": entry.tags[0].term,
        }
        for entry in read.entries
    ],
}))
