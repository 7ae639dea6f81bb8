"""The address of a picture in full size: image hosts make smaller copies on demand, and say so in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_SIZES = frozenset({"w", "h", "q", "width", "height", "quality", "type", "size", "dpr"})
_SIZE = re.compile(r"[a-z]{0,3}\d{1,4}(?:[x_]\d{1,4})?(?:px)?")
# gnuboard: /data/editor/2507/thumb-4f5a_1752625901_4471_835x557.jpg
_GNUBOARD = re.compile(r"/thumb-([^/]+?)_\d{1,4}x\d{1,4}(\.\w{3,4})$")


def full_size(url: str) -> str:
    """The address without what asks for a smaller copy: parameters that are nothing but sizes, gnuboard's `thumb-`.

    Args:
        url: absolute address of a picture; parameters that may mean anything else are kept.
    """
    parts = urlsplit(url)
    if not _FILE.search(parts.path):
        return url
    asked = parse_qsl(parts.query, keep_blank_values=True)
    sizes_only = bool(asked) and all(key.lower() in _SIZES and _SIZE.fullmatch(value) for key, value in asked)
    path, query = _GNUBOARD.sub(r"/\1\2", parts.path), "" if sizes_only else parts.query
    return url if (path, query) == (parts.path, parts.query) else parts._replace(path=path, query=query).geturl()
