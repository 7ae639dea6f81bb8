"""What reaches the terminal: text of hostile documents made harmless, JSON lines, messages."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from typing import IO, Any

# Escape sequences, other controls, bidirectional overrides and lone surrogates: what can move the cursor, hide text,
# or not be written at all. Line breaks and tabs stay.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def harmless(text: str) -> str:
    r"""The text with control characters shown instead of sent: `ESC` becomes `␛`, others `\uNNNN`."""
    return _HARMFUL.sub(_shown, text)


def one_line(text: str) -> str:
    """The text on one line, harmless."""
    return harmless(" ".join(text.split()))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}"


def json_line(value: Any, *, indent: int | None = None) -> str:
    """JSON that any terminal can show and any reader can read: UTF-8, harmful characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    # JSON itself holds none of these but the line breaks of its indentation, so all are inside strings.
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: Any) -> Any:
    """What JSON has no word for. DuckDB's sums of integers are decimals: whole ones are printed as the numbers they are."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


class ReaderGone(Exception):
    """Nobody reads our output any more, as behind `| head`."""


def write_line(text: str, stream: IO[str] | None = None) -> None:
    """Write a line in UTF-8, whatever the locale says, and hand it on at once.

    Raises:
        ReaderGone: the other end of the pipe is closed.
    """
    target = stream or sys.stdout
    buffer = getattr(target, "buffer", None)
    try:
        target.flush()
        if buffer is None:
            target.write(text + "\n")
        else:
            buffer.write((text + "\n").encode("utf-8", "backslashreplace"))
        target.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def say(text: str) -> None:
    """A message to the person at the terminal, on standard error."""
    write_line(harmless(text), sys.stderr)
