"""`latest.json` beside the releases: the last full release of each profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from warehouse.files import replace_file
from warehouse.manifest import as_json
from warehouse.release_profiles import STANDARD

LATEST = "latest.json"


def read_latest(root: Path) -> dict[str, Any]:
    """What the file says; nothing, where there is none or it can't be read."""
    try:
        found = json.loads((root / LATEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def note_latest(root: Path, name: str, manifest: dict[str, Any]) -> None:
    """Make the file name a release that was just written.

    `release` and `content_id` are those of the last release of the standard profile, and of the last of any as long as
    there is none of that; `profiles` has the last one of each. So a release of another profile never takes the place of
    the one that readers of `release` expect.
    """
    entry = {"release": name, "content_id": manifest["content_id"]}
    known = {**_profiles(read_latest(root)), manifest["profile"]: entry}
    first = known.get(STANDARD, entry)
    with replace_file(root / LATEST) as latest:
        latest.write_text(as_json({**first, "profiles": dict(sorted(known.items()))}), "utf-8")


def _profiles(latest: dict[str, Any]) -> dict[str, Any]:
    known = latest.get("profiles")
    return known if isinstance(known, dict) else {}
