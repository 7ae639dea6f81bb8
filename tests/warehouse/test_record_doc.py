"""docs/record.md says of every field, label and reason what cleaners.model says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaners.model import (
    SCHEMA_VERSION,
    Article,
    Author,
    DateCandidate,
    Dateline,
    Image,
    Label,
    LanguageShare,
    LedgerEntry,
    Outlet,
    OutletCandidate,
    Reason,
    Rejected,
)
from warehouse.described import described_fields, part_classes
from warehouse.label_parts import part_of

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
KINDS = (Article, Rejected, Outlet, Author, Dateline, Image, DateCandidate, OutletCandidate, LanguageShare, LedgerEntry)


def section(title: str) -> str:
    found = re.search(rf"^## {title}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/record.md has no section {title}"
    return found[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_has_its_row(kind: type) -> None:
    text = section(kind.__name__)
    for field in described_fields(kind):
        row = f"| `{field.name}` | {field.type} | {field.meaning} |"
        assert row in text, f"docs/record.md, section {kind.__name__}, needs the row\n{row}"
    named = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert named == [field.name for field in described_fields(kind)]


def test_every_class_of_the_record_has_a_section() -> None:
    assert {*part_classes(Article), *part_classes(Rejected), Article, Rejected} == set(KINDS)


def test_every_label_and_reason_is_there() -> None:
    labels = re.findall(r"^\| `(\w+)` \| (\w+) \| \S", section("Labels"), re.MULTILINE)
    assert labels == [(label.value, part_of(label)) for label in Label]
    reasons = re.findall(r"^\| `(\w+)` \| \S", section("Reasons"), re.MULTILINE)
    assert reasons == [reason.value for reason in Reason]


def test_the_version_is_there() -> None:
    assert f"Version {SCHEMA_VERSION}." in PAGE
