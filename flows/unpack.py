"""gzip, recognised by its magic bytes and unpacked within a limit."""

from __future__ import annotations

import zlib

from cleaners.errors import IntakeError

MAGIC = b"\x1f\x8b\x08"
_WITH_HEADER = 16 + zlib.MAX_WBITS
_STEP = 1 << 20


def is_gzip(data: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return data.startswith(MAGIC)


def unpack(data: bytes, max_bytes: int) -> bytes:
    """The unpacked bytes of all members; zero bytes after the last are padding.

    Raises:
        IntakeError: `truncated_gzip`, `broken_gzip`, or `unpacked_too_large` as soon as the limit is passed.
    """
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest:
        if not is_gzip(rest):
            raise IntakeError("broken_gzip", "there is something behind the end of the gzip data; pack the file anew")
        member = zlib.decompressobj(_WITH_HEADER)
        while True:
            try:
                part = member.decompress(rest, _STEP)
            except zlib.error as error:
                raise IntakeError("broken_gzip", f"the gzip data is damaged ({error}); fetch the file again") from error
            size += len(part)
            if size > max_bytes:
                raise IntakeError(
                    "unpacked_too_large",
                    f"it unpacks to more than {max_bytes:,} bytes; if it is no trap, raise max_bytes",
                )
            parts.append(part)
            rest = member.unconsumed_tail
            if member.eof:
                break
            if not part and not rest:
                raise IntakeError("truncated_gzip", "the gzip data ends too early; fetch the file again")
        rest = member.unused_data.lstrip(b"\0")
    return b"".join(parts)
