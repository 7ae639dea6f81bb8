"""Bytes to text. The encoding found is recorded, and nothing is replaced silently.

Order of belief: byte order mark, strict UTF-8 (hardly any other text is valid UTF-8 by accident), the charset that
the document declares, then the legacy encoding whose text looks most like the language it is made for. A declared
charset is believed only where the text that it gives looks right: pages lie.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bs4.dammit import EncodingDetector

from cleaners.errors import UndecodableError

MAX_REPLACED = 0.002
"""Largest share of characters outside ASCII that may be unreadable before a document counts as undecodable.
Pages with a broken byte in an advertisement are common; more than 2 in 1,000 means the encoding is wrong."""

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
# Frequent characters of the language that an encoding is made for. In running text the share of these among the
# characters outside ASCII is far above what a wrong decoding gives by chance.
_TYPICAL = {
    "cp949": "이다는의에을가고를은하지한서로도기사정대으나그해자인있습니",
    "gb18030": "的一是了在不有人中国大我上为和这个年日到他时会要出以们地对",
    "big5hkscs": "的一是了在不有人中國大我上為和這個年日到他時會要出以們地對",
    "cp932": "のにはをがたでとしれさいるなもかっらりすまう、。こ",
    "euc_jp": "のにはをがたでとしれさいるなもかっらりすまう、。こ",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжО",
    "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхж",
    "cp1252": "éèàçêîôûùëïüöäßñáíóúãõâ’“”«»–—°©",
    "cp1250": "ěščřžýáíéůúťďňąćęłńóśźżőűăşţľĺ",
    "cp1254": "ığşçöüİâî’“”",
    "cp1253": "αοιετσνηυρπκμλςωίόάέήγδύβ",
    "cp1258": "ạảấầẩẫậắằẳẵặđơưêôâáàãéèẽẻíìóòúù",
    "cp874": "านรกงอมเยลวดทสตะปบคหแจพช่้็ีัิ",
}
# At least this share must be typical before an undeclared encoding is believed.
_ENOUGH = 0.12
_BINARY = re.compile(rb"^(?:%PDF-|\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|\x1f\x8b|\x7fELF|Rar!|7z\xbc\xaf|OggS|ID3|BM.{12}|RIFF.{4}WEBP)", re.DOTALL)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1a\x1b")
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
    if "\x1b$" in text or "\x1b(J" in text:  # seven-bit Japanese looks like ASCII
        try:
            return Decoded(data.decode("iso2022_jp_ext"), "iso2022_jp_ext", declared)
        except UnicodeDecodeError:
            pass
    return Decoded(text, "utf-8", declared)


def _declared(data: bytes) -> str | None:
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
    for encoding in dict.fromkeys([declared, *_TYPICAL] if declared else _TYPICAL):
        text = _strict(data, encoding)
        if text is None:
            continue
        share = _typical_share(text, encoding)
        if encoding == declared and share >= _ENOUGH / 2:
            return Decoded(text, encoding, declared)
        if best is None or share > best[0]:
            best = (share, encoding, text)
    lossy = _lossy(data, declared)
    if lossy is not None and (best is None or best[0] < _ENOUGH or lossy.encoding.startswith(("utf-8", declared or "utf-8"))):
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


def _typical_share(text: str, encoding: str) -> float:
    """Share of the encoding's typical characters among those outside ASCII, less what no real text holds."""
    sample = [c for c in text[:200_000] if c > "\x7f"][:20_000]
    if not sample:
        return 0.0
    typical = _TYPICAL.get(encoding)
    if typical is None:  # a declared encoding without a table: strict decoding is all there is to go by
        return _ENOUGH
    odd = sum(1 for c in sample if "\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    return sum(1 for c in sample if c in typical) / len(sample) - 3 * odd / len(sample)


def _cesu(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 that holds UTF-16 surrogates, as some exporters write it; pairs are one character, lone ones an error."""
    try:
        units = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError:
        return None
    try:
        text = units.decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise UndecodableError("the bytes hold lone UTF-16 surrogates, which are no characters; fetch the document again") from error
    return Decoded(text, "cesu-8", declared)


def _lossy(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 or the declared encoding with a few unreadable bytes, counted in the encoding's name."""
    for encoding in dict.fromkeys(["utf-8", declared or "utf-8"]):
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
        outside = sum(1 for c in text if c > "\x7f")
        if replaced <= max(2, outside * MAX_REPLACED) and (encoding == "utf-8" or _typical_share(text, encoding) >= _ENOUGH / 2):
            if outside > replaced * 10:
                return Decoded(text, f"{encoding}+replaced:{replaced}", declared)
    return None
