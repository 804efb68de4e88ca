"""The party tagger: a linear-chain conditional random field over hashed features, by AdaGrad."""
import numpy as np

BITS = 15
TAGS = ["outside", "org", "org+", "person", "person+", "anaphor"]
COUNT = len(TAGS)


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


def log_sum(values, axis):
    most = values.max(axis, keepdims=True)
    return (most + np.log(np.exp(values - most).sum(axis, keepdims=True))).squeeze(axis)


def forward_backward(scores, mask, moves):
    """Log scores of all paths to and from each tag of each word, and of all paths."""
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    ahead[:, 0] = scores[:, 0] + moves[COUNT]
    for t in range(1, scores.shape[1]):
        step = log_sum(ahead[:, t - 1, :, None] + moves[None, :COUNT], 1) + scores[:, t]
        ahead[:, t] = np.where(mask[:, t, None], step, ahead[:, t - 1])
    for t in range(scores.shape[1] - 2, -1, -1):
        step = log_sum(moves[None, :COUNT] + (scores[:, t + 1] + behind[:, t + 1])[:, None, :], 2)
        behind[:, t] = np.where(mask[:, t + 1, None], step, 0)
    return ahead, behind, log_sum(ahead[:, -1], 1)


def batches(lengths, random, size=16):
    """The sentences in batches of like length, shuffled."""
    order = random.permutation(len(lengths))
    for first in range(0, len(order), size * 16):
        part = order[first : first + size * 16]
        part = part[np.argsort(lengths[part], kind="stable")]
        yield from (part[n : n + size] for n in range(0, len(part), size))


def fit(sentences, truths, rounds=8, rate=0.3, seed=1):
    """Weights and transitions; the mean of the last half of the rounds."""
    random = np.random.RandomState(seed)
    weights, moves = np.zeros((1 << BITS, COUNT)), np.zeros((COUNT + 1, COUNT))
    steps, move_steps = np.full((1 << BITS, 1), 1e-8), np.full(moves.shape, 1e-8)
    sums = [np.zeros_like(weights), np.zeros_like(moves)]
    lengths = np.array([len(words) for words in sentences])
    for number in range(rounds):
        for batch in batches(lengths, random):
            gradient, used, move_gradient = step(
                [sentences[n] for n in batch], [truths[n] for n in batch], weights, moves)
            gradient += 1e-6 * len(batch) * weights[used]
            steps[used] += (gradient**2).mean(1, keepdims=True)
            weights[used] -= rate * gradient / np.sqrt(steps[used])
            move_steps += move_gradient**2
            moves -= 0.2 * rate * move_gradient / np.sqrt(move_steps)
        if number >= rounds // 2:
            sums = [sums[0] + weights, sums[1] + moves]
    return sums[0] / (rounds - rounds // 2), sums[1] / (rounds - rounds // 2)


def step(sentences, truths, weights, moves):
    """The gradients of one batch, and the features that it has."""
    lengths = [len(words) for words in sentences]
    counts = np.array([len(word) for words in sentences for word in words])
    features = np.concatenate([word for words in sentences for word in words]).astype(int)
    each = np.add.reduceat(weights[features], np.append(0, np.cumsum(counts)[:-1]), axis=0)
    mask = np.arange(max(lengths))[None] < np.array(lengths)[:, None]
    scores, truth = np.zeros(mask.shape + (COUNT,)), np.zeros(mask.shape, int)
    scores[mask], truth[mask] = each, np.concatenate(truths)
    ahead, behind, total = forward_backward(scores, mask, moves)
    error = np.exp(ahead + behind - total[:, None, None])
    sentence, word = np.nonzero(mask)
    error[sentence, word, truth[sentence, word]] -= 1
    move_gradient = np.zeros_like(moves)
    for t in range(1, mask.shape[1]):
        m = mask[:, t]
        pairs = ahead[m, t - 1, :, None] + moves[None, :COUNT] + (scores[m, t] + behind[m, t])[:, None, :]
        move_gradient[:COUNT] += np.exp(pairs - total[m, None, None]).sum(0)
        np.add.at(move_gradient, (truth[m, t - 1], truth[m, t]), -1)
    move_gradient[COUNT] += error[:, 0].sum(0)
    used, where = np.unique(features, return_inverse=True)
    spread = np.repeat(error[mask], counts, axis=0)
    gradient = np.stack([np.bincount(where, spread[:, tag], len(used)) for tag in range(COUNT)], 1)
    return gradient, used, move_gradient
