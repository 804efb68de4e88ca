#!/usr/bin/env python3
"""Learns from labelled sentences who was asked, and writes the weights and their manifest.

    train.py --program rejoinder --labels FILE_OR_FOLDER... [--articles FILE_OR_FOLDER...] --out FOLDER

`make train` runs it; docs/training.md says what it needs. Each model is learnt by one thread in a fixed
order: the same data give the same bytes.
"""
import argparse, hashlib, json, multiprocessing, os, tempfile, zlib

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from scipy import optimize

import figures, rows as data, sentences, tagger, weights
from program import ask

FOLDS = 5
# The rules were made with these, so what they say of them teaches nothing.
TUNED = ("awaited.jsonl", "first.jsonl")
OWN = [f"Tests/Fixtures/awaited/{name}.jsonl" for name in ("first", "contrasts", "asking")]
BASIC = [0, 1, 0, 0, 0]


def gather(arguments):
    rows, is_tuned, manifest = [], [], []
    for path in [*OWN, *data.files(arguments.labels)]:
        found, known = data.labelled(path)
        if not found:
            continue
        manifest.append(known)
        rows += found
        is_tuned += [os.path.basename(path) in TUNED] * len(found)
    placed, missing = data.referenced("Training/labels", arguments.articles)
    manifest.append({"file": "Training/labels", "rows": len(placed), "left_out": missing})
    return rows + placed, is_tuned + [False] * len(placed), manifest


def learn(number):
    """The two models of the rows that are not in a fold; of all rows, for a number that no fold has."""
    matrix, spans, truths, fold = shared
    chosen = fold != number
    sentence = sentences.fit(matrix, chosen[matrix.row])
    # Also where nobody was asked: a name in a sentence that is wrongly taken for one of asking is unlikely then.
    words = [n for n, row in enumerate(spans["row"]) if chosen[row]]
    party = tagger.fit([spans["words"][n] for n in words], [truths[n] for n in words])
    print(f"learnt without fold {number + 1} of {FOLDS}" if number < FOLDS else "learnt from all rows", flush=True)
    return sentence, party


def share(*data):
    """Gives a process of the pool what all of them learn from."""
    global shared
    shared = data


def learnt(*data):
    """The models of each fold, and at last those of all rows; as many at a time as there are processors."""
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), share, data) as pool:
        return pool.map(learn, range(FOLDS + 1), 1)


def word_spans(rows, answers):
    found = {"row": [], "words": []}
    truths = []
    for number, (row, answer) in enumerate(zip(rows, answers)):
        for sample in answer.get("sentences", []):
            found["row"].append(number)
            found["words"].append(sample["words"])
            truths.append(tagger.tags(row, sample))
    return found, truths


def said(arguments, rows, models, confidence, mark):
    """What the program says of rows with the models."""
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(weights.packed(*models, confidence, mark))
        file.flush()
        return ask(arguments.program, rows, "--weights", file.name)


def odds(probability):
    bounded = min(max(probability, 0.001), 0.999)
    return np.log(bounded / (1 - bounded))


def calibrated(rows, answers):
    """The coefficients of the confidence: a logistic regression over findings in unseen rows."""
    values, truth, weight = [], [], []
    for row, answer in zip(rows, answers):
        for one in answer.get("records", []):
            grounds = one.get("grounds")
            if not grounds:
                continue
            values.append([1, odds(grounds["state"]), odds(grounds["party"]), grounds["named"], grounds["framed"]])
            truth.append(any(
                figures.is_same(one["who"], record["who"]) and one["state"] == record["state"] for record in row["records"]))
    values, truth = np.array(values, float), np.array(truth, float)

    def loss(coefficients):
        scores = values @ coefficients
        total = np.logaddexp(0, scores).sum() - truth @ scores + 0.5 * (coefficients[1:] ** 2).sum()
        chance = 1 / (1 + np.exp(-scores))
        return total, values.T @ (chance - truth) + np.append(0, coefficients[1:])

    best = optimize.minimize(loss, np.zeros(5), jac=True, method="L-BFGS-B").x
    chance = 1 / (1 + np.exp(-values @ best))
    return best, reliability(chance, truth)


def reliability(chance, truth):
    """Of the findings in each tenth of confidence: how many, how sure, and how many right."""
    table = []
    for tenth in range(10):
        inside = (chance >= tenth / 10) & (chance < (tenth + 1) / 10 + (tenth == 9))
        if inside.any():
            table.append({
                "from": tenth / 10, "findings": int(inside.sum()), "sure": round(float(chance[inside].mean()), 3),
                "right": round(float(truth[inside].mean()), 3)})
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--labels", nargs="*", default=[])
    parser.add_argument("--articles", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    parser.add_argument("--answers", help="write what the program said of rows that it had not seen")
    arguments = parser.parse_args()
    rows, is_tuned, manifest = gather(arguments)
    answers = ask(arguments.program, rows, "--features")
    matrix = sentences.Sentences(rows, answers, is_tuned)
    spans, truths = word_spans(rows, answers)
    mark = weights.fingerprint(answers[: sum(len(data.lines(path)) for path in OWN)])
    fold = np.array([-1 if tuned else zlib.crc32(data.source(row).encode()) % FOLDS for row, tuned in zip(rows, is_tuned)])
    unseen = [{}] * len(rows)
    models = learnt(matrix, spans, truths, fold)
    for number in range(FOLDS):
        tested = [n for n in range(len(rows)) if fold[n] == number]
        for n, answer in zip(tested, said(arguments, [rows[n] for n in tested], models[number], BASIC, mark)):
            unseen[n] = answer
    tested = [n for n in range(len(rows)) if fold[n] >= 0]
    confidence, table = calibrated([rows[n] for n in tested], [unseen[n] for n in tested])
    report = judge(arguments, rows, unseen, tested, manifest)
    packed = weights.packed(*models[FOLDS], confidence, mark)
    with open(os.path.join(arguments.out, "weights.bin"), "wb") as file:
        file.write(packed)
    report |= {
        "seed": 1, "folds": FOLDS, "reliability": table, "confidence": [round(float(c), 4) for c in confidence],
        "fingerprint": mark, "sha256": hashlib.sha256(packed).hexdigest(), "data": manifest}
    with open(os.path.join(arguments.out, "weights.json"), "w", encoding="utf8") as file:
        json.dump(report, file, indent=1, ensure_ascii=False)
        file.write("\n")
    for line in table:
        print("reliability", line)
    if arguments.answers:
        with open(arguments.answers, "w", encoding="utf8") as file:
            for n in tested:
                file.write(json.dumps({"row": rows[n], "said": unseen[n]}, ensure_ascii=False) + "\n")


def judge(arguments, rows, unseen, tested, manifest):
    """Figures of the five folds, file by file and together, with the frames alone beside them."""
    frames = ask(arguments.program, rows, "--weights", "none")
    report, first = {"frames": {}, "both": {}}, 0
    for known in manifest:
        part = [n for n in range(first, first + known["rows"]) if n in set(tested)]
        first += known["rows"]
        for name, answers in (("frames", frames), ("both", unseen)):
            if part:
                report[name][known["file"]] = figures.table([rows[n] for n in part], [answers[n] for n in part])
                figures.show(f"{known['file']} {name}", report[name][known["file"]])
    return report


if __name__ == "__main__":
    main()
