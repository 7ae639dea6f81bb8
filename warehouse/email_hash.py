"""E-mail addresses as keyed hashes: the same address is the same hash under the same key, and nobody without the key can tell whose it is.

HMAC with SHA-256 (RFC 2104, https://www.rfc-editor.org/rfc/rfc2104). A plain hash would not do: addresses are few enough to be
guessed and hashed. The key comes from a setting, is used, and is written nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

import pyarrow as pa

from cleaners.errors import ReleaseError

PREFIX = "hmac-sha256:"
PATTERN = "^hmac-sha256:[0-9a-f]{64}$"
"""What a hash looks like."""

LEAST = 16
"""Bytes that a key has at least."""


class EmailHash:
    """Hashes addresses under one key."""

    def __init__(self, key: str) -> None:
        """Take a key.

        Raises:
            ReleaseError: if it is too short to keep anybody from guessing.
        """
        self._key = key.encode()
        if len(self._key) < LEAST:
            raise ReleaseError(
                f"the key for e-mail addresses has {len(self._key)} bytes; give one of {LEAST} at least, such as the output "
                "of `openssl rand -hex 32`"
            )

    def __repr__(self) -> str:
        """Without the key."""
        return "EmailHash(…)"

    def of(self, address: str) -> str:
        """The hash of an address; spelling in capitals or full-width letters makes no difference."""
        plain = unicodedata.normalize("NFKC", address).strip().casefold()
        return PREFIX + hmac.new(self._key, plain.encode(), hashlib.sha256).hexdigest()

    def column(self, addresses: pa.Array) -> pa.Array:
        """The hashes of a column; null stays null."""
        distinct = addresses.dictionary_encode()
        hashes = pa.array([self.of(value) for value in distinct.dictionary.to_pylist()], pa.string())
        return hashes.take(distinct.indices)
