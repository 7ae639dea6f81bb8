"""The record's fields in words: for the data dictionary of a release, and for the page that documents the record."""

from __future__ import annotations

import typing
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from warehouse.arrow import without_none

_WORDS = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class DescribedField:
    """A field in words.

    Attributes:
        name: the field's name.
        type: such as `string`, `date?` (may be null), `[Author]` (a list).
        meaning: what it holds.
        personal: whether it holds personal data by its nature.
    """

    name: str
    type: str
    meaning: str
    personal: bool


def described_fields(kind: type[Any]) -> list[DescribedField]:
    """The fields of a class of the record, in order."""
    hints = typing.get_type_hints(kind)
    return [
        DescribedField(
            name=f.name,
            type=_words(
                hints[f.name],
                time="date" if f.metadata.get("date") else "timestamp" if f.metadata.get("moment") else None,
            ),
            meaning=f.metadata["doc"],
            personal=bool(f.metadata.get("personal")),
        )
        for f in fields(kind)
    ]


def part_classes(kind: type[Any]) -> list[type[Any]]:
    """The classes of the record that a class has as fields or in lists, in order."""
    found: list[type[Any]] = []
    for hint in typing.get_type_hints(kind).values():
        inner, _ = without_none(hint)
        if typing.get_origin(inner) is tuple:
            inner = typing.get_args(inner)[0]
        if is_dataclass(inner) and inner not in found:
            found.append(typing.cast("type[Any]", inner))
    return found


def _words(hint: Any, *, time: str | None = None) -> str:
    inner, nullable = without_none(hint)
    if typing.get_origin(inner) is tuple:
        word = f"[{_words(typing.get_args(inner)[0])}]"
    elif isinstance(inner, type) and (issubclass(inner, StrEnum) or is_dataclass(inner)):
        word = inner.__name__
    else:
        word = time or _WORDS[inner]
    return f"{word}?" if nullable else word
