"""Arrow schemas derived from the record's dataclasses, and records turned into rows that fit them."""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, cast

import pyarrow as pa

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}


def arrow_schema(kind: type[Any], *, leave_out: frozenset[str] = frozenset()) -> pa.Schema:
    """The Arrow schema of a dataclass: one column a field, all nullable (`storable` checks what may be null).

    Args:
        kind: a dataclass of the record, or one made like it.
        leave_out: names of fields that get no column.

    Raises:
        TypeError: if a field has a type that no column can hold.
    """
    return pa.schema([_column(f, hint) for f, hint, _ in _fields(kind) if f.name not in leave_out])


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type that holds values of a type annotation.

    Raises:
        TypeError: for an annotation that the record does not use.
    """
    hint, _ = without_none(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    if hint in _SCALARS:
        return _SCALARS[hint]
    if typing.get_origin(hint) is tuple:
        return pa.list_(arrow_type(typing.get_args(hint)[0]))
    if is_dataclass(hint):
        return pa.struct([_column(f, part) for f, part, _ in _fields(cast("type[Any]", hint))])
    raise TypeError(f"no Arrow type for {hint!r}")


def without_none(hint: Any) -> tuple[Any, bool]:
    """A type annotation without its `None`, and whether it had one."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        kept = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(kept) != 1:
            raise TypeError(f"a column holds one type, not {hint!r}")
        return kept[0], True
    return hint, False


def storable(record: Any) -> dict[str, Any]:
    """A record as the values that Arrow takes: lists, dicts, `date`s, `datetime`s, and strings that UTF-8 can hold.

    A lone surrogate becomes U+FFFD, one for one, so that the ledger's offsets still hold; in `source` it becomes
    an escape (`stored_source`), so that two file names stay two.

    Raises:
        ValueError: if a date field holds no calendar date, or a required field holds nothing.
    """
    return {f.name: _field_value(f, nullable, getattr(record, f.name)) for f, _, nullable in _fields(type(record))}


def time_type(f: Field[Any]) -> pa.DataType | None:
    """The Arrow type of a field whose string is a day or a moment; None for any other."""
    if f.metadata.get("date"):
        return pa.date32()
    return pa.timestamp("us", tz="UTC") if f.metadata.get("moment") else None


def stored_source(source: str) -> str:
    r"""The form in which a source is stored: itself, but undecodable file name bytes escaped (`\udcff`)."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return source.encode(errors="backslashreplace").decode()
    return source


def _field_value(f: Field[Any], nullable: bool, value: Any) -> Any:
    if value is None:
        if nullable:
            return None
        raise ValueError(f"{f.name} is null")
    if f.name == "source":
        return stored_source(value)
    if f.metadata.get("date"):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if f.metadata.get("moment") else _value(value)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        text = str(value.value) if isinstance(value, StrEnum) else value
        try:
            text.encode()
        except UnicodeEncodeError:
            return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
        return text
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return storable(value)
    return value


def _fields(kind: type[Any]) -> tuple[tuple[Field[Any], Any, bool], ...]:
    """The fields of a dataclass, each with its type and whether it may be `None`."""
    return _fields_of(cast("Hashable", kind))


@cache
def _fields_of(kind: Any) -> tuple[tuple[Field[Any], Any, bool], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f, *without_none(hints[f.name])) for f in fields(kind))


def _column(f: Field[Any], hint: Any) -> pa.Field:
    return pa.field(f.name, time_type(f) or arrow_type(hint))
