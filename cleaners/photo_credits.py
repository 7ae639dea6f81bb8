"""The credit in a caption: its trailing part, which names photographer or agency, without the brackets around it.

`인천=연합뉴스`, `로이터 연합뉴스`, `사진=연합뉴스`, `ANTARA FOTO/Budi`, `© AFP`, `Xinhua/Li Wei`, `山田太郎撮影`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.lexicon import Lexicon
from cleaners.model import Label
from cleaners.outlet_index import index_of
from cleaners.rulebook import rulebook

LONGEST_TAIL = 60
"""A longer last sentence is about the picture."""

SHORT = 5
"""Most words of a credit in brackets that has no colon."""
LONGEST_CREDIT = 90
LONGEST_CAPTION = 500
"""So much of a caption's end is searched."""

_BRACKETED = re.compile(r"[(\[（【〈]\s*([^()\[\]（）【】〈〉]{2,80}?)\s*[)\]）】〉]\s*\.?$")
_WORDED = re.compile(
    r"©|ⓒ|\(c\)\s|\b(?:photos?|images?|pictures?|pic|crédits?(?:\s+photos?)?|credits?|foto|fotograf\w*|fotos|bild|bilder|beeld"
    r"|cr[eé]ditos?(?:\s+(?:de\s+)?(?:foto|imagen|imagem)\w*)?|imagen|imagem|immagine|fot\.|zdjęcie|kuva|bilde|ảnh|φωτογραφία|φωτο|фото|снимок|автор\s+фото)\s*(?:credits?\s*:|by\s|[:=/|])"
    r"|\bphoto\s+(?=[A-ZÀ-Ý][\w.-]+(?:\s+[A-ZÀ-Ý][\w.-]+)*[.,/ ]+[A-Z]{2,5}$)"
    r"|(?:사진|자료\s?사진|그래픽|영상|이미지)\s*(?:제공|출처)?\s*[=:/|｜]|(?:제공|출처)\s*[=:|/]"
    r"|(?:写真|撮影|提供|图片来源|图|圖|摄影|攝影)\s*[=＝:：/／]",
    re.IGNORECASE,
)
_PICTURED = re.compile(r"(?:photo|foto|image|bild|beeld|ph|фото|ảnh)\b[.\s]+[^\W\d_]", re.IGNORECASE)
"""How a credit in brackets may begin, without a colon: `(foto Ansa)`."""
_SLASHED = re.compile(
    r"(?:^|[\s.…”\"'’])/\s?([^/\s][^/]{1,39})$|(?:^|[\s.(])((?:[A-Z][A-Z.]*[A-Z]\s?){1,4}/[^/.]{2,40})$"
)
_KOREAN = re.compile(
    r"(?:[^\s.]{1,12}=)?[^\s.]{2,20}(?:\s[^\s.]{2,12})?\s(?:제공|기자|선임기자|특파원|캡처|캡쳐|갈무리|자료\s?사진)$|게티이미지(?:뱅크|코리아)?$"
)
_JAPANESE = re.compile(r"[^、。（）()\s＝=]{2,30}(?:撮影|提供)$")
_CHINESE = re.compile(
    r"(?:(?:新华社|中新社)?(?:记者|發|发)\s?)?[\u3400-\u9fff·]{2,12}\s[摄攝]$|(?:新华社|中新社)(?:记者|发)\s?[\u3400-\u9fff·]{2,12}\s?[摄攝]$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]?\s+|[。！？]|\s[|–—-]\s")
_AGENCY = re.compile(
    r"(?<![A-Za-z])(?:AFP|EPA|ANSA|EFE|UPI|PTI|AP(?: Photo)?|Reuters|REUTERS|Getty Images|Getty|gettyimages|Shutterstock|iStock|Alamy|Xinhua|Sipa|Abaca"
    r"|Hans Lucas|dpa|Imago|IMAGO|picture alliance|Unsplash|Pexels|Wikimedia(?: Commons)?|Istimewa)(?![A-Za-z])|로이터|게티이미지|타스|신화|교도"
)
_GLUED = re.compile(
    r"(?:^|(?<=[\s.)\]]))(?:(?:AFP|AP|EPA|UPI|DPA|로이터|타스|신화|교도|AFPBBNews|[가-힣]{2,4})\s?[=/·]\s?|(?:AFP|AP|EPA|UPI|DPA|로이터|타스|신화|교도)\s)?"
    r"(?:연합뉴스|뉴시스|뉴스1)(?:\s자료사진)?$|(?<=[\s.)\]/])(?:로이터|AFP|AP)$"
)


def credit_of(caption: str, lexicons: Sequence[Lexicon] = ()) -> str | None:
    """The credit of a caption; None where it names none. The photo-credit rules of `lexicons` speak first."""
    for rule in (
        r
        for lexicon in lexicons
        for r in lexicon.rule
        if r.label is Label.PHOTO_CREDIT and r.scope in ("end", "inline")
    ):
        hits = [m for m in rule.regex.finditer(caption) if m.end() >= len(caption) - 2 and 1 < len(m[0]) < len(caption)]
        if hits:
            return bare(hits[-1][0])
    return bare(_found(caption[-LONGEST_CAPTION:]) or "")


def bare(credit: str) -> str | None:
    """A credit without the brackets and signs around it."""
    text = " ".join(credit.split()).strip(" /|.–—-")
    while len(text) > 1 and text[0] + text[-1] in ("()", "[]", "（）", "【】", "〈〉", "<>"):
        text = text[1:-1].strip()
    unopened = text.endswith((")", "）", "]")) and not set(text) & set("(（[")
    return (text[:-1] if unopened else text).strip(" /|") or None


def _found(caption: str) -> str | None:
    index = index_of(rulebook().outlets)
    bracket = _BRACKETED.search(caption)
    if bracket and (
        any(p.search(bracket[1]) for p in (_WORDED, _AGENCY, _JAPANESE, _KOREAN))
        or (_PICTURED.match(bracket[1]) and len(bracket[1].split()) <= SHORT)
        or index.first_in(bracket[1])
    ):
        return bracket[1]
    start = max((m.end() for m in _SENTENCE_END.finditer(caption) if m.end() < len(caption)), default=0)
    worded = next(
        (m for m in _WORDED.finditer(caption) if m.start() >= start or not _SENTENCE_END.search(caption, m.end())), None
    )
    slashed = _SLASHED.search(caption)
    marks = [m.start(m.lastindex or 0) for m in (worded, slashed) if m and len(caption) - m.start() <= LONGEST_CREDIT]
    if marks:
        return caption[min(marks) :]
    tail = caption[start:]
    if start and len(tail) <= LONGEST_TAIL and (_AGENCY.search(tail) or index.first_in(tail)):
        return tail
    shape = next((m for p in (_GLUED, _KOREAN, _JAPANESE, _CHINESE) if (m := p.search(tail))), None)
    if shape is None:
        return None
    return tail if start and len(tail) <= LONGEST_TAIL // 2 else shape[0]
