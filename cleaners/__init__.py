"""Clean copy from raw scraped news dumps: bytes in, record with evidence out.

    from cleaners import clean
    record = clean(open("dump.txt", "rb").read(), source="dump.txt")

The record is described in `cleaners.model`; nothing here does I/O beyond reading the package's own rules.
"""

from cleaners.model import Article, Label, Reason, Rejected, to_dict
from cleaners.pipeline import clean, current_versions, document_id, rules_version

__all__ = [
    "Article",
    "Label",
    "Reason",
    "Rejected",
    "clean",
    "current_versions",
    "document_id",
    "rules_version",
    "to_dict",
]
