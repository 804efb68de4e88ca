"""The file of weights, as the program reads it (Sources/Rejoinder/Detect/Scoring/Weights.swift)."""
import struct

import numpy as np

import sentences, tagger


def in_bytes(values):
    """Each column in 8 bits, and the scale that makes it whole again."""
    scales = np.maximum(np.abs(values).max(0), 1e-6) / 127
    return np.clip(np.rint(values / scales), -127, 127).astype(np.int8), scales


def packed(sentence, party, confidence, fingerprint):
    (weights, bias), (words, moves) = sentence, party
    weights, scales = in_bytes(weights)
    words, word_scales = in_bytes(words)
    floats = lambda values: np.asarray(values, "<f4").tobytes()
    return b"".join([
        b"RJW1", struct.pack("<III", fingerprint, sentences.BITS, tagger.BITS),
        floats(scales), floats(bias), weights.tobytes(),
        floats(word_scales), floats(moves), words.tobytes(), floats(confidence)])


def fingerprint(answers):
    """FNV-1a over the features of sample sentences, each as two bytes, the lower first."""
    value = 0x811C9DC5
    for answer in answers:
        for sample in answer["sentences"]:
            for features in (sample["own"], sample["frames"], sample["beside"], *sample["words"]):
                for feature in features:
                    for byte in (feature & 0xFF, feature >> 8):
                        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
