"""The sentence model: a logistic regression over hashed features."""
import numpy as np
from scipy import optimize, sparse

from rows import LABELS

BITS = 16


class Sentences:
    """The labelled sentences as a matrix; a row whose text has several sentences gives several."""

    def __init__(self, rows, answers, is_tuned):
        indices, values, ends, self.row, self.label, self.weight = [], [], [0], [], [], []
        for number, (row, answer) in enumerate(zip(rows, answers)):
            samples = answer.get("sentences", [])
            for sample, label in zip(samples, labels(row, samples)):
                # What the frames say of sentences that they were made with teaches only to copy them.
                own = sample["own"] + ([] if is_tuned[number] else sample["frames"])
                length = np.sqrt(60 + len(own) + len(sample["beside"]))
                indices += own + sample["beside"]
                values += [1 / length] * len(own) + [0.5 / length] * len(sample["beside"])
                ends.append(len(indices))
                self.row.append(number)
                self.label.append(LABELS.index(label))
                self.weight.append(0.6 if row.get("unsure") else 1)
        self.matrix = sparse.csr_matrix((values, indices, ends), shape=(len(self.label), 1 << BITS))
        self.row, self.label, self.weight = np.array(self.row), np.array(self.label), np.array(self.weight, float)
        self.language = np.array([rows[number]["lang"] for number in self.row])


def labels(row, samples):
    """What each sentence of a row says: the state of the records that are named in it."""
    if len(samples) < 2:
        return [row["label"]] * len(samples)
    text, found = row["text"].encode(), [set() for _ in samples]
    for record in row["records"]:
        at = text.find(record["who"].encode())
        holder = [n for n, s in enumerate(samples) if s["places"] and s["places"][0][0] <= at < s["places"][-1][1]]
        found[holder[0] if holder else -1].add(record["state"])
    return [next((label for label in LABELS if label in states), "none") for states in found]


def balanced(label, language, weight):
    """Weights by which each label counts as much as each other in a language.

    How often each was met there tells what was looked for, and nothing of ordinary news.
    """
    weight = weight.copy()
    for one in np.unique(language):
        here = language == one
        total = weight[here].sum()
        each = np.bincount(label[here], weights=weight[here], minlength=4)
        weight[here] *= (total / (4 * np.maximum(each, 1)))[label[here]]
    return weight


def fit(sentences, chosen, strength=20):
    """Weights and biases for the sentences that are chosen; L-BFGS, so the same data give the same."""
    # Single precision is enough for weights that end in 8 bits, and takes half the time.
    matrix, label = sentences.matrix[chosen].astype(np.float32), sentences.label[chosen]
    weight = balanced(label, sentences.language[chosen], sentences.weight[chosen])
    truth = np.eye(4)[label]

    def loss(values):
        weights, bias = values[:-4].reshape(-1, 4), values[-4:]
        scores = matrix @ weights.astype(np.float32) + bias
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        error = (np.exp(logs) - truth) * weight[:, None]
        gradient = matrix.T @ error.astype(np.float32) + weights / strength
        total = -(weight * (logs * truth).sum(1)).sum() + (weights**2).sum() / (2 * strength)
        return total, np.append(gradient.ravel(), error.sum(0))

    start = np.zeros((1 << BITS) * 4 + 4)
    best = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150, "maxcor": 6}).x
    return best[:-4].reshape(-1, 4), best[-4:]
