"""What the makers of a page call its article, as far as its shape tells.

News sites leave fact boxes, captions and lists out, blogs and guides count lists and captions, and older pages have so
little markup that the article is a run of lines in a table. Annotators followed these habits, so the model needs to know which it
meets; language and script are kept out of the question on purpose.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.features import names
from cleaners.labeller.wording import wording_names

Floats = NDArray[np.float32]

CONVENTIONS = ("news", "blog", "plain")
INPUTS = ("like_blog", "like_plain")
"""What the body model gets to know of it: how likely each is, 0–1."""

_LANGUAGE = (
    "stopwords",
    "short_words",
    "capitals",
    "word_length",
    "hangul",
    "dense",
    "cased",
    "share_upper",
    "first_upper",
    "first_lower",
    *wording_names(),
)


@cache
def _columns() -> tuple[NDArray[np.int64], int, int, int, int]:
    at = {name: i for i, name in enumerate(names())}
    kept = [i for name, i in at.items() if not name.startswith(_LANGUAGE)]
    return np.array(kept), at["in_run"], at["good"], at["tag_li"], at["heading"]


def document_row(table: Floats) -> Floats:
    """A document's features as one row: means over its units, over its densest run, and by running text; some counts."""
    kept, in_run, good, li, heading = _columns()
    inside = table[:, in_run] > 0
    run = table[inside] if inside.any() else table
    weight = table[:, good] + 0.01
    values = table[:, kept]
    headings = table[:, heading] > 0
    return np.concatenate(
        [
            values.mean(0),
            run[:, kept].mean(0),
            (values * weight[:, None]).sum(0) / weight.sum(),
            [table[:, li].sum(), headings.sum(), (headings & inside).sum(), inside.sum()],
        ]
    ).astype(np.float32)


def with_convention(table: Floats, likely: Floats) -> Floats:
    """The feature table with the columns `INPUTS` behind it; `likely` has one value for each of `CONVENTIONS`."""
    return np.concatenate([table, np.broadcast_to(likely[1:], (len(table), len(INPUTS)))], 1)
