#!/usr/bin/env python3
"""Reads messages with code that is not ours: Python's `email`, html5lib and threadweave.

    read_mail.py FOLDER

Prints one JSON document: for each FOLDER/N.eml, in order, what it says and every fault that the
readers found; and the conversations that the JWZ algorithm makes of them, as lists of messages'
numbers.
"""

import email
import email.policy
import json
import pathlib
import sys

import html5lib
from threadweave import Message, extract_reference_ids, normalize_message_id, thread_messages


def faults(message, raw):
    found = [repr(defect) for part in message.walk() for defect in part.defects]
    for part in message.walk():
        for name, value in part.items():
            found += [f"{name}: {defect!r}" for defect in value.defects]
    lines = raw.split(b"\r\n")
    found += ["a bare CR or LF" for line in lines if b"\r" in line or b"\n" in line]
    found += ["a line over 998 bytes" for line in lines if len(line) > 998]
    found += ["a control character" for line in lines if any(byte < 0x20 for byte in line)]
    found += ["a byte beyond ASCII" for line in lines if any(byte > 0x7E for byte in line)]
    header = raw.split(b"\r\n\r\n")[0].split(b"\r\n")
    found += ["a header line over 78 columns" for line in header
              if len(line) > 78 and b" " in line.strip() and not line.startswith(b" <")]
    return found


def read(path):
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = message.get_body(("html",)).get_content()
    found = faults(message, raw)
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(html)
    found += [f"HTML: {error}" for error in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    return {
        "names": message.keys(),
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "faults": found,
        "types": [part.get_content_type() for part in message.walk()],
        "plain": plain,
        "text": " ".join("".join(tree.itertext()).split()),
        "tags": sorted({element.tag.split("}")[-1] for element in elements}),
        "links": [value for element in elements for name, value in element.attrib.items()
                  if name in ("href", "src", "background", "action")],
        "added": ["".join(element.itertext()) for element in elements
                  if element.tag.endswith("}ins")],
        "removed": ["".join(element.itertext()) for element in elements
                    if element.tag.endswith("}del")],
    }


def numbers(container, order):
    own = [order[container.message.message_id]] if container.message else []
    return own + [number for child in container.children for number in numbers(child, order)]


paths = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"), key=lambda path: int(path.stem))
mails = [read(path) for path in paths]
order, messages = {}, []
for number, mail in enumerate(mails):
    headers = mail["headers"]
    identity = normalize_message_id(headers["message-id"])
    order[identity] = number
    messages.append(Message(
        message_id=identity, subject=headers["subject"],
        references=extract_reference_ids(headers.get("references"))))
threads = [sorted(numbers(root, order)) for root in thread_messages(messages)]
print(json.dumps({"mails": mails, "threads": threads}))
