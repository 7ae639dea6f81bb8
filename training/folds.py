"""The folds of the cross-validation: a site is left out whole."""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(site: str) -> int:
    """The fold that a site is left out in."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS
