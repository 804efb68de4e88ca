"""Labelled sentences: where they come from, and which may be used."""
import hashlib, json, os

STATES = ["awaiting", "declined", "responded"]
LABELS = STATES + ["none"]


def lines(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def files(paths):
    """The JSON Lines files in files and folders, in a fixed order."""
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(os.path.join(path, name) for name in os.listdir(path) if name.endswith(".jsonl"))
        else:
            yield path


def is_labelled(row):
    return isinstance(row.get("records"), list) and "text" in row and "lang" in row


def is_free(row):
    """Whether the licence lets weights that were learnt from the row be given away for any use."""
    licence = row.get("licence", "").upper()
    return "NC" not in licence.replace("-", " ").split() and "NONCOMMERCIAL" not in licence.replace("-", "")


def source(row):
    """Sentences of one source stay together when the rows are split."""
    return row["id"] if row.get("synthetic") or not row.get("source") else row["source"]


def labelled(path):
    """The rows of a file that may be learnt from, and what is known of the file."""
    every = [row for row in lines(path) if is_labelled(row)]
    rows = [row for row in every if is_free(row)]
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    for row in rows:
        row["label"] = label(row["records"])
        for record in row["records"]:
            # The program's own examples tell three kinds apart, which the tagger does not.
            record["kind"] = {"organisation": "org", "official_body": "org"}.get(record["kind"], record["kind"])
    return rows, {"file": os.path.basename(path), "sha256": digest, "rows": len(rows), "left_out": len(every) - len(rows)}


def label(records):
    states = {record["state"] for record in records}
    return next((state for state in STATES if state in states), "none")


def referenced(folder, articles):
    """The sentences that are kept as places in documents, with their words from the documents."""
    texts = {}
    for path in files(articles):
        for row in lines(path):
            texts[row["id"]] = row["text"]
    rows, missing = [], 0
    for path in files([folder]):
        for row in lines(path):
            filled = fill(row, texts.get(row["document"]))
            missing += filled is None
            if filled:
                rows.append(filled)
    return rows, missing


def fill(row, text):
    """The row with its words; None if the document is missing or is another than it was."""
    words = text and text[row["start"] : row["end"]]
    if not words or hashlib.sha256(words.encode()).hexdigest() != row["sha256"]:
        return None
    records = [
        {"who": words[record["start"] : record["end"]], "state": record["state"], "kind": record["kind"]}
        for record in row["records"]
    ]
    return {
        "id": row["id"], "lang": row["lang"], "source": row["document"], "text": words, "records": records,
        "before": text[row["before"] : row["start"]].strip(), "after": text[row["end"] : row["after"]].strip(),
        "label": label(records), "unsure": row["unsure"],
    }
