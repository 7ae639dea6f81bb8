"""The words that a search finds an article by: what stands between blanks, and pairs of letters where there are none.

A search is for letters that stand anywhere, within words as well, so no word is cut further, stemmed or left out. Scripts
that write no blanks, and addresses, make "words" of a whole sentence; of such a one every pair of neighbouring letters is
kept, and its first and last letters as a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

LONGEST_WORD = 24
"""Letters of the longest word that is kept whole. Few words of any language with blanks are longer."""

BLOCK_WORDS = 64
"""Words of a row. To look for letters in one text of some words is several times as fast as in each of them, and the longer these
texts, the more numbers are read with those that are wanted: 32 to 256 were measured."""

END_LETTERS = 4
"""Letters at the beginning and at the end of a longer word that are kept as words: enough to leave few articles, and few different ones."""

METHOD = f"2/{LONGEST_WORD}-{END_LETTERS}-{BLOCK_WORDS}"
"""Names what the index depends on but the texts; under another method it is made anew."""

SCHEMA = pa.schema(
    {
        "first_word": pa.string(),
        "last_word": pa.string(),
        "joined": pa.string(),
        "numbers": pa.list_(pa.list_(pa.uint32())),
    }
)
"""A row holds some words: the first, the last, all of them with a blank before and after each, and each one's documents by number."""

_Keys = NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass
class Postings:
    """Which documents hold which words, gathered batch by batch."""

    _words: list[pa.Array] = field(default_factory=list)
    _numbers: list[NDArray[np.uint32]] = field(default_factory=list)

    def add(self, words: pa.Array, held: _Keys) -> None:
        """Note what documents hold.

        Args:
            words: different words.
            held: for each word of each document, once: the word's place among the words in the upper half, the
                document's number in the lower.
        """
        places = pa.array((held >> _HALF).astype(np.int32))
        self._words.append(pa.DictionaryArray.from_arrays(places, words))
        self._numbers.append((held & _LOW).astype(np.uint32))

    def table(self) -> pa.Table:
        """The words in order, as `_blocks` has them, with the numbers of their documents, ascending."""
        encoded = pa.chunked_array(self._words, pa.dictionary(pa.int32(), pa.string())).unify_dictionaries()
        words = encoded.chunk(0).dictionary if encoded.num_chunks else pa.array([], pa.string())
        order = pc.sort_indices(words).to_numpy()
        place = np.empty(len(words), np.uint64)
        place[order] = np.arange(len(words), dtype=np.uint64)
        keys = np.concatenate(
            [
                np.zeros(0, np.uint64),
                *(
                    place[chunk.indices.to_numpy()] << _HALF | numbers
                    for chunk, numbers in zip(encoded.chunks, self._numbers, strict=True)
                ),
            ]
        )
        keys = _distinct(keys)
        counted = np.bincount((keys >> _HALF).astype(np.int64), minlength=len(words))
        held = np.flatnonzero(counted)  # not those that are held in parts
        return _blocks(words.take(pa.array(order[held])), np.cumsum(counted[held]), keys)


def add_texts(numbers: pa.Array, texts: pa.Array, words: Postings, pairs: Postings) -> None:
    """Note the words of some texts in lower case, and the pairs of letters of those that are too long to be kept whole."""
    split = pc.utf8_split_whitespace(texts)
    encoded = split.flatten().dictionary_encode()
    lengths = pc.list_value_length(split).to_numpy(zero_copy_only=False)
    held = _distinct(
        encoded.indices.to_numpy().astype(np.uint64) << _HALF | np.repeat(numbers.to_numpy().astype(np.uint64), lengths)
    )
    letters = pc.utf8_length(encoded.dictionary).to_numpy(zero_copy_only=False)
    held = held[letters[(held >> _HALF).astype(np.int64)] > 0]  # of a text without words, the split gives an empty one
    is_long = letters > LONGEST_WORD
    if not is_long.any():
        words.add(encoded.dictionary, held)
        return
    of_long = is_long[(held >> _HALF).astype(np.int64)]
    words.add(encoded.dictionary, held[~of_long])
    long = encoded.dictionary.filter(pa.array(is_long))
    asked = (np.cumsum(is_long) - 1)[(held[of_long] >> _HALF).astype(np.int64)]
    for postings, (parts, codes, counts) in ((words, _ends(long)), (pairs, _pairs(long))):
        before = np.cumsum(counts) - counts
        many = counts[asked]
        at = np.arange(many.sum()) + np.repeat(before[asked] - (np.cumsum(many) - many), many)
        postings.add(parts, _distinct(codes[at] << _HALF | np.repeat(held[of_long] & _LOW, many)))


_Parts = tuple[pa.Array, _Keys, NDArray[np.int64]]
"""Different parts of words; which of them each word has, word after word; how many these are."""


def _ends(words: pa.Array) -> _Parts:
    """The first and the last letters of long words."""
    ends = [pc.utf8_slice_codeunits(words, 0, END_LETTERS), pc.utf8_slice_codeunits(words, -END_LETTERS)]
    encoded = pa.concat_arrays(ends).dictionary_encode()
    codes = encoded.indices.to_numpy().astype(np.uint64).reshape(2, -1).T.ravel()
    return encoded.dictionary, codes, np.full(len(words), 2)


def _pairs(words: pa.Array) -> _Parts:
    """The pairs of neighbouring letters of words of two letters and more."""
    letters = np.frombuffer("".join(words.to_pylist()).encode("utf-32-le"), np.uint32).astype(np.uint64)
    ends = np.cumsum(pc.utf8_length(words).to_numpy(zero_copy_only=False)).astype(np.int64)
    within = np.ones(len(letters), bool)
    within[ends - 1] = False
    first = np.flatnonzero(within)
    different, codes = np.unique(letters[first] << _HALF | letters[first + 1], return_inverse=True)
    both = np.stack([different >> _HALF, different & _LOW], axis=1).astype("<u4").tobytes().decode("utf-32-le")
    pairs = pa.array([both[at : at + 2] for at in range(0, len(both), 2)], pa.string())
    return pairs, codes.astype(np.uint64), np.diff(ends, prepend=0) - 1


def _distinct(keys: _Keys) -> _Keys:
    ascending: _Keys = np.sort(keys)
    different: _Keys = ascending[np.concatenate([np.ones(min(1, len(keys)), bool), ascending[1:] != ascending[:-1]])]
    return different


def _blocks(words: pa.Array, ends: NDArray[np.int64], keys: _Keys) -> pa.Table:
    """Words as rows of `SCHEMA`.

    Args:
        words: the words, in order.
        ends: for each, where its documents' numbers end among all.
        keys: the documents' numbers, in their lower halves.
    """
    starts = np.arange(0, len(words), BLOCK_WORDS)
    offsets = pa.array(np.append(starts, len(words)).astype(np.int32))
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, words), " ")
    numbers = pa.ListArray.from_arrays(
        pa.array(np.concatenate([[0], ends]).astype(np.int32)), pa.array((keys & _LOW).astype(np.uint32))
    )
    columns = [
        words.take(pa.array(starts)),
        words.take(pa.array(np.append(starts[1:], len(words))[: len(starts)] - 1)),
        pc.binary_join_element_wise("", joined, "", " "),
        pa.ListArray.from_arrays(offsets, numbers),
    ]
    return pa.table(columns, schema=SCHEMA)
