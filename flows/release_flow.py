"""The Prefect flow `release`: what the warehouse holds, as a folder of Parquet."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.artifacts import publish_table
from flows.clean_job import export
from flows.settings import read_settings


@flow(name="release")
def release(options: dict[str, Any] | None = None, with_emails: bool = False) -> str:
    """Write a release. The same articles give the same release, which is not written twice.

    Args:
        options: settings that go before environment and files.
        with_emails: keep e-mail addresses, which are left out by default.

    Returns:
        The release's folder.

    Raises:
        WarehouseError: the warehouse can't be read, or the release not be written.
    """
    settings = read_settings(**(options or {}))
    made = export(settings, settings.releases, profile="with-emails" if with_emails else "standard")
    row = {
        "release": made.name,
        "articles": made.rows,
        "bytes": made.bytes,
        "new": made.created,
        "folder": str(made.path),
    }
    publish_table("cleancopy-release", "The last release", [row])
    return str(made.path)
