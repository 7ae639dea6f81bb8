"""Bytes to text. The encoding found is recorded, and nothing is replaced silently.

Order of belief: byte order mark, strict UTF-8 (hardly any other text is valid UTF-8 by accident), the charset that
the document declares, then the legacy encoding whose text looks most like the language it is made for. A declared
charset is believed only where the text that it gives looks right: pages lie.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cleaners.errors import UndecodableError

MAX_REPLACED = 0.001
"""Largest share of unreadable characters in a document. A broken byte in an advertisement is common; more than 1 in
1,000, or more than a third of what the document holds outside ASCII, means that the encoding is wrong."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a label means in practice: the superset that browsers use for it (WHATWG Encoding Standard, "names and labels").
_SUPERSETS = {
    "euc_kr": "cp949",
    "iso2022_kr": "iso2022_kr",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jisx0213": "cp932",
    "big5": "big5hkscs",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}


@dataclass(frozen=True, slots=True)
class _Script:
    """What real text in a legacy encoding looks like."""

    typical: str
    """Frequent characters outside ASCII of the language that the encoding is made for."""
    share: float
    """Their usual share among the characters outside ASCII in running text (counted on news of our own)."""
    latin: bool = False
    """Letters outside ASCII stand alone among ASCII letters, and not in runs."""


_SCRIPTS = {
    "cp949": _Script("이다는의에을가고를은하지한서로도기사정대으나그해자인있습니", 0.45),
    "gb18030": _Script("的一是了在不有人中国大我上为和这个年日到他时会要出以们地对，。", 0.28),
    "big5hkscs": _Script("的一是了在不有人中國大我上為和這個年日到他時會要出以們地對，。", 0.28),
    "cp932": _Script("のにはをがたでとしれさいるなもかっらりすまう、。こ", 0.45),
    "euc_jp": _Script("のにはをがたでとしれさいるなもかっらりすまう、。こ", 0.45),
    "cp1251": _Script("оеаинтсрвлкмдпуяыьгзбчйхж", 0.9),
    "koi8_r": _Script("оеаинтсрвлкмдпуяыьгзбчйхж", 0.9),
    "cp1253": _Script("αοιετσνηυρπκμλςωίόάέήγδύβ", 0.9),
    "cp1252": _Script("éèàçêîôûùëïüöäßñáíóúãõâ’“”«»–—°©", 0.9, latin=True),
    "cp1250": _Script("ěščřžýáíéůúťďňąćęłńóśźżőűăşţľĺ„”’–", 0.9, latin=True),
    "cp1254": _Script("ığşçöüİâî’“”", 0.9, latin=True),
    "cp1258": _Script("ạảấầẩẫậắằẳẵặđơưêôâáàãéèẽẻíìóòúù", 0.9, latin=True),
}
_ENOUGH = 0.4
"""A document looks like an encoding from this part of the usual share on; real text has 0.8–1.4, chance below 0.2."""
_BINARY = re.compile(
    rb"^(?:%PDF-|\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|\x1f\x8b|\x7fELF|Rar!|7z\xbc\xaf|OggS|ID3|BM.{12}|RIFF.{4}WEBP)",
    re.DOTALL,
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1a\x1b")
_OUTSIDE = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was read."""

    text: str
    encoding: str
    """Python codec name, with `+replaced:N` where N unreadable characters became U+FFFD."""
    declared: str | None
    """The charset that the document claims, where it claims one."""


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: a known binary format, NUL bytes without a mark of UTF-16/32, or control codes."""
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return False
    if _BINARY.match(data) or b"\0" in data:
        return True
    head = data[:65536]
    return len(head) - len(head.translate(None, _CONTROLS)) > max(8, len(head) // 200)


def decode(data: bytes) -> Decoded:
    """Decode a document.

    Raises:
        UndecodableError: no supported encoding explains the bytes without loss.
    """
    declared = _declared(data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(encoding), encoding, declared)
            except UnicodeDecodeError:
                break
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)
    if b"\x1b" in data and (b"\x1b$" in data or b"\x1b(J" in data):  # seven-bit Japanese looks like ASCII
        try:
            return Decoded(data.decode("iso2022_jp_ext"), "iso2022_jp_ext", declared)
        except UnicodeDecodeError:
            pass
    return Decoded(text, "utf-8", declared)


def _declared(data: bytes) -> str | None:
    if b"charset" not in data[:4096] and b"encoding" not in data[:4096]:
        return None
    from bs4.dammit import EncodingDetector  # costs a tenth of a second that text dumps need not pay

    found = EncodingDetector.find_declared_encoding(data[:4096], is_html=True, search_entire_document=True)
    if not found:
        return None
    try:
        name = codecs.lookup(found).name
    except LookupError:
        return None
    return _SUPERSETS.get(name, name)


def _legacy(data: bytes, declared: str | None) -> Decoded:
    if _SURROGATE.search(data) and (cesu := _cesu(data, declared)) is not None:
        return cesu
    best: tuple[float, str, str] | None = None
    for encoding in dict.fromkeys([declared, *_SCRIPTS] if declared else _SCRIPTS):
        text = _strict(data, encoding)
        if text is None:
            continue
        share = _likeness(text, encoding)
        if encoding == declared and share >= _ENOUGH / 2:
            return Decoded(text, encoding, declared)
        if best is None or share > best[0]:
            best = (share, encoding, text)
    lossy = _lossy(data, declared)
    if lossy is not None and (
        best is None or best[0] < _ENOUGH or lossy.encoding.startswith(("utf-8", declared or "utf-8"))
    ):
        return lossy
    if best is not None and best[0] >= _ENOUGH:
        return Decoded(best[2], best[1], declared)
    raise UndecodableError(
        f"the bytes are no UTF-8{f', no {declared} as they claim' if declared else ''} and look like no known legacy encoding; "
        "fetch the document again, or convert it to UTF-8"
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _likeness(text: str, encoding: str) -> float:
    """How much a text looks like what the encoding is made for: about 1 for real text, near 0 for a wrong decoding."""
    sample = [m for _, m in zip(range(4000), _OUTSIDE.finditer(text), strict=False)]
    size = sum(len(m[0]) for m in sample)
    if not size:
        return 0.0
    script = _SCRIPTS.get(encoding)
    odd = sum(1 for m in sample for c in m[0] if "\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    if script is None:  # a declared encoding without a table: strict decoding is all there is to go by
        return _ENOUGH - odd / size
    if script.latin:
        typical = sum(1 for m in sample if len(m[0]) <= 2 for c in m[0] if c in script.typical)
    else:
        typical = sum(1 for m in sample for c in m[0] if c in script.typical)
    return typical / size / script.share - 3 * odd / size


def _cesu(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 that holds UTF-16 surrogates, as some exporters write it; pairs are one character, lone ones an error."""
    try:
        units = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return None
    try:
        text = units.decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "the bytes hold lone UTF-16 surrogates, which are no characters; fetch the document again"
        ) from error
    return Decoded(text, "cesu-8", declared)


def _lossy(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 or the declared encoding with a few unreadable bytes, counted in the encoding's name."""
    for encoding in dict.fromkeys(["utf-8", declared or "utf-8"]):
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
        outside = sum(1 for c in text if c > "\x7f")
        plausible = encoding == "utf-8" or _likeness(text, encoding) >= _ENOUGH / 2
        if plausible and replaced <= max(2, len(text) * MAX_REPLACED) and outside >= replaced * 3:
            return Decoded(text, f"{encoding}+replaced:{replaced}", declared)
    return None
