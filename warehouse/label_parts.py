"""What becomes of the text of each label."""

from __future__ import annotations

from cleaners.model import BODY_LABELS, LIFTED_LABELS, Label

PARTS = ("body", "lifted", "boilerplate", "blank")


def part_of(label: Label) -> str:
    """`body`, `lifted` into another field, `boilerplate`, or `blank`."""
    if label in BODY_LABELS:
        return "body"
    if label in LIFTED_LABELS:
        return "lifted"
    return "blank" if label == Label.BLANK else "boilerplate"
