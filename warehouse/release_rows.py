"""Rows as a release holds them: the contract's columns and types, personal data taken out, what a notice reserves read."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import terms
from warehouse.contract_types import Property, arrow_type_of
from warehouse.email_hash import EmailHash
from warehouse.release_contract import is_text
from warehouse.release_profiles import Profile
from warehouse.release_tables import ReleaseTable
from warehouse.rights import reservations

ORDER = ("place", "bucket", "partition_language")
"""Columns beside a table's own: the place of a row, its bucket, and the name of its folder."""

_MASK = "[e-mail]"


@dataclass(frozen=True, slots=True)
class _Masked:
    """Whether personal data stay, and what stands in for e-mail addresses."""

    personal_data: bool
    hashes: EmailHash | None

    def value(self, array: pa.Array, field: str, item: Property) -> pa.Array:
        """The values of a place as the release has them."""
        kind = arrow_type_of(item)
        if item.get("classification") == "restricted" and not self.personal_data:
            return self.hashes.column(array.cast(kind)) if self.hashes is not None else pa.nulls(len(array), kind)
        if item["logicalType"] == "array":
            inner = self.value(array.values, f"{field}[]", item["items"])
            return pa.ListArray.from_arrays(array.offsets, inner, mask=_nulls(array)).cast(kind)
        if item["logicalType"] == "object":
            parts = [
                self.value(pc.struct_field(array, part["name"]), f"{item['businessName']}.{part['name']}", part)
                for part in item["properties"]
            ]
            return pa.StructArray.from_arrays(parts, fields=list(kind), mask=_nulls(array))
        plain = array.cast(kind)
        return plain if self.personal_data or not is_text(field, item) else _without_emails(plain)


def _nulls(array: pa.Array) -> pa.Array | None:
    return array.is_null() if array.null_count else None


def _without_emails(texts: pa.Array) -> pa.Array:
    """Texts with `[e-mail]` for every e-mail address in them; most have no @ and are not looked at again."""
    suspects = pc.fill_null(pc.match_substring_regex(texts, "[@＠]"), False)
    if not pc.any(suspects).as_py():
        return texts
    found = pc.replace_substring_regex(texts.filter(suspects), terms()["email"]["pattern"], _MASK)
    return pc.replace_with_mask(texts, suspects, found)


def released(
    batch: pa.RecordBatch, table: ReleaseTable, profile: Profile, hashes: EmailHash | None = None
) -> pa.RecordBatch:
    """Rows of the warehouse as rows of a release; the columns of `ORDER` stay where there are such.

    Args:
        batch: rows with at least the table's columns, structs with at least its fields.
        table: the table of the release.
        profile: what the release holds.
        hashes: what makes hashes of e-mail addresses; only for a profile with such.
    """
    if table.name == "articles":
        reserved, rule = reservations(batch["copyright_notice"], batch["usage_terms"])
        batch = batch.append_column("tdm_reservation", reserved).append_column("tdm_reservation_rule", rule)
        if profile.reserved == "left out":
            batch = batch.filter(pc.invert(pc.fill_null(reserved, False)))
    value = _Masked(profile.personal_data, hashes if profile.hashed_emails else None).value
    names = [item["name"] for item in table.item["properties"]]
    columns = [
        value(batch[item["name"]], f"{table.item['businessName']}.{item['name']}", item)
        for item in table.item["properties"]
    ]
    beside = [name for name in ORDER if name in batch.schema.names]
    return pa.RecordBatch.from_arrays([*columns, *(batch[name] for name in beside)], names=[*names, *beside])
