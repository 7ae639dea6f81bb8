"""The data that a page's scripts carry: JSON, state assigned in code, and the rows that Next.js streams (flight data).

Scripts are told by their shape, never by the name of a site. Data refers to itself in several ways (rows of a stream, places in
one flat list, entries of a cache); `State.look` follows such a reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_CHARACTERS = 12_000_000
"""Characters of scripts read a page; pages with more of them are made up."""
MAX_SCRIPTS = 300
"""Scripts read a page."""
MAX_STARTS = 40
"""Places of a script where a JSON value may start that are tried."""
MIN_LENGTH = 200
"""Shorter scripts, in characters, hold no article."""

Origin = Literal["json", "state", "flight"]
"""Where data stood: a script that is JSON, a value assigned in code, the stream of Next.js."""

_PUSH = "__next_f.push("
_VALUE = re.compile(r"[=(:,]\s*(?=[{\[])|\bJSON\.parse\(\s*(?=[\"'])")
"""Before a value in code: an assignment, an argument, or text that the code itself reads as JSON."""
_DOUBLE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)', re.DOTALL)
_SINGLE = re.compile(r"'[^'\\]*(?:\\.[^'\\]*)*(?:'|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_REFERENCE = re.compile(r"\$[L@]?([0-9a-f]{1,8})")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class State:
    """A value of a script, and what it refers to."""

    origin: Origin
    value: Any
    rows: Mapping[str, Any] = field(default_factory=dict)
    """Rows of a stream by their number; `"$1a"` refers to row `1a`."""
    flat: list[Any] | None = None
    """One list of all values, in which numbers inside lists and objects are places in it."""

    def look(self, value: Any) -> Any:
        """The value itself, or what it refers to."""
        if isinstance(value, str):
            if self.rows and value.startswith("$") and (found := _REFERENCE.fullmatch(value)):
                return self.rows.get(found[1], value)
        elif isinstance(value, dict):
            name = value.get("__ref")
            if isinstance(name, str) and isinstance(self.value, dict):
                return self.value.get(name)
        elif self.flat is not None and type(value) is int:
            place = self.flat[value] if 0 <= value < len(self.flat) else None
            return place if isinstance(place, (str, list, dict)) else None
        return value


def states_of(scripts: Iterable[str]) -> Iterator[State]:
    """The values that a page's scripts carry, those that are JSON or code in order, the stream last.

    Args:
        scripts: the text of each script element.
    """
    left = MAX_CHARACTERS
    pushed: list[str] = []
    for _, script in zip(range(MAX_SCRIPTS), scripts, strict=False):
        left -= len(script)
        if left < 0:
            break
        text = script.strip()
        if _PUSH in text[:MIN_LENGTH]:
            pushed += _pushes(text)
        elif len(text) >= MIN_LENGTH:
            yield from _values(text)
    if pushed:
        rows = _rows("".join(pushed))
        yield State("flight", rows, rows)


def loads(text: str) -> Any:
    """The JSON value that a text is; None where it is none, is broken or nested too deep."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _values(text: str) -> Iterator[State]:
    if text[0] in "{[" and (value := loads(text)) is not None:
        yield State("json", value, flat=_flat(value))
        return
    at = 0
    for _ in range(MAX_STARTS):
        found = _VALUE.search(text, at)
        if found is None:
            return
        at = found.end()
        if text[at] in "\"'":
            literal = (_DOUBLE if text[at] == '"' else _SINGLE).match(text, at)
            value, at = (loads(_unescaped(literal[0][1:-1])), literal.end()) if literal else (None, at + 1)
        else:
            value, at = _value_at(text, at)
        if isinstance(value, (dict, list)):
            yield State("state", value, flat=_flat(value))


def _value_at(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that starts there and where it ends; (None, the next place) where there is none."""
    try:
        return _DECODER.raw_decode(text, at)
    except RecursionError:
        return None, len(text)
    except ValueError as error:
        if not text.startswith("undefined", getattr(error, "pos", at)):
            return None, at + 1
    # What code writes and JSON has no word for. It becomes a word as long as it was, so that places stay.
    try:
        return _DECODER.raw_decode(text.replace(":undefined", ":     null"), at)
    except (ValueError, RecursionError):
        return None, at + 1


def _flat(value: Any) -> list[Any] | None:
    """The value, where it is one flat list whose objects and lists hold places in it only."""
    if not isinstance(value, list) or len(value) < 3:
        return None
    inner = [item for item in value[:50] if isinstance(item, (dict, list)) and item]
    parts = [part for item in inner for part in (item.values() if isinstance(item, dict) else item)]
    numbers = sum(1 for part in parts if type(part) is int or (isinstance(part, str) and part[:1].isupper()))
    return value if parts and numbers == len(parts) else None


def _unescaped(literal: str) -> str:
    return _ESCAPE.sub(lambda m: _CONTROLS.get(m[1], m[1]) if len(m[1]) == 1 else chr(int(m[1][1:], 16)), literal)


def _pushes(text: str) -> Iterator[str]:
    """The pieces of the stream that a script pushes: `self.__next_f.push([1,"…"])`."""
    at = text.find(_PUSH)
    for _ in range(MAX_STARTS):
        if at < 0:
            return
        at += len(_PUSH)
        value, end = _value_at(text, at)
        if isinstance(value, list) and len(value) == 2 and value[0] == 1 and isinstance(value[1], str):
            yield value[1]
        at = text.find(_PUSH, max(at, end))


def _rows(stream: str) -> dict[str, Any]:
    """The rows of a stream by number: text (`1a:T<length in bytes>,…`), which no line end follows, or a line of JSON."""
    data = stream.encode("utf-8", "surrogatepass")
    rows: dict[str, Any] = {}
    at = 0
    while 0 <= at < len(data):
        found = _ROW.match(data, at)
        if found is not None and found[2]:
            end = found.end() + int(found[2], 16)
            rows[found[1].decode()] = data[found.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if found is not None and data[found.end() : found.end() + 1] in (b"{", b"["):
            rows[found[1].decode()] = loads(data[found.end() : end].decode("utf-8", "replace"))
        at = end + 1
    return rows
