"""Everything that was found, put together into the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from cleaners.datelines import read_dateline
from cleaners.dates import date_candidates, decide_dates
from cleaners.headlines import read_headline, read_subheadlines
from cleaners.images import read_images
from cleaners.language import LanguageTold, read_languages
from cleaners.language_table import LanguageTable
from cleaners.lexicon import Lexicon
from cleaners.model import BODY_LABELS, Article, Dateline, Label
from cleaners.outlets import find_outlet
from cleaners.page_authors import publisher_authors
from cleaners.people import find_people
from cleaners.print_words import print_words
from cleaners.profile import Profile
from cleaners.registry import OutletEntry
from cleaners.shape import squash
from cleaners.tiling import Segment, Tiling
from cleaners.verdict import Verdict


def assemble(
    tiling: Tiling,
    *,
    document_id: str,
    source: str,
    encoding: str,
    language: LanguageTold,
    languages: LanguageTable,
    profiles: Sequence[Profile],
    lexicons: Sequence[Lexicon],
    registry: Mapping[str, OutletEntry],
    rules_version: str,
    verdict: Verdict,
    scraped_at: datetime | None = None,
) -> Article:
    """Read every field of the record from the labelled segments and the page's own metadata."""
    view, segments = tiling.view, tiling.segments
    people = find_people(tiling, profiles, lexicons)
    authors = people.authors
    dateline = _dateline(tiling, lexicons)
    if dateline is None and (people.agency or people.location):
        dateline = Dateline(people.location, people.agency)
    decision = find_outlet(
        view,
        segments,
        [p.outlet for p in profiles if p.outlet],
        authors,
        dateline,
        registry,
        source,
        language=language.tag,
        reposted=any(p.kind in ("board", "portal") for p in profiles),
    )
    if not authors and not profiles:
        authors = publisher_authors(
            view.page, registered=decision.outlet is not None and decision.outlet.id is not None
        )
    candidates = date_candidates(view, segments, lexicons, source, scraped_at)
    dates = decide_dates(candidates)
    site_names = [p.name for p in profiles] + [
        n for n in (view.page.meta("og:site_name"), decision.outlet and decision.outlet.name) if n
    ]
    if decision.outlet is not None and decision.outlet.id is not None and decision.outlet.id in registry:
        site_names += registry[decision.outlet.id].names
    body = body_of(tiling)
    spoken = read_languages(body, languages, language, view.page.lang)
    headline = read_headline(view, segments, site_names)
    return Article(
        document_id=document_id,
        source=source,
        portal=profiles[-1].id if profiles else None,
        outlet=decision.outlet,
        outlet_evidence=decision.evidence,
        wire=decision.wire,
        republisher=decision.republisher,
        headline=headline.text,
        headline_evidence=headline.evidence,
        subheadlines=read_subheadlines(view, segments),
        body=body,
        byline=people.byline,
        authors=authors,
        dateline=dateline,
        date_published=dates.published.edtf,
        date_min=dates.published.min,
        date_max=dates.published.max,
        date_precision=dates.published.precision,
        date_evidence=dates.published.evidence,
        date_rule=dates.published.rule,
        date_published_at=dates.published.at,
        date_modified=dates.modified.edtf,
        date_modified_min=dates.modified.min,
        date_modified_max=dates.modified.max,
        date_modified_precision=dates.modified.precision,
        date_modified_evidence=dates.modified.evidence,
        images=read_images(view, segments, lexicons, source),
        language=spoken.language,
        language_evidence=spoken.evidence,
        languages=spoken.languages,
        copyright_notice=_copyright(tiling),
        usage_terms=_joined(squash(tiling.text_of(s)) for s in tiling if s.label is Label.RIGHTS_NOTICE),
        is_complete=verdict.is_complete,
        encoding=encoding,
        profiles=tuple(p.id for p in reversed(profiles)),
        rules_version=rules_version,
        date_candidates=candidates,
        outlet_candidates=decision.candidates,
        ledger=tiling.ledger(),
        visible_text=view.text,
    )


def body_of(tiling: Tiling) -> str:
    """The article's text: one paragraph a line or block, a blank line between them.

    Parts of one line that a removed widget stood between are one paragraph; so are the pieces of a soft line, and a
    dateline that stands alone and the lead behind it.
    """
    paragraphs: list[list[str]] = []
    last: Segment | None = None
    for segment in tiling:
        if segment.label not in BODY_LABELS:
            continue
        text = tiling.view.text[segment.start : segment.end]
        joins = last is not None and (
            segment.block == last.block
            or last.label is Label.DATELINE
            or _soft_between(tiling, last.block, segment.block)
        )
        if joins:
            paragraphs[-1].append(
                text if paragraphs[-1][-1][-1:].isspace() or (last and last.end == segment.start) else " " + text
            )
        else:
            paragraphs.append([text])
        last = segment
    return "\n\n".join(text for parts in paragraphs if (text := squash("".join(parts))))


def _soft_between(tiling: Tiling, before: int, after: int) -> bool:
    return all(tiling.view.blocks[i].soft for i in range(before + 1, after + 1))


def _dateline(tiling: Tiling, lexicons: Sequence[Lexicon]) -> Dateline | None:
    for segment in tiling:
        if segment.label is Label.DATELINE:
            return read_dateline(tiling.text_of(segment), lexicons)
    return None


def _copyright(tiling: Tiling) -> str | None:
    """The copyright lines, and terms of use that name a holder in the same line."""
    lines = ((s.label, squash(tiling.text_of(s))) for s in tiling if s.label in (Label.COPYRIGHT, Label.RIGHTS_NOTICE))
    return _joined(text for label, text in lines if label is Label.COPYRIGHT or print_words().holder_sign.search(text))


def _joined(lines: Iterable[str]) -> str | None:
    return "\n".join(dict.fromkeys(lines)) or None
