"""Labelled pairs for the search of reposts: real articles of the open corpus, and what portals do to them.

The corpus is not part of this repository and no text of it is: `pairs(folder)` makes the same pairs from it every time.
Same story: a repost with one kind of edit, or several. Not the same: other articles of the site or the topic, texts
that share a notice, a quotation or a template.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cleaners import Article, clean

SETS = ("fundus", "daniel", "wcxb", "dumps")
SEED = 20261122
LEAST, MOST = 300, 12_000
"""Bytes of an article that pairs are made of."""

MOST_ALIKE = "the article of the language that is most alike"
FOUND_REPOSTS = frozenset(
    {
        "daniel/20111128_www.argumenti.ru_e6cfe32f454066b47a2cc18825563f7d1fce16a3d4f4d496d07f9c",
        "daniel/20111215_news.sina.com.cn_bd3178e4a4feb52e7a282159e577f26e60a3a69f15b5b3138666e7",
    }
)
"""Articles whose likeliest other article proved, when read, to be a repost of it."""

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the corpus."""

    name: str
    language: str
    site: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs, or where it has no line breaks its sentences, some at a time."""
        found = [line for line in self.body.split("\n") if line.strip()]
        if len(found) >= 4:
            return found
        sentences = [one for one in _SENTENCE.split(self.body) if one.strip()]
        size = max(1, len(sentences) // 6)
        return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, whether they are the same story, and what was done."""

    kind: str
    same: bool
    first: str
    second: str
    language: str
    name: str
    """The article of the corpus that the first text is, or is made of."""


def texts(corpus: Path) -> list[Text]:
    """The articles of the open corpus by their gold text, dumps as they are cleaned, each text once, in order of name."""
    found: dict[str, Text] = {}
    for name in SETS:
        for line in (corpus / name / "gold.jsonl").read_text("utf-8").strip().split("\n"):
            gold = json.loads(line)
            body = (gold.get("body") or _cleaned(corpus / name / gold["page"])).strip()
            if LEAST <= len(body.encode()) <= MOST:
                text = Text(f"{name}/{gold['id']}", gold.get("language") or "", str(gold.get("group")), body)
                if len(text.paragraphs) >= 4:
                    found.setdefault(body[:200], text)
    return sorted(found.values(), key=lambda text: text.name)


def _cleaned(page: Path) -> str:
    """The body of a dump, which has no gold for all of it."""
    result = clean(gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes(), page.name)
    return result.body if isinstance(result, Article) else ""


def pairs(corpus: Path, each: int = 60, without: frozenset[str] = frozenset()) -> list[Pair]:
    """The labelled pairs, `each` of a kind; the languages come by turns, so that no one of them decides.

    Args:
        corpus: folder of the open corpus.
        each: pairs of each kind.
        without: kinds to leave out.
    """
    rng = random.Random(SEED)  # noqa: S311
    by_language: dict[str, list[Text]] = defaultdict(list)
    for text in texts(corpus):
        by_language[text.language].append(text)
    for listed in by_language.values():
        rng.shuffle(listed)
    turns = [text for turn in range(2_000) for listed in by_language.values() for text in listed[turn : turn + 1]]
    made: list[Pair] = []
    for number, (kind, edit) in enumerate(REPOSTS.items()):
        for text in _some(turns, each, number):
            made.append(Pair(kind, True, text.body, edit(text, rng), text.language, text.name))
    for number, (kind, other) in enumerate(OTHERS.items()):
        if kind in without:
            continue
        partners = other(by_language, rng)
        chosen = [text for text in turns if text.name in partners]
        for text in _some(chosen, each, number + 7):
            first, second = partners[text.name]
            same = kind == MOST_ALIKE and text.name in FOUND_REPOSTS
            made.append(Pair(kind, same, first, second, text.language, text.name))
    return made


def _some(turns: Sequence[Text], each: int, number: int) -> list[Text]:
    start = number * 37 % max(1, len(turns))
    return [turns[(start + step) % len(turns)] for step in range(min(each, len(turns)))]


# ------------------------------------------------------------------ what portals do to a text


def _cut(share: float) -> Callable[[Text, random.Random], str]:
    def cut(text: Text, rng: random.Random) -> str:
        room = int(len(text.body) * share)
        kept = text.body[:room]
        return kept.rsplit("\n", 1)[0] if kept.count("\n") > 2 else kept

    return cut


def _markup(text: Text, rng: random.Random) -> str:
    swapped = text.body.translate(
        str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\xa0": " "})
    )
    return re.sub(r"\s*\n\s*", " ", swapped)


def _dateline(text: Text, rng: random.Random) -> str:
    place = rng.choice(("(서울=한바다통신) ", "BERLIN (Nordmeer) - ", "北京1月3日电 ", "ВАРШАВА, 3 января. /Море/. "))
    return place + text.body


def _byline(text: Text, rng: random.Random) -> str:
    start = rng.choice(("By Jane Doe, staff writer\n", "홍길동 기자 hong@paper.example\n", "记者 王小明\n"))
    return f"{start}{text.body}\nEdited by John Roe. Photo: A. Nother / Paper"


def _reordered(text: Text, rng: random.Random) -> str:
    lead, *rest = text.paragraphs
    rng.shuffle(rest)
    return "\n\n".join([lead, *rest])


def _rewritten(share: float) -> Callable[[Text, random.Random], str]:
    """That share of the words gives way to other words of the same article."""

    def rewritten(text: Text, rng: random.Random) -> str:
        if _SPACELESS.search(text.body[:400]):
            letters = list(text.body)
            for at in range(0, len(letters) - 2, 2):
                if rng.random() < share and not letters[at].isspace():
                    from_there = rng.randrange(len(letters) - 2)
                    letters[at : at + 2] = text.body[from_there : from_there + 2]
            return "".join(letters)
        words = re.split(r"(\s+)", text.body)
        plain = [word for word in words if word.strip()]
        return "".join(rng.choice(plain) if word.strip() and rng.random() < share else word for word in words)

    return rewritten


def _thinned(text: Text, rng: random.Random) -> str:
    """The lead and every second paragraph or so."""
    lead, *rest = text.paragraphs
    return "\n".join([lead, *(one for one in rest if rng.random() < 0.5)])


def _framed(text: Text, rng: random.Random) -> str:
    """Another lead before it, a notice behind it, the first paragraph gone."""
    words = _WORD.findall(text.body)
    lead = " ".join(rng.choices(words, k=min(40, len(words)))) + "."
    return "\n".join([lead, *text.paragraphs[1:], "All rights reserved. Write to the newsroom with corrections."])


def _middle(text: Text, rng: random.Random) -> str:
    """The lead is gone, and the end."""
    found = text.paragraphs
    return "\n".join(found[1 : max(3, round(len(found) * 0.6))])


def _several(text: Text, rng: random.Random) -> str:
    """A dateline, a light rewrite and a cut at once."""
    done = Text(text.name, text.language, text.site, _rewritten(0.04)(text, rng))
    return _dateline(Text(text.name, text.language, text.site, _cut(0.6)(done, rng)), rng)


REPOSTS: dict[str, Callable[[Text, random.Random], str]] = {
    "same text, other line breaks and quotes": _markup,
    "dateline added": _dateline,
    "byline and credits left in": _byline,
    "tail cut, 75% left": _cut(0.75),
    "tail cut, 50% left": _cut(0.5),
    "tail cut, 30% left": _cut(0.3),
    "every second paragraph cut": _thinned,
    "lead and end cut": _middle,
    "paragraphs in another order": _reordered,
    "another lead, a notice behind": _framed,
    "3% of the words changed": _rewritten(0.03),
    "8% of the words changed": _rewritten(0.08),
    "dateline, 4% changed, 60% left": _several,
}


# ------------------------------------------------------------------ what is not the same story

Partners = dict[str, tuple[str, str]]


def _of_the_site(by_language: dict[str, list[Text]], rng: random.Random) -> Partners:
    sites: dict[str, list[Text]] = defaultdict(list)
    for listed in by_language.values():
        for text in listed:
            sites[f"{text.name.split('/')[0]} {text.site}"].append(text)
    return {one.name: (one.body, other.body) for listed in sites.values() for one, other in pairwise(listed)}


def _of_the_topic(by_language: dict[str, list[Text]], rng: random.Random) -> Partners:
    """The article of the same language whose words are most alike, by the cosine of tf-idf."""
    found: Partners = {}
    for listed in by_language.values():
        vectors = _vectors(listed)
        for one, mine in zip(listed, vectors, strict=True):
            best, other = 0.0, None
            for candidate, theirs in zip(listed, vectors, strict=True):
                score = sum(weight * theirs.get(word, 0.0) for word, weight in mine.items())
                if candidate is not one and score > best:
                    best, other = score, candidate
            if other is not None and best < 0.9:  # above it the corpus has the same article twice
                found[one.name] = (one.body, other.body)
    return found


def _vectors(listed: Sequence[Text]) -> list[dict[str, float]]:
    counted = [Counter(_units(text.body)) for text in listed]
    documents = Counter(word for one in counted for word in one)
    vectors = []
    for one in counted:
        weights = {word: count * math.log(len(listed) / documents[word]) for word, count in one.items()}
        top = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:60])
        length = math.sqrt(sum(weight**2 for weight in top.values())) or 1.0
        vectors.append({word: weight / length for word, weight in top.items()})
    return vectors


def _units(body: str) -> list[str]:
    if _SPACELESS.search(body[:400]):
        return [body[at : at + 2] for at in range(len(body) - 1)]
    return [word.casefold() for word in _WORD.findall(body)]


def _sharing(share: float, *, inside: bool) -> Callable[[dict[str, list[Text]], random.Random], Partners]:
    """Two articles of a site with the same notice, or the same quotation, making up that share of the shorter one."""

    def sharing(by_language: dict[str, list[Text]], rng: random.Random) -> Partners:
        found: Partners = {}
        for listed in by_language.values():
            for one, other, third in zip(listed, listed[1:], listed[2:], strict=False):
                size = int(min(len(one.body), len(other.body)) * share / (1 - share))
                if len(third.body) < 3 * size:  # else the notice would be a repost of the article that it is taken from
                    continue
                common = third.body[:size]
                if inside:
                    at = one.body.find("\n") + 1
                    found[one.name] = (f"{one.body[:at]}{common}\n{one.body[at:]}", f"{other.body}\n{common}")
                else:
                    found[one.name] = (f"{one.body}\n{common}", f"{other.body}\n{common}")
        return found

    return sharing


def _same_template(by_language: dict[str, list[Text]], rng: random.Random) -> Partners:
    """Tables and reports that are written anew each day: all numbers are others, and a word in twenty.

    Made of articles with as many figures as such reports have: eight in a thousand characters.
    """
    found: Partners = {}
    for listed in by_language.values():
        for text in listed:
            figures = _NUMBER.findall(text.body)
            if len(set(figures)) >= 8 and len(figures) >= 0.008 * len(text.body):
                words = Text(text.name, text.language, text.site, _rewritten(0.05)(text, rng)).body
                found[text.name] = (text.body, _NUMBER.sub(lambda m: _other_number(m[0], rng), words))
    return found


def _other_number(digits: str, rng: random.Random) -> str:
    return "".join(str((int(digit) + rng.randint(1, 9)) % 10) for digit in digits)


OTHERS: dict[str, Callable[[dict[str, list[Text]], random.Random], Partners]] = {
    "another article of the site": _of_the_site,
    MOST_ALIKE: _of_the_topic,
    "a notice in both, 25% of the shorter one": _sharing(0.25, inside=False),
    "a notice in both, 40% of the shorter one": _sharing(0.4, inside=False),
    "a quotation in both, 20% of the shorter one": _sharing(0.2, inside=True),
    "the same template with other figures": _same_template,
}


def counted(made: Sequence[Pair]) -> Iterator[tuple[str, int]]:
    """How many pairs of each kind."""
    yield from Counter(pair.kind for pair in made).items()
