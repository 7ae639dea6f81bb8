"""E-mail addresses in records: masked where a record is staged, kept apart, and put back for who may have them.

A mask is as long as what it stands for, so that all offsets into the text hold: `hong@paper.example` becomes
`████@paper.example`. The domain stays: it is what tells an outlet. An address that stands as a field of its own is null.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import terms

MASK = "█"
"""Stands for a character of the part before the @; the pattern of the contract's terms knows it."""

EMAIL = "authors.email"
"""The place of an address that is a field of its own."""

TYPE = pa.list_(
    pa.struct(
        [
            ("place", pa.string()),
            ("position", pa.int64()),
            ("start", pa.int64()),
            ("address", pa.string()),
        ]
    )
)
"""The addresses of a record as a column."""

_AT = "@＠"
_DOTS = ".．"
_UNSEARCHED = frozenset({"source", "url"})
"""Addresses of documents and pictures, which one changed letter breaks; as in releases."""


class Held(NamedTuple):
    """An address and where it stood: the row of the restricted table that the document's own columns leave open.

    Attributes:
        place: column, or list and field of its members, such as `byline`, `images.caption`, `authors.email`.
        position: which member of the list, from 0; null where the column is no list.
        start: offset in that text, in characters.
        address: the address.
    """

    place: str
    position: int | None
    start: int
    address: str


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses stand in a text, in time that grows with its length; what the contract's pattern finds, masks left out."""
    letters = _letters()
    found: list[tuple[int, int]] = []
    last = 0
    for at in (i for i, char in enumerate(text) if char in _AT):
        start = at
        while start > last and (text[start - 1] in letters or text[start - 1] in "._%+-"):
            start -= 1
        end = at + 1
        whole = 0  # the end of the last label that follows a dot
        while end < len(text):
            label = end
            while end < len(text) and (text[end] in letters or text[end] == "-"):
                end += 1
            if end == label:
                break
            if label > at + 1:
                whole = end
            if end == len(text) or text[end] not in _DOTS:
                break
            end += 1
        if whole and start < at:
            found.append((start, whole))
            last = whole
    return found


@cache
def _letters() -> frozenset[str]:
    """Letters and digits of an address, by the scripts that the contract's pattern names."""
    every = pa.array([chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000])
    return frozenset(every.filter(pc.match_substring_regex(every, terms()["email"]["letters"])).to_pylist())


def mask_row(row: dict[str, Any]) -> list[Held]:
    """Mask the addresses of a record's row, in place.

    Args:
        row: columns of a record; structs as dicts, lists of them as lists.

    Returns:
        What was masked.
    """
    held: list[Held] = []
    for name in row:
        row[name] = _masked(name, None, row[name], held)
    return held


def _masked(place: str, position: int | None, value: Any, held: list[Held]) -> Any:
    if isinstance(value, str):
        return _masked_text(place, position, value, held)
    if isinstance(value, list):
        return [_masked(place, index, item, held) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {name: _masked(f"{place}.{name}", position, item, held) for name, item in value.items()}
    return value


def _masked_text(place: str, position: int | None, text: str, held: list[Held]) -> str | None:
    if place == EMAIL:
        held.append(Held(place, position, 0, text))
        return None
    if not any(char in text for char in _AT) or place.rpartition(".")[2] in _UNSEARCHED:
        return text
    parts: list[str] = []
    last = 0
    for start, end in find_addresses(text):
        held.append(Held(place, position, start, text[start:end]))
        parts += (text[last:start], mask(text[start:end]))
        last = end
    return "".join((*parts, text[last:]))


def mask(address: str) -> str:
    """What stands for an address in a text."""
    at = min(place for char in _AT if (place := address.find(char)) >= 0)
    return MASK * at + address[at:]


def put_back(
    batch: pa.RecordBatch, addresses: Mapping[tuple[str, str], Iterable[Held]], *, texts: bool
) -> pa.RecordBatch:
    """Rows of the warehouse with their addresses.

    Args:
        batch: rows with `document_id` and `batch_id`.
        addresses: what is held, by these two.
        texts: in texts as well; else only where an address is a field of its own.
    """
    keys = list(zip(batch["document_id"].to_pylist(), batch["batch_id"].to_pylist(), strict=True))
    touched = [index for index, key in enumerate(keys) if key in addresses]
    if not touched:
        return batch
    rows = batch.take(pa.array(touched)).to_pylist()
    for index, row in zip(touched, rows, strict=True):
        _fill(row, [held for held in addresses[keys[index]] if texts or held.place == EMAIL])
    filled = pa.RecordBatch.from_pylist(rows, schema=batch.schema)
    order = list(range(len(keys)))
    for new, index in enumerate(touched):
        order[index] = len(keys) + new
    return pa.Table.from_batches([batch, filled]).take(pa.array(order)).combine_chunks().to_batches()[0]


def _fill(row: dict[str, Any], addresses: Iterable[Held]) -> None:
    """Put addresses back into a row; where something else than its mask stands, nothing is changed."""
    places: dict[tuple[str, int | None], list[Held]] = defaultdict(list)
    for held in addresses:
        places[held.place, held.position].append(held)
    for (place, position), found in places.items():
        head, *inner = place.split(".")
        owner: Any = row
        key: Any = head
        if position is not None:
            owner, key = owner.get(head), position
            if not isinstance(owner, list) or position >= len(owner):
                continue
        for name in inner:
            owner, key = owner[key], name
            if not isinstance(owner, dict):
                break
        else:
            value = owner.get(key) if isinstance(owner, dict) else owner[key]
            filled = found[0].address if place == EMAIL else _filled(value, found)
            if filled is not None:
                owner[key] = filled


def _filled(value: Any, found: Iterable[Held]) -> str | None:
    if not isinstance(value, str):
        return None
    text: str = value
    for held in found:
        end = held.start + len(held.address)
        if text[held.start : end] == mask(held.address):
            text = text[: held.start] + held.address + text[end:]
    return text
