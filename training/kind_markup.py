"""What the classes, ids and tags around a unit say it is: strict words only, and nothing of an element that holds the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaners.labeller.units import Units
from cleaners.view import View

_WORDS = {
    "comments": """comment comments commentlist disqus coment comentario comentarios kommentare kommentar commentaires
        commentaire livefyre fbcomments kommentarbereich commenti commento respond""",
    "related": """related recommend recommended recommendation recommendations recirc recirculation outbrain taboola
        mostread trending terkait upnext similar popular suggested relacionadas relacionados lesen""",
    "share": """share sharing sharedaddy addthis addtoany social socials sns sharebar sharebuttons""",
    "navigation": """nav navbar navigation menu menus submenu breadcrumb breadcrumbs gnb lnb pagination pager sitemap
        hamburger sidenav topnav mainmenu""",
    "footer": "footer contentinfo colophon",
    "subscribe": "newsletter newsletters subscribe subscription subscriptions paywall",
    "advertisement": """ad ads advert adverts advertisement advertisements advertising adsense adslot adunit dfp sponsored
        iklan werbung anzeige publicidad publicite reklama""",
    "notice": "cookie cookies consent gdpr onetrust didomi usercentrics",
}
_KIND_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_PHRASES = (
    ("related", re.compile(r"(?i)most[-_]?(?:read|popular|viewed|watched|shared|commented|recent)|read[-_]?(?:also|next)|also[-_]?(?:read|like)|more[-_]?(?:news|stories|articles|from|like)|top[-_]?stories|latest[-_]?(?:news|stories|posts)|recent[-_]?(?:posts|articles)|related")),
    ("footer", re.compile(r"(?i)(?:site|page|main|global)[-_]?footer")),
    ("advertisement", re.compile(r"(?i)\bad[-_]?(?:slot|unit|container|wrapper)|advert")),
)  # fmt: skip
_CAPTION = re.compile(
    r"(?i)caption|legende|bildunterschrift|cutline|pie-?(?:de-?)?foto|didascalia|photo-?(?:desc|text|credit)"
)
_NO_CAPTION = re.compile(r"(?i)closed-?caption|captions?-?(?:setting|button|toggle)|has-?caption|no-?caption")
_HEAD = re.compile(r"(?i)\b(?:site|page|main|global|top)?[-_]?header\b|masthead")
# A class may say how a post is filed, or which state the page is in, and not what the element is for.
_FILED = re.compile(
    r"(?i)^(?:category|tag|cat|post|topic|author|type|status|format|has|is|no|js|with|hide|show)[-_].*|.*[-_](?:enabled|disabled|free)$"
)
_INNER_FOOTER = re.compile(
    r"(?i)(?:entry|article|post|card|story|comment|content|modal|figure|item|news|blog|section|widget|panel|teaser|box|body|quote|meta)[-_]{0,2}footer"
)
_INNER_RELATED = re.compile(r"(?i)(?:related|popular|trending|similar)[-_]?(?:topic|tag|keyword|search|compan)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
# What a container must show somewhere, beside its name, to be believed.
_SHOWN = {
    "share": re.compile(
        r"(?i)facebook|twitter|\btweet|whatsapp|linkedin|pinterest|reddit|telegram|tumblr|mastodon|bluesky|instagram|\bline\b|vkontakte|вконтакте|微博|微信|hatena|はてな|\bshare\b|teilen|compart|partag|condividi|udostępnij|delen|paylaş|поделиться|分享|シェア|공유|bagikan|chia sẻ"
    ),
    "subscribe": re.compile(
        r"(?i)newsletter|subscri|\babo(?:s|nn\w*|nieren)?\b|suscri|inbox|sign ?up|iscriviti|abbonat|prenumer|assin(?:e|ar)\b|inscri|abonne|nieuwsbrief|subskry|подпис|рассылк|会員|購読|メルマガ|订阅|訂閱|구독|뉴스레터|berlangganan|bülten|đăng ký"
    ),
    "advertisement": re.compile(
        r"(?i)advert|\bads?\b|sponsor|promoted|anzeige|werbung|reklam|реклам|publici|pubblicit|iklan|annonce|annons|広告|广告|廣告|광고|\bpr\b|quảng cáo|ogłoszeni|διαφ[ήη]μισ"
    ),
}

_LEADS = re.compile(
    r"(?i)(?:^|[\s_-])(?:lead|lede|standfirst|subtitle|sub-?headline|sub-?heading|deck|dek|chapo|strapline|subtitulo|teaser-?text|article-?(?:intro|summary)|intro|vorspann|synopsis|bajada|entradilla|sous-?titre|sottotitolo|sommario)(?:$|[\s_-])"
)
_BYLINES = re.compile(r"(?i)byline|author|autor|auteur|reporter|writer|journalist|penulis|firma\b|vcard")

_BODY_WORDS = 20
"""An element that holds this many words of the body is for the article, whatever its class says."""
_LARGEST = {"share": 600, "subscribe": 2000, "advertisement": 1500}
"""Longest text of a container that is for nothing else, in characters."""
_LINKS = {"related": 0.4, "navigation": 0.5}
"""Least share of linked text in a container."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the markup says of each unit."""

    kinds: list[str | None]
    caption: list[bool]
    """It stands in a figcaption, or an element of such a class."""
    lead: list[bool]
    byline: list[bool]


def marks_of(view: View, units: Units, body: Sequence[bool], sizes: Sequence[int]) -> Marks:
    """Read the markup around the units.

    Args:
        view: the page.
        units: its units.
        body: which of them the gold claims.
        sizes: words of each.
    """
    elements = view.elements
    count = len(elements)
    held, whole, links = [0] * count, [0] * count, [0] * count
    holders = [view.blocks[b].element for b in units.blocks.tolist()]
    for holder, block, is_body, size in zip(holders, units.blocks.tolist(), body, sizes, strict=True):
        if holder >= 0:
            held[holder] += size * is_body
            whole[holder] += view.blocks[block].text_end - view.blocks[block].start
            links[holder] += view.blocks[block].link_chars
    for index in range(count - 1, -1, -1):
        above = elements[index].parent
        if above >= 0:
            held[above] += held[index]
            whole[above] += whole[index]
            links[above] += links[index]
    told = [frozenset() if e.tag in ("html", "body") else own_kinds(e.tag, e.names) for e in elements]
    shown = _shown(view, units, holders, sizes, told)
    near: list[tuple[str, ...]] = [()] * count
    outer: list[frozenset[str]] = [frozenset()] * count
    inside: list[bool] = [False] * count
    for index, element in enumerate(elements):
        above = element.parent
        if above >= 0:
            near[index], outer[index], inside[index] = near[above], outer[above], inside[above]
        inside[index] = inside[index] or element.tag in ("article", "main")
        if element.tag in ("html", "body") or held[index] >= _BODY_WORDS:
            continue
        own = told[index]
        if not own:
            continue
        if inside[index] and element.tag == "footer":
            own -= {"footer"}
        share = links[index] / max(whole[index], 1)
        own = frozenset(k for k in own if share >= _LINKS.get(k, 0.0) * (0.6 if element.tag == "nav" else 1))
        own = frozenset(k for k in own if k not in shown or (shown[k][index] and whole[index] <= _LARGEST[k]))
        if own:
            near[index], outer[index] = tuple(sorted(own)), outer[index] | own
    kinds = [_kind(near[h], outer[h]) if h >= 0 else None for h in holders]
    first = [(h, elements[h].parent if h >= 0 else -1) for h in holders]

    def names_of(pair: tuple[int, int]) -> str:
        return " ".join(elements[i].names for i in pair if i >= 0 and held[i] < _BODY_WORDS)

    names = [names_of(pair) for pair in first]
    pictures = sorted(p.at for p in view.page.pictures)
    caption = [
        any(elements[i].tag == "figcaption" for i in _up(view, h, 3))
        or (bool(_CAPTION.search(n)) and not _NO_CAPTION.search(n) and _near_picture(pictures, start, end))
        for h, n, start, end in zip(holders, names, units.starts.tolist(), units.ends.tolist(), strict=True)
    ]
    return Marks(kinds, caption, [bool(_LEADS.search(n)) for n in names], [bool(_BYLINES.search(n)) for n in names])


def _shown(
    view: View, units: Units, holders: Sequence[int], sizes: Sequence[int], told: Sequence[frozenset[str]]
) -> dict[str, list[bool]]:
    """For each element whether a short unit in it says what a container of a kind must show."""
    elements = view.elements
    result = {kind: [False] * len(elements) for kind in _SHOWN}
    around: list[frozenset[str]] = []
    for element, own in zip(elements, told, strict=True):
        above = around[element.parent] if element.parent >= 0 else frozenset()
        around.append(above | own if own else above)
    for start, end, holder, size in zip(units.starts.tolist(), units.ends.tolist(), holders, sizes, strict=True):
        if size > 40 or holder < 0:
            continue
        for kind in around[holder] & _SHOWN.keys():
            if not _SHOWN[kind].search(view.text, start, end):
                continue
            table, index = result[kind], holder
            while index >= 0 and not table[index]:
                table[index] = True
                index = elements[index].parent
    return result


def _up(view: View, holder: int, levels: int) -> list[int]:
    found: list[int] = []
    while holder >= 0 and len(found) < levels:
        found.append(holder)
        holder = view.elements[holder].parent
    return found


def _near_picture(pictures: Sequence[int], start: int, end: int) -> bool:
    """Whether a picture stands a line or two before the unit, or right after it."""
    index = bisect_left(pictures, start - 150)
    return index < len(pictures) and pictures[index] <= end + 5


def _kind(near: tuple[str, ...], outer: frozenset[str]) -> str | None:
    if not near:
        return None
    if set(near) == {"footer", "navigation"} or (near == ("navigation",) and "footer" in outer):
        return "footer"
    if "navigation" in outer and near[0] not in ("navigation", "share", "comments", "footer"):
        return None
    if len(near) > 1 or ("comments" in outer and near != ("comments",)):
        return None
    return near[0]


@lru_cache(maxsize=100_000)
def own_kinds(tag: str, names: str) -> frozenset[str]:
    """What an element is for by its own tag and names; several where they disagree."""
    kept = [n for n in names.split() if not _FILED.match(n)]
    words = {w.lower() for n in kept for w in _WORD.findall(n)}
    found = {_KIND_OF_WORD[w] for w in words if w in _KIND_OF_WORD}
    written = " ".join(kept)
    found |= {kind for kind, pattern in _PHRASES if pattern.search(written)}
    if tag in ("nav", "menu"):
        found.add("navigation")
    if tag == "footer":
        found.add("footer")
    if _INNER_FOOTER.search(written):
        found.discard("footer")
    if _INNER_RELATED.search(written):
        found.discard("related")
    return frozenset(found)
