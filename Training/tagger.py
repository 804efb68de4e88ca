"""The party tagger: a linear-chain conditional random field over hashed features, by AdaGrad."""
import numpy as np
from scipy import sparse

BITS = 15
TAGS = ["outside", "org", "org+", "person", "person+", "anaphor"]
COUNT = len(TAGS)
FIRST = [TAGS.index(tag) for tag in ("org", "person", "anaphor")]
# What the first word of a name costs beside what was learnt: a false party is worse than one that is
# missed, which the frames often name.
CAUTION = 1.0


def tags(row, sample):
    """The tag of each word, by the names in the row's records."""
    text, found = row["text"].encode(), [0] * len(sample["places"])
    for record in row["records"]:
        name = record["who"].encode()
        words = best_words(text, name, sample["places"])
        first = TAGS.index(record["kind"] if record["kind"] in TAGS else "org")
        for number, word in enumerate(words):
            if number == 0 or first != 5:
                found[word] = first + (number > 0)
    return found


def best_words(text, name, places):
    """The words at the place of the name that begins and ends where words do, if there are several."""
    best, at = [], text.find(name)
    score = -1
    while at >= 0:
        words = [n for n, (start, end) in enumerate(places) if end > at and start < at + len(name)]
        if words:
            fit = (places[words[0]][0] == at) + (places[words[-1]][1] == at + len(name))
            if fit > score:
                best, score = words, fit
        at = text.find(name, at + 1)
    return best


def read(scores, mask, moves):
    """How likely each tag is for each word, and how often each is to be expected after each other.

    The forward-backward algorithm, on powers whose sum is 1 at each word, for all sentences of a batch at once.
    """
    powers, steps = np.exp(scores - scores.max(2, keepdims=True)), np.exp(moves)
    ahead, behind, sums = np.zeros_like(powers), np.ones_like(powers), np.ones(mask.shape)
    here = powers[:, 0] * steps[COUNT]
    for t in range(mask.shape[1]):
        if t > 0:
            here = np.where(mask[:, t, None], here @ steps[:COUNT] * powers[:, t], here)
        sums[:, t] = here.sum(1)
        ahead[:, t] = here = here / sums[:, t, None]
    for t in range(mask.shape[1] - 2, -1, -1):
        step = (powers[:, t + 1] * behind[:, t + 1]) @ steps[:COUNT].T / sums[:, t + 1, None]
        behind[:, t] = np.where(mask[:, t + 1, None], step, 1)
    later = powers * behind * (mask / sums)[:, :, None]
    return ahead * behind, np.einsum("sti,stj->ij", ahead[:, :-1], later[:, 1:]) * steps[:COUNT]


def batches(lengths, random, size=64):
    """The sentences in batches of like length, shuffled."""
    order = random.permutation(len(lengths))
    for first in range(0, len(order), size * 16):
        part = order[first : first + size * 16]
        part = part[np.argsort(lengths[part], kind="stable")]
        yield from (part[n : n + size] for n in range(0, len(part), size))


def fit(sentences, truths, rounds=8, rate=0.5, decay=5e-3, caution=CAUTION, seed=1):
    """Weights and transitions; the mean of the last half of the rounds."""
    random = np.random.RandomState(seed)
    weights, moves = np.zeros((1 << BITS, COUNT)), np.zeros((COUNT + 1, COUNT))
    steps, move_steps = np.full((1 << BITS, 1), 1e-8), np.full(moves.shape, 1e-8)
    sums = [np.zeros_like(weights), np.zeros_like(moves)]
    lengths = np.array([len(words) for words in sentences])
    features = [np.concatenate(words) for words in sentences]
    counts = [np.array([len(word) for word in words]) for words in sentences]
    for number in range(rounds):
        for batch in batches(lengths, random):
            gradient, used, move_gradient = step(
                *([part[n] for n in batch] for part in (features, counts, truths)), weights, moves)
            gradient += decay * len(batch) * weights[used]
            steps[used] += (gradient**2).mean(1, keepdims=True)
            weights[used] -= rate * gradient / np.sqrt(steps[used])
            move_steps += move_gradient**2
            moves -= 0.2 * rate * move_gradient / np.sqrt(move_steps)
        if number >= rounds // 2:
            sums = [sums[0] + weights, sums[1] + moves]
    weights, moves = (total / (rounds - rounds // 2) for total in sums)
    moves[:, FIRST] -= caution
    return weights, moves


def step(features, counts, truths, weights, moves):
    """The gradients of one batch, and the features that it has."""
    lengths = np.array([len(words) for words in counts])
    features, counts, truths = (np.concatenate(parts) for parts in (features, counts, truths))
    # The batch as a matrix of words and of the features that it has.
    has = np.zeros(1 << BITS, bool)
    has[features] = True
    used = np.flatnonzero(has)
    words = sparse.csr_matrix(
        (np.ones(len(features)), (np.cumsum(has) - 1)[features], np.append(0, np.cumsum(counts))),
        shape=(len(counts), len(used)))
    mask = np.arange(lengths.max())[None] < lengths[:, None]
    scores, truth = np.zeros(mask.shape + (COUNT,)), np.zeros(mask.shape, int)
    scores[mask], truth[mask] = words @ weights[used], truths
    likely, pairs = read(scores, mask, moves)
    sentence, word = np.nonzero(mask)
    likely[sentence, word, truth[sentence, word]] -= 1
    np.add.at(pairs, (truth[:, :-1][mask[:, 1:]], truth[:, 1:][mask[:, 1:]]), -1)
    return words.T @ likely[mask], used, np.vstack([pairs, likely[:, 0].sum(0)])
