"""Look-ups over the outlet registry: by name, by name inside a line, by host, by e-mail domain, by image folder.

Names are compared folded: width forms unified, accents dropped, lower case, every run of other signs one space.
A line is searched by its words: the two first signs of a word choose the few names that can start there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from cleaners.registry import OutletEntry

_SIGNS = re.compile(r"[\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_MARKS = str.maketrans("©ⓒⒸ®™㈜", "      ")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PLACE_AND_AGENCY = re.compile(r"【([^】＝=]{2,24})(?:[＝=][^】]{1,20})?】")
_START = re.compile(r"(?<!\S)\S|[\u3040-\u30ff\u3400-\u9fff]")
"""Where a name may start: at a word, and anywhere in scripts that write no spaces."""
_SPACED = re.compile(r"[^\W_\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]")
"""Signs of scripts whose words end where a sign of another kind follows; Korean particles are glued to names."""
_ADDRESS = re.compile(r"(?:https?:)?//(?:[^/@?#\s]*@)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?=[/:?#]|$)", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w@])", re.IGNORECASE)
_SLUG = re.compile(
    r"daumcdn\.net/news/\d{6}/\d\d/([\w-]+)/"
    r"|(?:pstatic|naver)\.net/image/(?:origin/)?(\d{3})/"
    r"|naver\.com/(?:[a-z]+/)*article/(\d{3})/"
    r"|naver\.com/[^#]*[?&]oid=(\d{3})\b"
)
"""The publisher's folder or number in addresses of Daum and Naver."""
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_PARTICLES = frozenset("据據由自在从從和与與及是为為按依引源者载載转轉摘属屬于於的到经經通过過对對向跟以给給：")
"""Ideographs that may stand before a name; behind another one it is the end of a longer name (`正北方网` is not `北方网`)."""
_CLOSING = " .)]）】/"
_LAST_PART = re.compile(r"[^\w-]")
_NETWORK = frozenset("络絡")
"""中国网 is an outlet, 中国网络 is not."""
Told = tuple[OutletEntry, str]
"""An outlet, and what told it: name, domain, email_domain, slug or profile."""
LONGEST_LINE = 60
"""A longer line names no outlet alone."""


def spelled(text: str) -> str:
    """Width forms unified, accents dropped, signs to spaces; case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_MARKS))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return _SIGNS.sub(" ", text).strip()


_line = lru_cache(maxsize=4096)(spelled)
"""The same for short lines, which pages of one site share."""


def host_of(address: str) -> str:
    """The host of an address, in lower case and without www; empty where it has none."""
    found = _ADDRESS.match(address)
    return found[1].lower() if found else ""


@dataclass(slots=True)
class _Name:
    entry: OutletEntry
    plain: bool
    """One ordinary word (`Marianne`), or two signs, which may be anything in running text."""
    capitals: bool
    """Only known in capitals (`TIME`)."""
    shape: tuple[bool, ...]
    """Which of its words are printed with a capital in every known spelling."""


@dataclass(slots=True)
class OutletIndex:
    """The registry, turned round. Tests forbid two outlets to share a key."""

    names: dict[str, _Name] = field(default_factory=dict)
    squeezed: dict[str, _Name] = field(default_factory=dict)
    starts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    domains: dict[str, OutletEntry] = field(default_factory=dict)
    emails: dict[str, OutletEntry] = field(default_factory=dict)
    slugs: dict[str, OutletEntry] = field(default_factory=dict)
    agencies: dict[str, OutletEntry] = field(default_factory=dict)
    """News agencies by all their names, those among them that only bylines and datelines print."""
    agency_ends: set[str] = field(default_factory=set)
    """Last words of the names of news agencies."""

    def named(self, text: str) -> OutletEntry | None:
        """The outlet that the whole text names."""
        if len(text) > LONGEST_LINE:
            return None
        printed = _line(text)
        key = printed.lower()
        name = self.names.get(key) or self.squeezed.get(key.replace(" ", ""))
        return name.entry if name and (not name.capitals or printed.isupper()) else None

    def first_in(self, text: str) -> OutletEntry | None:
        """The first outlet named in a text that speaks of outlets, such as a copyright line."""
        found = self.names_in(text) or [entry for entry in self.names_in(text, plain=True) if not entry.ordinary]
        return found[0] if found else None

    def names_in(self, text: str, *, plain: bool = False) -> list[OutletEntry]:
        """The outlets that stand in a text, in order; ordinary words that are also a name only with `plain`."""
        printed = spelled(text)
        low = printed.lower()
        if len(low) != len(printed):
            printed = low
        found: list[OutletEntry] = []
        end = 0
        for start in _START.finditer(low):
            at = start.start()
            key = self._key_at(low, at) if at >= end else None
            if key and self._meant(self.names[key], printed[at : at + len(key)], plain):
                found.append(self.names[key].entry)
                end = at + len(key)
        return found

    def _key_at(self, low: str, at: int) -> str | None:
        for key in self.starts.get(low[at : at + 2], ()):
            if not low.startswith(key, at):
                continue
            before, after = low[at - 1 : at], low[at + len(key) : at + len(key) + 1]
            if _SPACED.match(after) and _SPACED.match(key[-1]):
                continue
            if _HAN.match(key) and (
                after in _NETWORK
                or (len(key) < 3 and (_HAN.match(before) or _HAN.match(after)))
                or (before not in _PARTICLES and _IDEOGRAPH.match(before))
            ):
                continue
            return key
        return None

    @staticmethod
    def _meant(name: _Name, printed: str, plain: bool) -> bool:
        """Whether print agrees with the name: `le monde` and `Le monde` are no newspaper, and `Time` no magazine."""
        if name.capitals and not printed.isupper():
            return False
        capital = (not need or word[0].isupper() for word, need in zip(printed.split(), name.shape, strict=True))
        return (plain or not name.plain) and all(capital)

    def of_host(self, host: str) -> OutletEntry | None:
        """The outlet of a host or of the longest known domain above it."""
        return _above(self.domains, host)

    def of_email(self, host: str) -> OutletEntry | None:
        """The outlet whose people write from this host."""
        return _above(self.emails, host.lower()) or _above(self.domains, host.lower())

    def of_slug(self, address: str) -> OutletEntry | None:
        """The outlet whose folder or number a portal's address bears."""
        found = _SLUG.search(unquote(address))
        return self.slugs.get(found[found.lastindex or 0].lower()) if found else None

    def told_by(self, text: str) -> Told | None:
        """The outlet that a text is about, and the rule that says so: the whole text, a name in it, or a host in it."""
        if (entry := self.named(text) or self.first_in(text)) is not None:
            return entry, "name"
        return (host, "domain") if (host := self.host_in(text)) is not None else None

    def host_in(self, text: str) -> OutletEntry | None:
        """The first outlet whose host is printed in a text."""
        return next((e for m in _HOST.finditer(text) if (e := self.of_host(m[1].lower()))), None)

    @staticmethod
    def printed_host(text: str) -> str | None:
        """The first host printed in a text, without www."""
        found = _HOST.search(text)
        return found[1].lower().removeprefix("www.") if found else None

    def ends_in_agency(self, text: str) -> bool:
        """Whether the last word of a text is the last word of a news agency's name."""
        word = text[-40:].rstrip(_CLOSING).rpartition(" ")[2].lower()
        return word in self.agency_ends or (not word.isalnum() and _LAST_PART.split(word)[-1] in self.agency_ends)

    def agency_behind_place(self, lead: str) -> OutletEntry | None:
        """The agency that a lead in brackets glues to the place: `【ロンドン共同】`, `【ソウル聯合＝高橋太郎】`."""
        found = _PLACE_AND_AGENCY.match(lead)
        inside = found[1] if found else ""
        for at in range(1, len(inside) - 1):
            if _HAN.match(inside[at - 1]) and (entry := self.agencies.get(inside[at:].casefold())) is not None:
                return entry
        return None

    def add(self, entry: OutletEntry) -> None:
        """Enter an outlet."""
        for text in (entry.name, *entry.names):
            printed = spelled(text)
            key = printed.lower()
            cased = _SPACED.match(key) is not None
            word = cased and key.isalpha()
            short = cased and len(key) < 3
            shouted = word and printed.isupper()
            shape = tuple(part[0].isupper() for part in printed.split())
            name = self.names.get(key)
            if name is None or name.entry.id != entry.id:
                name = _Name(entry, entry.ordinary or (word and not shouted) or short, shouted, shape)
            else:
                name.capitals, name.plain = (
                    name.capitals and shouted,
                    entry.ordinary or (word and not (name.capitals and shouted)) or short,
                )
                name.shape = tuple(a and b for a, b in zip(name.shape, shape, strict=True))
            self.names[key] = self.squeezed[key.replace(" ", "")] = name
            if entry.kind == "agency":
                self.agencies[text.casefold()] = entry
                self.agency_ends.update((key.rpartition(" ")[2], text.lower().split()[-1]))
        self.agencies.update((name.casefold(), entry) for name in entry.byline_names)
        self.domains.update(dict.fromkeys(entry.domains, entry))
        self.emails.update(dict.fromkeys(entry.email_domains, entry))
        self.slugs.update((slug.lower(), entry) for slug in entry.image_slugs)


def _above(table: Mapping[str, OutletEntry], host: str) -> OutletEntry | None:
    while "." in host:
        if host in table:
            return table[host]
        host = host.partition(".")[2]
    return None


class _Same:
    """A registry as a cache key: the same object, not an equal one."""

    def __init__(self, registry: Mapping[str, OutletEntry]) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.registry is self.registry


def index_of(registry: Mapping[str, OutletEntry]) -> OutletIndex:
    """The index of a registry, built once."""
    return _build(_Same(registry))


@lru_cache(maxsize=4)
def _build(key: _Same) -> OutletIndex:
    index = OutletIndex()
    for entry in key.registry.values():
        index.add(entry)
    starts: dict[str, list[str]] = {}
    for name in index.names:
        starts.setdefault(name[:2], []).append(name)
    index.starts = {start: tuple(sorted(keys, key=len, reverse=True)) for start, keys in starts.items()}
    return index
