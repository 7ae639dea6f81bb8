"""How far each place is trusted to tell an outlet. The highest wins."""

from __future__ import annotations

TRUST = {
    "outlet_line": 1.0,
    "copyright": 0.9,
    "lead": 0.85,
    "source_line": 0.83,
    "canonical_elsewhere": 0.82,
    "byline": 0.8,
    "address_slug": 0.79,
    "image_slug": 0.78,
    "email": 0.75,
    "jsonld_source": 0.72,
    "profile": 0.7,
    "meta_press": 0.68,
    "canonical": 0.67,
    "address": 0.67,
    "credits": 0.66,
    "jsonld_publisher": 0.65,
    "meta_author": 0.66,
    "site_name": 0.6,
    "outlet_line_printed": 0.52,
    "source_printed": 0.51,
    "jsonld_printed": 0.5,
    "copyright_printed": 0.48,
    "frame": 0.45,
    "copyright_company": 0.45,
    "image_address": 0.4,
    "promotion": 0.3,
    "promotion_of_site": 0.2,
    "outlet_line_far": 0.2,
}
"""That the outlet is the publisher, by place; a few places have a second value, named after what was read there."""

WIRE_TRUST = {
    "lead": 0.9,
    "tail": 0.85,
    "source_line": 0.83,
    "author": 0.82,
    "byline": 0.8,
    "outlet_line": 0.78,
    "copyright": 0.75,
    "jsonld_source": 0.72,
    "email": 0.7,
    "credits": 0.66,
    "second": 0.5,
}
"""That the text is an agency's, by place; `second`: named in the lead beside the one that passes the text on."""

SPEAKS_OF_TEXT = frozenset(WIRE_TRUST)
"""Places that say whose text it is: an agency there is its source, which need not be who published it."""

SPEAKS_OF_SITE = frozenset({"canonical", "address", "site_name", "jsonld_publisher", "profile"})
"""Places that say whose page it is."""

LEAST = 0.3
"""Evidence below this trust is recorded and decides nothing."""
DOUBTFUL = 0.1
"""Trust in a name that may be another publisher's."""
WEAK = 0.4
"""Evidence up to this trust decides nothing where it contradicts itself."""
AGENCY_ALONE = 0.35
"""That an agency named as the source is the publisher too, where nothing else is known."""
