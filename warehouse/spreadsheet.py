"""Values made safe for spreadsheets, which run text that looks like a formula."""

from __future__ import annotations

import re
from typing import TypeVar

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")

Value = TypeVar("Value")


def spreadsheet_safe(value: Value) -> Value | str:
    """A cell for CSV: text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers, dates and other values that are no text come back as they are, and so does text that is a plain number.
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
