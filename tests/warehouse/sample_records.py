"""Records made up for the tests of the warehouse, and a look at all that a warehouse holds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

import warehouse
from cleaners.model import (
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
from warehouse.connection import open_reader, open_writer
from warehouse.lake import name_commit, version_snapshots

LANGUAGES = ("ko", "id", "fr", None)


def document_id(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()[:32]


def tiled(*parts: tuple[Label, str]) -> tuple[str, tuple[LedgerEntry, ...]]:
    """A visible text of one line a part, and the ledger that tiles it."""
    text, ledger = "", []
    for label, part in parts:
        ledger.append(LedgerEntry(len(text), len(text) + len(part) + 1, label, f"portal/{label}", 0.9))
        text += part + "\n"
    return text, tuple(ledger)


def article(number: int = 0, **changes: Any) -> Article:
    """An article; the same number gives the same one."""
    body = f"기사 {number}의 첫 문단입니다.\n\nSecond paragraph of {number}, asked at desk@paper.example."
    text, ledger = tiled(
        (Label.NAVIGATION, "Home > News"),
        (Label.HEADLINE, f"Headline {number}"),
        (Label.BLANK, ""),
        (Label.BODY, body),
        (Label.SHARE, "Share on everything"),
        (Label.COPYRIGHT, "Copyright Paper"),
    )
    day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
    candidate = DateCandidate(
        day,
        "time",
        "time/iso",
        "published",
        day,
        2025,
        1 + number % 12,
        1 + number % 28,
        5,
        "10:00",
        "+09:00",
        None,
        0.9,
        3,
        13,
    )
    told = OutletCandidate(
        "ⓒ 한국일보", "copyright", "registry/name", "publisher", "paper", "한국일보", "paper.example", 0.9, 3, 9
    )
    plain = Article(
        document_id=document_id(number),
        source=f"dumps/{number:05}.html",
        portal="gnuboard5" if number % 2 else "naver",
        outlet=Outlet("paper", "한국일보", "paper.example"),
        outlet_evidence='copyright "ⓒ 한국일보, desk@paper.example"',
        wire=Outlet("antara", "ANTARA", "antara.example"),
        republisher=None,
        headline=f"Headline {number}",
        headline_evidence=f"h1+og:title: Headline {number}",
        subheadlines=("First deck", "write to deck@paper.example"),
        body=body,
        byline=f"홍길동 기자 hong{number}@paper.example",
        authors=(
            Author("홍길동", "reporter", f"hong{number}@paper.example", "서울", "한국일보"),
            Author("Jean Petit", None, None, None, None),
        )[: 1 + number % 2],
        dateline=Dateline("Seoul", "ANTARA"),
        date_published=day,
        date_min=day,
        date_max=day,
        date_precision="day",
        date_evidence=f"{day} (time)",
        date_rule="dates/stated",
        date_published_at=f"{day}T10:00:00+09:00",
        date_modified=None,
        date_modified_min=None,
        date_modified_max=None,
        date_modified_precision=None,
        date_modified_evidence=None,
        images=(Image(f"https://paper.example/{number}@2x.jpg", "caption, photo@paper.example", "AFP"),),
        language=LANGUAGES[number % len(LANGUAGES)],
        language_evidence="script Latn",
        languages=(LanguageShare("ko", 0.9), LanguageShare("en", 0.1)),
        copyright_notice="Copyright Paper",
        usage_terms=None,
        is_complete=True,
        encoding="utf-8",
        profiles=("gnuboard5", "daum") if number % 2 else ("naver",),
        rules_version="rules-1",
        date_candidates=(candidate, candidate),
        outlet_candidates=(told,),
        ledger=ledger,
        visible_text=text,
    )
    return replace(plain, **changes)


def rejected(number: int = 0, **changes: Any) -> Rejected:
    """A rejection of the document with that number."""
    text, ledger = tiled((Label.NAVIGATION, "Home > News"), (Label.HEADLINE_LIST, "Another post"))
    plain = Rejected(
        document_id=document_id(number),
        source=f"dumps/{number:05}.html",
        portal="naver",
        reason=Reason.LIST_PAGE,
        message="a list of headlines; nothing to do",
        encoding="utf-8",
        language="ko",
        profiles=("naver",),
        rules_version="rules-1",
        ledger=ledger,
        visible_text=text,
    )
    return replace(plain, **changes)


def quarantined(number: int = 0, **changes: Any) -> warehouse.Quarantined:
    """A quarantine row for the document with that number."""
    plain = warehouse.Quarantined(
        source=f"dumps/{number:05}.html",
        reason="timeout",
        stage="clean",
        message="took longer than 30 s; raise the limit",
        document_id=document_id(number),
        size=100 + number,
        rules_version="rules-1",
    )
    return replace(plain, **changes)


def staged(folder: Path, name: str, *results: warehouse.Result) -> Path:
    """Those results as a staged file."""
    return warehouse.stage(results, folder / f"{name}.parquet").path


def made_once(name: str, path: Path, make: Callable[[], object]) -> Path:
    """The warehouse that `make` makes at the path. What many tests begin with is made once where it is a lake, and copied."""
    lakes = getattr(warehouse, "on_a_lake", None)
    if lakes is None:
        make()
    else:
        lakes.once(name, path, make)
    return path


def spoil(path: Path, sql: str) -> None:
    """Change the published file and the working database, or the lake, behind the warehouse's back."""
    if getattr(warehouse, "on_a_lake", False):
        with open_writer(path, changes=False) as con:
            con.execute(f"BEGIN; {sql}")
            name_commit(con, max(version_snapshots(con)) + 1)
            con.execute("COMMIT")
        return
    for file in (path, path.with_name(f"{path.name}.d") / "working.duckdb"):
        file.chmod(0o644)
        con = duckdb.connect(str(file))
        con.execute(sql)
        con.close()


def contents(path: Path, *, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in an order of their own; columns in `without` are left out."""
    on_a_lake = getattr(warehouse, "on_a_lake", False)
    with open_reader(path) if on_a_lake else closing(duckdb.connect(str(path), read_only=True)) as con:
        # In a lake the size is that of all rows there ever were; a table that never had one takes longest to be asked.
        tables = con.execute(
            "SELECT schema_name || '.' || table_name, estimated_size FROM duckdb_tables() "
            "WHERE database_name = current_database() ORDER BY ALL"
        ).fetchall()
        found: dict[str, list[tuple[Any, ...]]] = {}
        for table, size in tables:
            if on_a_lake and not size:
                found[table] = []
                continue
            columns = [name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall() if name not in without]
            listed = ", ".join(f'"{name}"' for name in columns)
            found[table] = con.execute(f"SELECT {listed} FROM {table} ORDER BY ALL").fetchall()  # noqa: S608
        return found


def rows(path: Path, sql: str, *, at: int | str | None = None) -> list[dict[str, Any]]:
    """The answer to a query, as dicts."""
    answer: list[dict[str, Any]] = warehouse.query(path, sql, at=at).to_pylist()
    return answer
