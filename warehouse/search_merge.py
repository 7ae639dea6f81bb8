"""Segments of the index of `search` made one: their words read side by side in order, some at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from warehouse.search_words import SCHEMA, Postings


def merged(segments: Sequence[Iterator[pa.RecordBatch]], alive: NDArray[np.bool_]) -> Iterator[pa.Table]:
    """Each word once, in order, as rows of `SCHEMA`.

    Args:
        segments: the rows of each segment, in the order of their words.
        alive: of each document's number, whether it is to be kept.
    """
    runs = [_Run(rows) for rows in segments]
    while unfinished := [run for run in runs if run.fill()]:
        bound = min((run.last_word() for run in unfinished), key=lambda word: word.encode())
        postings = Postings()
        for run in unfinished:
            words, numbers = run.take_up_to(bound)
            places = np.repeat(
                np.arange(len(words), dtype=np.uint64), pc.list_value_length(numbers).to_numpy(zero_copy_only=False)
            )
            of_words = numbers.flatten().to_numpy()
            kept = alive[of_words]
            postings.add(words, places[kept] << np.uint64(32) | of_words[kept])
        yield postings.table()


class _Run:
    """The words of one segment that are read and not taken yet, and what comes after them."""

    def __init__(self, rows: Iterator[pa.RecordBatch]) -> None:
        self._rows = rows
        self._words = pa.array([], pa.string())
        self._numbers = pa.array([], SCHEMA.field("numbers").type.value_type)

    def fill(self) -> bool:
        """Have words, if there are any left; whether there are."""
        while not len(self._words) and (batch := next(self._rows, None)) is not None:
            self._words = pc.split_pattern(pc.utf8_trim(batch.column("joined"), " "), " ").flatten()
            self._numbers = batch.column("numbers").flatten()
        return len(self._words) > 0

    def last_word(self) -> str:
        """The last of those read."""
        return str(self._words[-1])

    def take_up_to(self, bound: str) -> tuple[pa.Array, pa.Array]:
        """The words up to that one, with the numbers of each."""
        many = pc.sum(pc.less_equal(self._words, bound)).as_py()
        taken = self._words[:many], self._numbers[:many]
        self._words, self._numbers = self._words[many:], self._numbers[many:]
        return taken
