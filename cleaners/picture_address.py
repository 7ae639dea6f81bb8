"""The address of a picture in full size: image services wrap it, or make smaller copies on demand, and say so in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

WRAPPED = 3
"""How often one address may stand in another."""
ICON = 100
"""Pixels; an address that says both sides are smaller is an icon's or a face's."""

_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_PARAMETERS = frozenset({"fname", "url", "src", "u", "image", "img", "imgurl", "uri", "href", "file", "imageurl"})
_INNER = re.compile(r"/(https?(?::|%3A)(?:/|%2F){1,2}[^/%].*)$", re.IGNORECASE)
# Photon, the service of WordPress.com: https://i0.wp.com/example.org/a.jpg?w=600
_PHOTON = re.compile(r"i\d\.wp\.com")

_SIZES = frozenset(
    {
        "w",
        "h",
        "q",
        "width",
        "height",
        "quality",
        "type",
        "size",
        "dpr",
        "fit",
        "crop",
        "auto",
        "fm",
        "format",
        "f",
        "resize",
    }
    | {"strip", "ssl", "sw", "sh", "disable", "enable", "upscale", "imwidth"}
    | {"rect", "sharp", "ar", "fp-x", "fp-y", "webp"}
)
_SIZE = re.compile(r"[\w.,:*-]{0,48}")
_COUNTED = re.compile(r"\d")
# gnuboard: /data/editor/2507/thumb-4f5a_1752625901_4471_835x557.jpg
_GNUBOARD = re.compile(r"/thumb-([^/]+?)_\d{1,4}x\d{1,4}(\.\w{3,4})$")
# WordPress keeps the upload beside its copies: /wp-content/uploads/2024/05/a-300x200.jpg
_WORDPRESS = re.compile(r"(/wp-content/uploads/.*?[^/])-\d{2,4}x\d{2,4}(\.\w{3,4})$")
# Cloudinary: /image/upload/w_600,h_400,c_fill/v1712/a.jpg; of its steps only those that change size or format are known
_CLOUDINARY = re.compile(
    r"(/image/upload)(?:/(?:(?:w|h|c|q|f|g|x|y|z|ar|dpr|fl)_[\w.:-]+(?:,|%2C|(?=/)))+)+(?=/[^/])", re.IGNORECASE
)
# Wix: /media/a~mv2.png/v1/fill/w_49,h_32,blur_2/name.png
_WIX = re.compile(r"(/media/[^/]+\.\w{3,4})/v1/(?:fill|fit|crop)/.*$")

_STATED = re.compile(
    r"(?<![\da-z])(\d{1,4})x(\d{1,4})(?![\da-z])|(?<![a-z])w_?(\d{1,4})[,_/-]h_?(\d{1,4})(?!\d)", re.IGNORECASE
)
_WIDTH = re.compile(r"(?<![a-z\d])(?:w|width)[_=]?(\d{2,4})(?![\da-z])", re.IGNORECASE)
_VARIANT = re.compile(
    r"[-_,./~](?:\d{1,4}x\d{1,4}|[whqcr]{1,2}[_-]?\d[\d.]*|fp[xy]\d+|c_\w+|scaled|base_\d+_\d+_w\d+)(?=[-_,./]|$)",
    re.IGNORECASE,
)


def original_address(raw: str, base: str) -> str | None:
    """The absolute address of the original behind a thumbnail service; None for what is no picture on the web.

    Args:
        raw: as the page writes it.
        base: the address of the page, or empty; relative addresses without one are none.
    """
    if not raw.strip():
        return None
    try:
        url = "https:" + raw.strip() if raw.strip().startswith("//") else urljoin(base, raw.strip())
        for _ in range(WRAPPED):
            nested = _nested(url)
            if nested is None:
                break
            url = re.sub(r"^(https?:)/+", r"\1//", nested)
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:  # an address that no browser could read either
        return None
    return url if whole else None


def _nested(url: str) -> str | None:
    """The address that another one carries, in a parameter or behind its path."""
    parts = urlsplit(url)
    if _PHOTON.fullmatch(parts.netloc):
        return f"https:/{parts.path}"
    for key, value in parse_qsl(parts.query):
        if key.lower() not in _PARAMETERS:
            continue
        inner = unquote(value) if "%2F" in value else value
        if inner.startswith("//"):
            return "https:" + inner
        if inner.startswith(("http://", "https://")):
            return inner
        if inner.startswith("/") and _FILE.search(urlsplit(inner).path) and not _FILE.search(parts.path):
            return urljoin(url, inner)  # next/image: /_next/image?url=%2Fimg%2Fa.jpg&w=640
    inner_path = _INNER.search(parts.path)
    if inner_path is None:
        return None
    return unquote(inner_path[1]) if "%2F" in inner_path[1].upper() else inner_path[1]


def full_size(url: str) -> str:
    """The address without what asks for a smaller copy.

    Parameters that are nothing but size and format, and the parts of a path by which gnuboard, WordPress, Cloudinary and Wix
    name their copies.

    Args:
        url: absolute address of a picture; parameters that may mean anything else are kept.
    """
    parts = urlsplit(url)
    path = _WIX.sub(r"\1", _CLOUDINARY.sub(r"\1", parts.path))
    if not _FILE.search(path):
        return url
    path = _WORDPRESS.sub(r"\1\2", _GNUBOARD.sub(r"/\1\2", path))
    asked = parse_qsl(parts.query, keep_blank_values=True)
    sizes_only = all(key.lower() in _SIZES and _SIZE.fullmatch(value) for key, value in asked)
    query = "" if asked and sizes_only and any(_COUNTED.search(value) for _, value in asked) else parts.query
    return url if (path, query) == (parts.path, parts.query) else parts._replace(path=path, query=query).geturl()


def is_icon(url: str) -> bool:
    """Whether an address says that both sides of the picture are small; a blurred copy stands for one that is loaded later."""
    if "blur" in url:
        return False
    parts = urlsplit(url)
    stated = [tuple(int(n) for n in found.groups() if n) for found in _STATED.finditer(parts.path)]
    return bool(stated) and all(0 < side < ICON for side in stated[-1]) and max(stated[-1]) > RATIO


RATIO = 30
"""Two smaller numbers, as in `16x9`, are a ratio."""


def shown_width(url: str) -> int:
    """The width that an address asks for, in pixels; 0 where it asks for none."""
    stated = [int(found[1] or found[3]) for found in _STATED.finditer(url)]
    widths = [int(found[1]) for found in _WIDTH.finditer(url)]
    return max([n for n in (*stated, *widths) if n > RATIO], default=0)


def picture_key(url: str) -> str:
    """What the addresses of one picture in several sizes share."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not _FILE.search(path):
        return url.partition("://")[2]
    return parts.netloc + _VARIANT.sub("", _FILE.sub("", path))
