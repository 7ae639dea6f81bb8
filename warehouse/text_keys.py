"""Keys of a text, by which its reposts are found among all texts without comparing it with each.

Two kinds, both from the same shingles (`shingles.py`):

- **Bands**: a MinHash signature (Broder 1997) of 128 slots by `rensa`, in 16 bands of 8. Two texts that share most of their
  shingles share a band: 99.9% of those with a Jaccard similarity of 0.8, 94% at 0.7, 0.1% at 0.3. They also find the
  reposts of texts that are too short for anchors.
- **Anchors**: the shingles whose hash is below a bound, about one in 64 (FracMinHash, Irber et al. 2022). What is left of a text
  keeps its anchors, so that a brief is found in the long version, which MinHash can't do: their similarity is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import rensa
from numpy.typing import NDArray

from warehouse.shingles import SHINGLE_BYTES, Hashes, distinct, plain_text, shingle_hashes, text_hash

_SLOTS, _BANDS, _SEED = 128, 16, 20261122
_ANCHOR_EVERY, _MOST_ANCHORS = 64, 512
_ANCHOR_BOUND = np.uint64(2**64 // _ANCHOR_EVERY)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

_CHUNK_BYTES = 100_000

METHOD = (
    f"1-{SHINGLE_BYTES}b-{_BANDS}x{_SLOTS // _BANDS}-{_ANCHOR_EVERY}/{_MOST_ANCHORS}"
    f"-r{rensa.RMinHash.ALGORITHM_VERSION}-{_SEED}"
)
"""Names all that the keys depend on; keys of another method are made anew."""


@dataclass(frozen=True, slots=True)
class TextKeys:
    """The keys of one text.

    Attributes:
        text_hash: identity of the text's letters and digits: equal for exact copies.
        size: bytes of its letters and digits.
        bands: one key a band.
        anchors: hashes of the shingles below the bound, ascending; of a very long text, the least of them.
    """

    text_hash: str
    size: int
    bands: NDArray[np.uint64]
    anchors: Hashes


def keys_of(texts: Sequence[str]) -> list[TextKeys]:
    """The keys of some texts, in their order."""
    found: list[TextKeys] = []
    chunk: list[str] = []
    size = 0
    for text in texts:
        chunk.append(plain_text(text))
        size += len(chunk[-1])
        if size >= _CHUNK_BYTES:  # what fits the processor's cache is hashed twice as fast
            found += _keys(chunk)
            chunk, size = [], 0
    return found + _keys(chunk) if chunk else found


def _keys(plain: list[str]) -> list[TextKeys]:
    hashes, offsets = shingle_hashes(plain)
    bands = _bands(hashes, offsets)
    below = np.flatnonzero(hashes < _ANCHOR_BOUND)
    cuts = np.searchsorted(below, offsets)
    found = []
    for number, text in enumerate(plain):
        anchors = distinct(hashes[below[cuts[number] : cuts[number + 1]]])[:_MOST_ANCHORS]
        size = len(text.encode("utf-8", "surrogatepass"))
        found.append(TextKeys(text_hash(text), size, bands[number], anchors))
    return found


def _bands(hashes: Hashes, offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """One hash a band of each text's signature; the number of the band goes into it."""
    matrix: Any = rensa.RMinHash.digest_matrix_from_flat_token_hashes(
        hashes, offsets.astype(np.uint64), num_perm=_SLOTS, seed=_SEED
    )
    slots = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(offsets) - 1, _BANDS, _SLOTS // _BANDS)
    keys = np.broadcast_to(np.arange(1, _BANDS + 1, dtype=np.uint64), slots.shape[:2]).copy()
    for slot in range(slots.shape[2]):
        keys = (keys ^ slots[:, :, slot]) * _FACTOR
        keys ^= keys >> np.uint64(29)
    return keys
