"""Shingles: a text as the set of its overlapping pieces, whatever its script.

Letters and digits alone count, in one case and one Unicode form: line breaks, quotation marks, dashes and blanks differ
from portal to portal. A shingle is a run of bytes of that text's UTF-8, not of characters: so sixteen bytes are three
English words, five syllables of Hangul or five Chinese characters, which say about the same, and no script has to be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SHINGLE_BYTES = 16

_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTER_OF_ASCII = bytes(code for code in range(128) if not chr(code).isalnum())
_BASE = 0x9E3779B97F4A7C15
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def plain_text(text: str) -> str:
    """The letters and digits of a text, compatibility forms and case folded."""
    folded = unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "surrogatepass")
    # What is ASCII goes first, since bytes do that several times as fast.
    return _NO_LETTER.sub("", folded.translate(None, _NO_LETTER_OF_ASCII).decode("utf-8", "surrogatepass"))


def text_hash(plain: str) -> str:
    """Identity of a plain text: 32 hexadecimal digits of its SHA-256."""
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def shingle_hashes(plain_texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64]]:
    """The hashes of all shingles of some plain texts, one after the other, and where each text's begin and end.

    A text shorter than a shingle has one: itself, filled up. The windows are hashed by polynomials modulo 2**64, each step doubling
    their length, and mixed by the finaliser of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
    generators, 2014).
    """
    encoded = [text.encode("utf-8", "surrogatepass").ljust(SHINGLE_BYTES, b"\0") for text in plain_texts]
    lengths = np.array([len(data) for data in encoded], dtype=np.int64)
    ends = np.cumsum(lengths)
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths - (SHINGLE_BYTES - 1))])
    hashes = np.frombuffer(b"".join(encoded), dtype=np.uint8).astype(np.uint64)
    width = 1
    while width < SHINGLE_BYTES and len(hashes):
        factor = np.uint64(pow(_BASE, width, 1 << 64))
        hashes = hashes[:-width] * factor + hashes[width:]
        width *= 2
    within = np.ones(len(hashes), dtype=bool)  # windows that reach over the end of a text are none of its shingles
    for step in range(1, SHINGLE_BYTES):
        crossing = ends[:-1] - step
        within[crossing[crossing < len(hashes)]] = False
    return _mixed(hashes[within]), offsets


def distinct(hashes: Hashes) -> Hashes:
    """Each hash once, ascending; for arrays of this kind several times as fast as `numpy.unique`."""
    ascending: Hashes = np.sort(hashes)
    different: Hashes = ascending[
        np.concatenate([np.ones(min(1, len(ascending)), bool), ascending[1:] != ascending[:-1]])
    ]
    return different


def _mixed(hashes: Hashes) -> Hashes:
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX[0]
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIX[1]
    return hashes ^ (hashes >> np.uint64(31))
