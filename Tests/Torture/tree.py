"""Which pages of an SQLite file hold a table (https://www.sqlite.org/fileformat2.html)."""

import sqlite3
from contextlib import closing

PAGE = 4096
LEAF, INTERIOR = 0x0D, 0x05


def pages_of(path, tables):
    """The numbers of the pages of tables with rowids, with those that their rows overflow to."""
    data = path.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        roots = [database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
            for name in tables]
    found, waiting = set(), roots
    while waiting:
        page = waiting.pop()
        found.add(page)
        start = (page - 1) * PAGE
        content = data[start:start + PAGE]
        head = 100 if page == 1 else 0
        kind, count = content[head], number(content, head + 3, 2)
        size = 12 if kind == INTERIOR else 8
        cells = [number(content, head + size + 2 * index, 2) for index in range(count)]
        if kind == INTERIOR:
            waiting += [number(content, cell, 4) for cell in cells] + [number(content, head + 8, 4)]
        elif kind == LEAF:
            for cell in cells:
                found |= overflow(data, content, cell)
    return found


def overflow(data, content, cell):
    """The pages that a row goes on in."""
    length, at = varint(content, cell)
    _, at = varint(content, at)
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    if length <= most:
        return set()
    local = least + (length - least) % (PAGE - 4)
    page = number(content, at + (local if local <= most else least), 4)
    pages = set()
    while page:
        pages.add(page)
        page = number(data, (page - 1) * PAGE, 4)
    return pages


def varint(content, at):
    value = 0
    for index in range(9):
        byte = content[at + index]
        value = value << 8 | byte if index == 8 else value << 7 | byte & 0x7F
        if byte < 0x80 or index == 8:
            return value, at + index + 1
    raise ValueError


def number(content, at, size):
    return int.from_bytes(content[at:at + size], "big")
