"""Golden pairs: what each portal's documents must become, and what must hold for every document.

`tests/goldens/<profile>/<case>.txt|.html` is a raw document, `<case>.json` what is right. A key left out is not checked;
`docs/portals.md` lists the keys.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from cleaners.model import Article, Rejected
from cleaners.shape import squash

TESTS = Path(__file__).parents[1]
GOLDENS = TESTS / "goldens"
SEEDS = TESTS.parent / "seeds"

KEYS = frozenset(
    [
        "portal",
        "rejected",
        "language",
        "headline",
        "subheadlines",
        "body",
        "byline",
        "authors",
        "outlet",
        "wire",
        "republisher",
        "date_published",
        "date_modified",
        "captions",
        "images",
        "is_complete",
        "copyright_notice",
        "usage_terms",
        "removed",
    ]
)
AUTHOR_KEYS = frozenset({"name", "role", "email", "location", "organization"})

goldens = sorted(p for p in GOLDENS.glob("*/*") if p.suffix in (".txt", ".html"))
documents = [*goldens, *sorted(p for p in SEEDS.iterdir() if p.is_file())]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@cache
def cleaned(path: Path) -> Article | Rejected:
    return clean(path.read_bytes(), str(path))


@cache
def expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def value_of(record: Article | Rejected, key: str) -> Any:
    """What the record says under a key of a golden."""
    if key == "rejected":
        return record.reason.value if isinstance(record, Rejected) else None
    if key == "body":
        return [squash(p) for p in record.body.split("\n\n")]
    if key == "subheadlines":
        return list(record.subheadlines)
    if key in ("outlet", "wire", "republisher"):
        named = getattr(record, key)
        return named and named.name
    if key == "captions":
        return [i.caption for i in record.images if i.caption]
    if key == "images":
        return [i.url for i in record.images if i.url]
    return getattr(record, key)


def same_people(record: Article, people: list[dict[str, str | None]]) -> bool:
    """Whether the record names these authors, in this order, and says of each at least this."""
    return len(record.authors) == len(people) and all(
        all(getattr(author, key) == value for key, value in person.items())
        for author, person in zip(record.authors, people, strict=True)
    )


@pytest.mark.parametrize("path", goldens, ids=name_of)
def test_golden_is_well_formed(path: Path) -> None:
    gold = expected(path)
    assert not set(gold) - KEYS, "unknown keys"
    assert not {key for person in gold.get("authors", []) for key in person} - AUTHOR_KEYS, "unknown keys of an author"
    assert "rejected" in gold or {"headline", "body", "authors"} <= set(gold), "says too little"
    assert path.stat().st_size < 12_000, "a golden is a small document"


def test_every_golden_has_its_document() -> None:
    alone = [p for p in GOLDENS.glob("*/*.json") if not any(p.with_suffix(s).exists() for s in (".txt", ".html"))]
    assert not alone


@pytest.mark.parametrize("path", goldens, ids=name_of)
def test_golden(path: Path) -> None:
    record, gold = cleaned(path), expected(path)
    assert isinstance(record, Rejected) is ("rejected" in gold), getattr(record, "message", "no article was expected")
    wrong = {}
    for key, want in gold.items():
        if key == "removed":
            continue
        if key == "authors":
            if not same_people(record, want):
                wrong[key] = (record.authors, want)
        elif (got := value_of(record, key)) != want:
            wrong[key] = (got, want)
    assert not wrong


@pytest.mark.parametrize("path", [p for p in goldens if "removed" in expected(p)], ids=name_of)
def test_golden_says_what_became_of_the_rest(path: Path) -> None:
    record = cleaned(path)
    shown = [(e.label, squash(record.visible_text[e.start : e.end])) for e in record.ledger]
    missing = [
        (label, text, [seen for seen, shown_text in shown if text in shown_text])
        for label, texts in expected(path)["removed"].items()
        for text in texts
        if not any(seen == label and text in shown_text for seen, shown_text in shown)
    ]
    assert not missing


@pytest.mark.parametrize("path", documents, ids=name_of)
def test_what_tells_an_outlet_stands_where_it_says(path: Path) -> None:
    record = cleaned(path)
    if isinstance(record, Article):
        printed = [c for c in record.outlet_candidates if c.start is not None]
        assert [c for c in printed if record.visible_text[c.start : c.end] != c.text] == []
        told = {(c.id, c.name) for c in record.outlet_candidates}
        for outlet in (record.outlet, record.wire):
            assert outlet is None or (outlet.id, outlet.name) in told


@pytest.mark.parametrize("path", documents, ids=name_of)
def test_the_ledger_tiles_the_visible_text(path: Path) -> None:
    record = cleaned(path)
    text, at = record.visible_text, 0
    for entry in record.ledger:
        assert entry.start == at < entry.end, "a gap, an overlap or an empty entry"
        at = entry.end
    assert at == len(text)
    assert "".join(text[e.start : e.end] for e in record.ledger) == text


@pytest.mark.parametrize("path", documents, ids=name_of)
def test_cleaning_twice_gives_the_same_record(path: Path) -> None:
    assert clean(path.read_bytes(), str(path)) == cleaned(path)


@pytest.mark.parametrize("path", goldens, ids=name_of)
def test_what_is_kept_was_printed(path: Path) -> None:
    """No word of the record's body stands elsewhere than in the document."""
    record = cleaned(path)
    if isinstance(record, Article):
        shown = squash(record.visible_text)
        words = "".join(shown.split())
        assert all("".join(p.split()) in words for p in value_of(record, "body") if record.dateline is None)
