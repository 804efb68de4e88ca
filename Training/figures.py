"""How well labels and names were read."""
import re

from rows import LABELS

LANGUAGES = ("all", "en", "de", "fr", "uk", "ru")


def folded(name):
    return re.sub(r"[^\w]+", " ", (name or "").lower()).strip()


def is_same(one, other):
    one, other = folded(one), folded(other)
    return bool(one and other) and (one in other or other in one)


def f1(right, found, true):
    return 2 * right / (found + true) if found + true else 0.0


def macro(rows, said):
    """The mean F1 of the labels that a row has or gets."""
    scores = []
    for label in LABELS:
        true = sum(row["label"] == label for row in rows)
        found = sum(one == label for one in said)
        right = sum(row["label"] == one == label for row, one in zip(rows, said))
        scores.append(f1(right, found, true))
    return sum(scores) / len(scores), scores


def names(rows, answers):
    """Right, found and true names of bodies; one who finds a labelled person is not blamed."""
    right = found = true = 0
    for row, answer in zip(rows, answers):
        bodies = [record for record in row["records"] if record["kind"] == "org"]
        others = [record for record in row["records"] if record["kind"] != "org"]
        left = list(answer.get("records", []))
        true += len(bodies)
        for body in bodies:
            hit = next((one for one in left if is_same(one["who"], body["who"])), None)
            if hit:
                left.remove(hit)
                right += 1
                found += 1
        found += sum(not any(is_same(one["who"], other["who"]) for other in others) for one in left)
    return right, found, true


def table(rows, answers):
    """F1 for each language: of the labels, of each label, and of the names of bodies."""
    result = {}
    for language in LANGUAGES:
        pairs = [(row, answer) for row, answer in zip(rows, answers) if language in ("all", row["lang"])]
        if not pairs:
            continue
        mean, scores = macro([row for row, _ in pairs], [answer.get("label", "none") for _, answer in pairs])
        result[language] = {
            "rows": len(pairs), "macro": round(mean, 3),
            **{label: round(score, 3) for label, score in zip(LABELS, scores)},
            "bodies": round(f1(*names(*zip(*pairs))), 3)}
    return result


def show(title, figures):
    for language, one in figures.items():
        print(f"{title:28} {language:4}", " ".join(f"{key} {value}" for key, value in one.items()), flush=True)
