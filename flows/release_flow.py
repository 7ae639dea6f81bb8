"""The Prefect flow `release`: what the warehouse holds, as a folder of Parquet."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.artifacts import publish_table
from flows.clean_job import export
from flows.settings import read_settings
from warehouse import STANDARD


@flow(name="release")
def release(options: dict[str, Any] | None = None, with_emails: bool = False, profile: str = STANDARD) -> str:
    """Write a release. The same articles give the same release, which is not written twice.

    Args:
        options: settings that go before environment and files.
        with_emails: keep e-mail addresses, which are left out by default; short for the profile `with-emails`.
        profile: what the release holds.

    Returns:
        The release's folder.

    Raises:
        WarehouseError: the warehouse can't be read, the release not be written, or it breaks its data contract.
    """
    settings = read_settings(**(options or {}))
    made = export(settings, settings.releases, profile="with-emails" if with_emails else profile)
    row = {
        "release": made.name,
        "profile": made.manifest["profile"],
        "articles": made.rows,
        "bytes": made.bytes,
        "new": made.created,
        "folder": str(made.path),
    }
    publish_table("cleancopy-release", "The last release", [row])
    return str(made.path)
