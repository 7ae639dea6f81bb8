"""Every setting, in one typed place.

Precedence: command-line option, environment (`CLEANCOPY_…`), `cleancopy.toml` of the working directory,
`[tool.cleancopy]` of its `pyproject.toml`, default. `docs/settings.md` lists them all, and a test holds it to that.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from cleaners.errors import SettingsError

FILE_NAME = "cleancopy.toml"
PREFIX = "CLEANCOPY_"
LAKE = "ducklake:"
"""What the address of a lake begins with, in place of a path."""


def _setting(default: Any, text: str, **limits: Any) -> Any:
    """A setting with its meaning, which `docs/settings.md` repeats."""
    return Field(default=default, description=text, validate_default=False, **limits)


class Settings(BaseSettings):
    """Where things are, and how far a run may go. Paths are taken from the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        toml_file=FILE_NAME,
        pyproject_toml_table_header=("tool", "cleancopy"),
        pyproject_toml_depth=0,
        extra="forbid",
        frozen=True,
    )

    warehouse: Path | str = _setting(
        Path("data/warehouse.duckdb"),
        "the published DuckDB file, what belongs to it is in a folder beside it; or the address of a lake",
    )
    keep_versions: int = _setting(2, "published versions of the warehouse that are kept", ge=1, le=1000)
    old_records: int = _setting(20, "old records of a document that maintenance keeps", ge=0)
    raw_store: Path | None = _setting(
        None, "folder of raw documents, compressed; by default beside the warehouse, as warehouse.duckdb.raw"
    )
    keep_raw: bool = _setting(True, "keep the raw document of everything that is read, so that it can be cleaned again")
    raw_days: int | None = _setting(
        None, "days after which maintenance deletes raw documents that no run has met; by default never", ge=1
    )
    releases: Path = _setting(Path("data/releases"), "folder of releases")
    staging: Path = _setting(Path("data/staging"), "folder of staged Parquet files, safe to delete between runs")
    inbox: Path = _setting(Path("data/inbox"), "folder that the scheduled flow cleans")
    workers: int | None = _setting(None, "worker processes; by default one a core", ge=1, le=256)
    batch_size: int = _setting(500, "documents a batch, which is one task and one staged file", ge=1, le=100_000)
    timeout: float = _setting(30.0, "seconds a document may take before its worker is stopped", gt=0, le=86_400)
    email_key: SecretStr | None = _setting(
        None,
        "key for the hashes of e-mail addresses in releases with profile joinable; written nowhere, so keep it safe",
    )
    scraped_at: AwareDatetime | None = _setting(
        None,
        "when the documents were fetched, with the UTC offset; `2 hours ago` is a date then, and no date is after it",
    )
    memory_mb: int = _setting(2048, "MiB of memory that one document may make a worker take", ge=64)
    max_bytes: int = _setting(20_000_000, "largest document in bytes, before and after unpacking", ge=1)
    extensions: Annotated[tuple[str, ...], NoDecode] = _setting(
        ("", ".txt", ".html", ".htm", ".xhtml", ".shtml"),
        "file names taken from a folder, by extension; the empty one means names without any; each may end in .gz",
    )
    fail_on: Annotated[tuple[str, ...], NoDecode] = _setting(
        (), "limits past which a run exits with 3, such as rejected:5%"
    )
    warehouse_memory: str = _setting("1GB", "memory limit of DuckDB", pattern=r"^\d+(\.\d+)?\s*[KMGT]i?B$")
    staged_days: int = _setting(7, "days after which maintenance deletes staged files", ge=0)
    timezone: str = _setting("UTC", "time zone of the schedules that `cleancopy serve` keeps")
    clean_cron: str = _setting("0 2 * * *", "when `cleancopy serve` cleans the inbox")
    release_cron: str = _setting("0 4 * * *", "when `cleancopy serve` writes a release")
    maintenance_cron: str = _setting("0 5 * * 0", "when `cleancopy serve` looks after the warehouse")
    debug: bool = _setting(False, "print the traceback of an error, too")

    @field_validator("warehouse", mode="before")
    @classmethod
    def _place(cls, value: Any) -> Any:
        """The address of a lake is no path."""
        return Path(value) if isinstance(value, str) and not value.startswith(LAKE) else value

    @field_validator("extensions", "fail_on", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """In the environment a list is written with commas."""
        return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value

    @field_validator("extensions")
    @classmethod
    def _lower_with_dot(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for extension in value:
            if extension and not extension.startswith("."):
                raise ValueError(f"write {extension!r} with its dot, as '.{extension}'")
        return tuple(extension.lower() for extension in value)

    @property
    def worker_count(self) -> int:
        """Worker processes to start: as set, else one a core that this process may use."""
        if self.workers is not None:
            return self.workers
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    @property
    def raw_folder(self) -> Path:
        """The folder of raw documents: as set, else beside the warehouse."""
        if self.raw_store is not None:
            return self.raw_store
        return (
            Path("data/raw")
            if isinstance(self.warehouse, str)
            else self.warehouse.with_name(f"{self.warehouse.name}.raw")
        )

    @property
    def prefect_home(self) -> Path:
        """Prefect's folder, where the user has set none: beside the warehouse, so that no home folder is touched."""
        if isinstance(self.warehouse, str):
            return Path("data/prefect").absolute()
        return self.warehouse.absolute().parent / "prefect"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, environment, `cleancopy.toml`, `pyproject.toml`."""
        files = (TomlConfigSettingsSource(settings_cls), PyprojectTomlConfigSettingsSource(settings_cls))
        return (init_settings, env_settings, *files)


def read_settings(**options: Any) -> Settings:
    """The settings in force.

    Args:
        options: command-line options by setting name; None means not given.

    Raises:
        SettingsError: naming the first setting that can't be used, and where settings may come from.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingsError(f"there is no setting {name!r}; those there are: {known}") from error
        raise SettingsError(
            f"setting {name!r}: {first['msg']}; mend the option, {PREFIX}{name.upper()} or {FILE_NAME}"
        ) from error
    except ValueError as error:  # a file or variable that is no TOML or JSON
        raise SettingsError(
            f"the settings can't be read: {error}; mend {FILE_NAME}, pyproject.toml or {PREFIX}…"
        ) from error
