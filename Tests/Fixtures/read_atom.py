#!/usr/bin/env python3
"""Reads an Atom feed with the package `feedparser`, and prints what it found as JSON.

Usage: read_atom.py FILE. `fault` is why the document is not well-formed, if it is not, or not what
the grammar of RFC 4287 allows (by lxml, which is libxml2).
"""

import json
import sys
from pathlib import Path

import feedparser
from lxml import etree

with open(sys.argv[1], "rb") as file:
    text = file.read()
read = feedparser.parse(text, sanitize_html=False)
fault = str(read.bozo_exception) if read.bozo else None
if not fault:
    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    if not grammar.validate(etree.fromstring(text)):
        fault = str(grammar.error_log)
print(json.dumps({
    "fault": fault,
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
