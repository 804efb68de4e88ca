#!/usr/bin/env python3
"""Holds messages for chats, one line of JSON each on standard input, against parsers not ours.

Usage: validate_messages.py slack | apprise | ntfy. Prints `LINE: WHAT` for each fault, and ends
with 1 where there is one. Slack's own SDK validates blocks; Apprise takes its notifications as its
API does; for ntfy, jsonschema checks what the table "Publish as JSON" of its manual says.
"""

import json
import sys


def slack(message):
    from slack_sdk.models.blocks import Block
    from slack_sdk.errors import SlackObjectFormationError

    blocks = message["blocks"]
    if not 1 <= len(blocks) <= 50:
        yield f"{len(blocks)} blocks"
    for block in blocks:
        parsed = Block.parse(block)
        if parsed is None or type(parsed) is Block:
            yield f"unknown block: {block}"
            continue
        try:
            parsed.validate_json()
            again = parsed.to_dict()
        except SlackObjectFormationError as error:
            yield f"{block['type']}: {error}"
            continue
        if again != block:
            yield f"read as {again}, and not as {block}"
    texts = [block["text"] for block in blocks if "text" in block]
    texts += [element for block in blocks for element in block.get("elements", [])]
    for text in texts:
        most = 150 if any(b["type"] == "header" and b["text"] is text for b in blocks) else 3000
        if not 1 <= len(text["text"].encode("utf-16-le")) // 2 <= most:
            yield f"a text of {len(text['text'])} characters"
        if text["type"] == "plain_text" and "<" in text["text"]:
            yield f"markup in {text['text']}"
    if len(json.dumps(blocks, ensure_ascii=False)) > 13000:
        yield "msg_blocks_too_long"
    if not message["text"] or "<" in message["text"]:
        yield f"text: {message['text']}"


# Of swagger.yaml in github.com/caronc/apprise-api (MIT), schema PersistentNotificationRequest.
APPRISE = {
    "type": "object",
    "properties": {
        "body": {"type": "string", "minLength": 1}, "title": {"type": "string"},
        "type": {"enum": ["info", "success", "warning", "failure"]},
        "format": {"enum": ["text", "markdown", "html"]}, "tag": {"type": "string"},
    },
    "required": ["body"], "additionalProperties": False,
}

# Of docs.ntfy.sh/publish, "Publish as JSON".
NTFY = {
    "type": "object",
    "properties": {
        "topic": {"type": "string", "pattern": "^[-_A-Za-z0-9]{1,64}$"},
        "message": {"type": "string", "minLength": 1}, "title": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "priority": {"type": "integer", "minimum": 1, "maximum": 5},
        "click": {"type": "string", "format": "uri", "pattern": "^https?://"},
    },
    "required": ["topic"], "additionalProperties": False,
}


def by_schema(schema, message):
    from jsonschema import Draft202012Validator

    for fault in Draft202012Validator(schema).iter_errors(message):
        yield f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}"


taken = []


def apprise_service():
    import apprise

    @apprise.decorators.notify(on="taken")
    def take(body, title, notify_type, *arguments, **options):
        taken.append((title, body, str(getattr(notify_type, "value", notify_type))))

    service = apprise.Apprise()
    service.add("taken://")
    return service


def apprise(message):
    yield from by_schema(APPRISE, message)
    if not apprise.service:
        apprise.service = apprise_service()
    taken.clear()
    service = apprise.service
    # As apprise_api/api/views.py calls it.
    sent = service.notify(
        message["body"], title=message.get("title", ""), notify_type=message["type"],
        body_format=message["format"])
    if not sent:
        yield "not sent"
    # It takes blanks from ends.
    whole = tuple(message[part].strip() for part in ("title", "body", "type"))
    if [tuple(part.strip() for part in parts) for parts in taken] != [whole]:
        yield f"sent as {taken}, and not as {whole}"
    if len(message["body"].encode("utf-16-le")) // 2 > 2000:
        yield "longer than Discord takes"


apprise.service = None


def ntfy(message):
    yield from by_schema(NTFY, message)
    if len(message["message"].encode()) > 4096:
        yield "so long that it becomes an attachment"


def main():
    check = {"slack": slack, "apprise": apprise, "ntfy": ntfy}[sys.argv[1]]
    faults = [
        f"{number}: {fault}"
        for number, line in enumerate(sys.stdin, 1)
        for fault in check(json.loads(line))
    ]
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
