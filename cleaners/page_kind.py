"""Threads and lists: pages whose text stands in many cards, of which none is the article.

A card is one of many of the same make: a sibling element of the same tag and classes, or in text what stands between two
lines that say the same again and again (`Reply`, `더보기`) or are dates of one form. Where the text that was chosen as the body stands in cards, and no card
holds most of what they all hold, the page is a thread (posts of users) or a list (headlines with their teasers).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from cleaners.linked_data import kind_of
from cleaners.model import BODY_LABELS, Label, Reason
from cleaners.shape import ends_sentence, is_prose, word_count
from cleaners.tiling import Tiling
from cleaners.view import Block, Page, View

MIN_CARDS = 5
"""Fewest cards of a thread or list."""
MIN_SAID = 3
"""The same where the page's own metadata say that it is one."""
INSIDE = 0.8
"""Share of the body that must stand in the cards."""
LARGEST = 0.4
"""Share of the cards' text that one of them may hold: with more it is an article, and the others are comments on it."""
ALIKE = 0.7
"""Share of the cards that must be alike."""
CARD_WORDS = 4
"""Fewest words of a card with text."""
LINKED = 0.7
"""A body of which links hold this share is a list of links."""
EVEN = 3.0
"""How many times the middle one the largest card may be: a short article among teasers is larger than they are."""
SPREAD = 8
"""Cards that hold some of the body, from which on it is spread over them however uneven they are."""
LINES = 7
"""Fewest cards in text, where less is known of them than in markup."""
MOST = 300
"""Most words of the body in text: a listicle of many short entries is longer."""
LINK_WORDS = 15
"""Most words a line, on average, of a list of links."""
SHORT = 100
"""Most words of the body that a card of text may hold: a link or a heading that comes again and again cuts a long article, too."""
TITLE_WORDS = 2.5
"""Fewest words of a linked headline."""
PARTING = 40
"""Longest line, in characters, that parts cards by saying the same."""
DATE_LENGTH = 60
"""Longest line, in characters, that is taken for the date of a post."""
DEPTH = 8
"""How many ancestors of a block may be its card."""

_POSTER = frozenset(
    ["avatar", "comment", "comments", "member", "memberinfo", "nick", "nickname", "poster", "postprofile", "replies", "reply", "user", "userinfo", "username", "usertext"]
)  # fmt: skip
"""Words of classes that tell the one who posts; not those that articles use for their authors."""
_PARTS = frozenset(
    {
        *(Label.COMMENTS, Label.RELATED, Label.NAVIGATION, Label.BOARD_CHROME, Label.HEADLINE_LIST, Label.TEASER),
        *(Label.HEADING, Label.SUBHEADLINE),
    }
)
"""What a line between two cards may be: the entries of a live blog are parted by times, share buttons and bylines."""
_REPLIES = frozenset({Label.COMMENTS, Label.BOARD_CHROME})
_THREADS = ("discussionforumposting", "qapage", "comment")
_LISTS = ("collectionpage", "searchresultspage", "itemlist", "imagegallery")
_ARTICLES = ("article", "blogposting", "report", "review", "recipe")
_DIGIT = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(
    r"(?:19|20)\d\d\W{0,3}[^\W\d_]?\W{0,2}\d{1,2}(?!\d)|(?<!\d)\d{1,2}\W{0,3}(?:de )?[^\W\d_]{0,12}\W{0,3}(?:de )?(?:19|20)\d\d"
)
"""A year and another number beside it: the entries of a live blog bear times of one day and no year."""
_MISSING = re.compile(
    r"\W*(?:error\s*|http\s*)*(?:40[34]|410|50[023])\s*(?:[-–—:|·]|not found\b|error\b|$)", re.IGNORECASE
)
MISSING_WORDS = 80
"""A page whose title is the code of an error holds no article in fewer words than this."""


@dataclass(slots=True)
class _Card:
    size: float = 0.0
    body: float = 0.0
    titled: bool = False
    """It has a linked headline."""
    posted: bool = False
    """A class in it tells who posted it."""
    replied: bool = False
    """A line in it is one of comments."""
    dated: str = ""
    """A short line in it that holds a date."""


@dataclass(slots=True)
class _Line:
    block: Block
    text: str
    size: float
    body: float
    """Words of it that were chosen as body."""
    label: Label | None


@dataclass(slots=True)
class _Group:
    cards: dict[int, _Card] = field(default_factory=lambda: defaultdict(_Card))


def page_kind(tiling: Tiling) -> tuple[Reason, str] | None:
    """Why a page that no profile knows is no article, and what was found; None where nothing speaks against it.

    Args:
        tiling: every segment is labelled.
    """
    view = tiling.view
    if any(block.soft for block in view.blocks):
        return None  # one line: there is nothing to tell the cards by
    thread, listed, article = _said(view.page)
    missing = _MISSING.match(view.page.title or "") is not None
    if article and not thread and not missing:
        return None
    lines = _lines(tiling)
    total = sum(line.body for line in lines)
    if missing and total < MISSING_WORDS:
        return Reason.NO_ARTICLE, "an error page by its title; fetch it again"
    if article and not thread:
        return None
    chosen = [line for line in lines if line.body]
    links = sum(min(line.block.link_chars, len(line.text)) for line in chosen)
    is_links = links >= LINKED * sum(len(line.text) for line in chosen) and total <= LINK_WORDS * len(chosen)
    if is_links and len(chosen) >= MIN_CARDS:
        return Reason.LIST_PAGE, "a list of links and no article; scrape the pages they lead to"
    fewest = MIN_SAID if thread or listed else MIN_CARDS
    for cards in _by_element(view, lines, total) if view.elements else _by_line(lines, total):
        held = [card for card in cards if card.size >= CARD_WORDS]
        if len(held) < fewest or max(card.size for card in held) > LARGEST * sum(card.size for card in held):
            continue
        uneven = max(card.size for card in held) > EVEN * median(card.size for card in held)
        if uneven and sum(card.body >= CARD_WORDS for card in held) < SPREAD:
            continue
        enough = ALIKE * len(held)
        dates = [card.dated for card in held if card.dated]
        is_dated = len(dates) >= enough and len(set(dates)) * 2 > len(dates)
        is_thread = thread or sum(card.posted for card in held) >= enough
        if not is_thread and (listed or sum(card.titled for card in held) >= enough):
            return Reason.LIST_PAGE, f"a list of {len(held)} headlines with teasers; scrape the pages they lead to"
        if is_thread or is_dated or sum(card.replied for card in held) >= enough:
            return Reason.NO_ARTICLE, f"a thread of {len(held)} posts and no article"
    return None


def _said(page: Page) -> tuple[bool, bool, bool]:
    """Whether the page's metadata say that it is a thread, a list, an article."""
    kinds = [
        page.json_ld and any(kind_of(item, names) for item in page.json_ld) for names in (_THREADS, _LISTS, _ARTICLES)
    ]
    thread, listed, article = (bool(kind) for kind in kinds)
    return thread, listed, article or (page.meta("og:type") or "").lower() in ("article", "news")


def _lines(tiling: Tiling) -> list[_Line]:
    """The blocks that show text."""
    view = tiling.view
    body: defaultdict[int, float] = defaultdict(float)
    label: dict[int, Label | None] = {}
    for segment in tiling:
        if segment.label in BODY_LABELS:
            body[segment.block] += word_count(tiling.text_of(segment))
        if segment.label is not Label.BLANK:
            label.setdefault(segment.block, segment.label)
    return [
        _Line(block, text, word_count(text), body[index], label.get(index))
        for index, block in enumerate(view.blocks)
        if (text := view.block_text(block))
    ]


def _by_element(view: View, lines: Sequence[_Line], total: float) -> list[list[_Card]]:
    """The cards of each group of siblings that holds the body, the innermost group first."""
    elements = view.elements
    groups: defaultdict[tuple[int, str, frozenset[str]], _Group] = defaultdict(_Group)
    kinds = [(e.parent, e.tag, frozenset(w for w in e.words if not _DIGIT.search(w))) for e in elements]
    for line in lines:
        titled = _is_title(line)
        replied, posted, dated = line.label in _REPLIES, False, _date_of(line)
        at = line.block.element
        for _ in range(DEPTH):
            if at < 0:
                break
            posted = posted or not _POSTER.isdisjoint(elements[at].words)
            card = groups[kinds[at]].cards[at]
            card.size += line.size
            card.body += line.body
            card.titled |= titled
            card.posted |= posted
            card.replied |= replied
            card.dated = card.dated or dated
            at = elements[at].parent
    found = [list(group.cards.values()) for group in groups.values() if len(group.cards) >= MIN_SAID]
    return [cards for cards in found if sum(card.body for card in cards) >= INSIDE * total]


def _is_title(line: _Line) -> bool:
    return line.size >= TITLE_WORDS and line.block.link_chars >= 0.8 * len(line.text)


def _date_of(line: _Line) -> str:
    """The line, where it is short and holds a date; empty for others."""
    return line.text if len(line.text) <= DATE_LENGTH and _DAY.search(line.text) else ""


def _by_line(lines: Sequence[_Line], total: float) -> list[list[_Card]]:
    """The cards between the lines that say the same most often, or that are dates of one form, where these hold the body."""
    found = []
    for at in _parting(lines) if total <= MOST else ():
        is_reply = sum(lines[index].label in _REPLIES for index in at) * 2 > len(at)
        cards = [_card(lines[a:b], is_reply) for a, b in pairwise([max(0, at[0] - _step(at)), *at])]
        if sum(card.body for card in cards) >= INSIDE * total and max(card.body for card in cards) <= SHORT:
            found.append(cards)
    for at in _dated(lines):
        cards = [_card(lines[a:b], False) for a, b in pairwise([*at, min(len(lines), at[-1] + _step(at))])]
        if sum(card.body for card in cards) >= INSIDE * total:
            found.append(cards)
    return found


def _parting(lines: Sequence[_Line]) -> list[list[int]]:
    """Where the lines stand that say the same most often and are no sentences."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for index, line in enumerate(lines):
        mask = _DIGIT.sub("0", line.text) if len(line.text) <= PARTING else ""
        at[mask].append(index)
        if line.label in _PARTS and any(c.isalpha() for c in mask) and not ends_sentence(mask):
            counts[mask] += 1
    return [at[mask] for mask, count in counts.most_common(3) if count >= LINES]


def _dated(lines: Sequence[_Line]) -> list[list[int]]:
    """Where the lines of each form stand that hold a date and little else."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if _date_of(line):
            at[_WORD.sub("a", _DIGIT.sub("0", line.text))].append(index)
    return [found for found in at.values() if len(found) >= MIN_CARDS]


def _step(at: Sequence[int]) -> int:
    """The middle distance of some lines."""
    return sorted(b - a for a, b in pairwise(at))[(len(at) - 1) // 2]


def _card(inside: Sequence[_Line], is_reply: bool) -> _Card:
    headed = any(x.size >= TITLE_WORDS and not is_prose(x.text) for x in inside)
    dated = next(filter(None, map(_date_of, inside)), "")
    size, body = sum(x.size for x in inside), sum(x.body for x in inside)
    return _Card(size, body, headed and not is_reply, replied=is_reply, dated=dated)
