"""The figures of a run, as rows for a table in the terminal or in Prefect, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.clean_job import CleanReport
    from warehouse import GroupFigures

GROUP_COLUMNS = ("documents", "articles", "rejected", "removed")


def share(value: float | None) -> str:
    """A share as a percentage."""
    return "–" if value is None else f"{value:.1%}"


def reasons(counts: Mapping[str, int]) -> str:
    """`list_page 2, empty 1`: the most frequent first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{reason} {count}" for reason, count in ranked)


def _with_reasons(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    return f"{total:,} ({reasons(counts)})" if total else "0"


def figures(report: CleanReport) -> list[tuple[str, str]]:
    """Name and value of each figure of a run."""
    plan, run = report.plan, report.this_run
    rows = [
        ("files read", f"{plan.files:,}"),
        ("documents", f"{plan.documents:,}"),
        ("already in the warehouse", f"{plan.unchanged:,}"),
        ("cleaned now", f"{plan.to_clean:,}"),
        ("articles", f"{run.articles:,}"),
        ("rejected", _with_reasons(run.rejected)),
        ("quarantined", _with_reasons(run.quarantined)),
    ]
    if plan.gone:
        rows.append(("found nowhere", f"{plan.gone:,} (neither in the raw store nor where they were met)"))
    if plan.purged:
        rows.append(("left out", f"{plan.purged:,} (purged before)"))
    if plan.waiting:
        rows.append(
            ("left in quarantine", f"{plan.waiting:,} (failed before under the same rules; --retry tries again)")
        )
    rows.append(("text removed", f"{share(run.removed_share)} of {run.visible_chars:,} characters"))
    rows.append(("seconds", f"{report.seconds:.1f}"))
    return rows


def group_rows(groups: Iterable[GroupFigures]) -> list[tuple[str, str, str, str, str]]:
    """Name, documents, articles, rejected, share of text removed of each group."""
    return [
        (g.name or "(none known)", f"{g.documents:,}", f"{g.articles:,}", f"{g.rejected:,}", share(g.removed_share))
        for g in groups
    ]


def as_json(report: CleanReport) -> dict[str, Any]:
    """The whole report as JSON-ready values."""
    plan, release = report.plan, report.release
    return {
        "run_id": report.run_id,
        "seconds": round(report.seconds, 3),
        "files": plan.files,
        "documents": plan.documents,
        "cleaned": plan.to_clean,
        "unchanged": plan.unchanged,
        "gone": plan.gone,
        "purged": plan.purged,
        "waiting": plan.waiting,
        "left_out": report.left_out,
        "this_run": asdict(report.this_run),
        "warehouse": asdict(report.warehouse),
        "release": release and {"path": str(release.path), "rows": release.rows, "created": release.created},
    }
