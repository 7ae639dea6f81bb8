"""The article of a page that does not show it: text that stands in JSON-LD or in the data of a script.

Looked for only where the page shows little running text, or where its JSON-LD has much more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from cleaners.linked_data import article_objects, text_of
from cleaners.payload_scripts import states_of
from cleaners.payload_strings import Text, leaf, plain_text, width
from cleaners.payload_text import MAX_NODES, rank, text_in
from cleaners.shape import squash, word_count
from cleaners.view import Page

LITTLE = 1500
"""Characters of running text under which the scripts of a page are looked at."""
MULTIPLE = 2
"""A payload is the article where it is longer than the page's running text this many times, and `LONGER`."""
LONGER = 250
"""In characters, those of Chinese, Japanese and Korean counted twice."""
SAMPLES = 24
"""Stretches of a payload that are looked for in what the page shows."""
STRETCH = 20
"""Letters of a stretch."""
ALIKE = 0.8
"""JSON-LD with this share of the length of what scripts have is as good, and says plainly that it is the article."""

UNTITLED = 100
"""Shortest text of a script, in words, that is an article though no title stands beside it."""
SPOKEN = 0.5
"""Share of a title's words that stand in its article's text."""
MIN_WORD = 4
"""Shortest word, in letters, that tells something of a title; a pair of letters in Chinese, Japanese and Korean."""

_WORD = re.compile(r"\w+")
_BEGINS_WITH_TAG = re.compile(r"\s*<[a-zA-Z]")
_PAIRED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class FoundPayload:
    """An article's text that a page holds but does not show."""

    html: str
    origin: str
    """`json-ld`, `template` or the `Origin` of a script's data."""


def find_payload(
    page: Page, shown: Iterable[str], running: int, scripts: Callable[[], Iterable[str]]
) -> FoundPayload | None:
    """The article that a page holds but does not show, or None.

    Args:
        page: its head.
        shown: the parts of its visible text.
        running: characters of running text in it.
        scripts: gives the text of the page's script elements; called where they are needed only.
    """
    texts = _linked(page, MULTIPLE * running)
    if running >= LITTLE and not texts:
        return None
    visible = "".join(shown)
    least = MULTIPLE * running * width(visible) / max(1, len(visible)) + LONGER
    found = max((text for text in texts if text.size >= least), key=rank, default=None)
    origin = "json-ld"
    if running < LITTLE:
        titles, nodes = _titles(page), iter(range(MAX_NODES))
        code = list(scripts())
        template = max(
            (t for t in _templates(code) if t.size >= least and _speaks_of(t, titles)), key=rank, default=None
        )
        if template is not None and (found is None or rank(template) > rank(found)):
            found, origin = template, "template"
        for state in states_of(code):
            text = text_in(state, titles, nodes)
            if text is None or text.size < least:
                continue
            if not text.titled and not _speaks_of(text, titles):
                continue
            if found is None or _better(text, found, origin):
                found, origin = text, state.origin
    if found is None:
        return None
    html = "\n".join(found.html)
    return None if _stands_in(html, visible) else FoundPayload(html, origin)


def _linked(page: Page, longer: int) -> list[Text]:
    """Every `articleBody` of the page's article that has more than so many characters."""
    if not any("articleBody" in item or "mainEntity" in item for item in page.json_ld):
        return []
    bodies = (text_of(item.get("articleBody")) for item in article_objects(page) if "articleBody" in item)
    return [text for body in bodies if body is not None and len(body) > longer and (text := leaf("", body)) is not None]


def _templates(scripts: Iterable[str]) -> Iterator[Text]:
    """The HTML that stands in script elements for the page's code to put in place; no code begins with a tag."""
    for script in scripts:
        if _BEGINS_WITH_TAG.match(script) and (text := leaf("", script)) is not None:
            yield text


def _better(text: Text, than: Text, origin: str) -> bool:
    if origin == "json-ld":
        return text.titled and text.size * ALIKE > than.size
    return rank(text) > rank(than)


def _speaks_of(text: Text, titles: Iterable[str]) -> bool:
    """Whether a text holds enough of the words of one of the titles, as terms of use and other articles do not."""
    flat = unescape(plain_text(" ".join(text.html))).casefold()
    shares = []
    for title in titles:
        words = [part for word in _WORD.findall(title.casefold()) for part in _telling(word)]
        if words:
            shares.append(sum(word in flat for word in words) / len(words))
    return word_count(flat) >= UNTITLED and max(shares, default=1.0) >= SPOKEN


def _telling(word: str) -> list[str]:
    """What of a word tells something: all of it where it is long; pairs of letters where words are not spaced or inflected."""
    if _PAIRED.search(word):
        return [word[i : i + 2] for i in range(len(word) - 1)]
    return [word] if len(word) >= MIN_WORD else []


def _titles(page: Page) -> tuple[str, ...]:
    declared = [page.meta("og:title"), page.meta("twitter:title"), page.title]
    declared += [text_of(item.get("headline")) for item in article_objects(page)]
    return tuple(dict.fromkeys(squash(title) for title in declared if title))


def _stands_in(html: str, shown: str) -> bool:
    """Whether most of a payload is shown, in blocks too short to be running text."""
    letters, flat = _letters(html), "".join(shown.split())
    last = max(0, len(letters) - STRETCH)
    places = range(0, last + 1, max(1, last // SAMPLES))
    return sum(letters[at : at + STRETCH] in flat for at in places) * 2 > len(places)


def _letters(text: str) -> str:
    return "".join(unescape(plain_text(text)).split())
