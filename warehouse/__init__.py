"""The warehouse: clean articles and their evidence in a DuckDB file, staged as Parquet, released as Parquet.

It knows the record (`cleaners.model`) and nothing else of the project. Paths go in, values come out, times are given
by the caller. `docs/warehouse.md` says how it is laid out.
"""

from warehouse.arrow import stored_source
from warehouse.documents import StoredDocument, fetch_document
from warehouse.history import Change, FieldChange, History, history
from warehouse.loading import BatchReport, LoadError, LoadReport, load
from warehouse.places import WORKING
from warehouse.planning import KnownDocument, known_documents, open_quarantine, warehouse_exists
from warehouse.publishing import KEEP_VERSIONS, Version, publish, versions
from warehouse.purging import Purged, purge, purged_documents
from warehouse.querying import query, query_batches
from warehouse.raw_store import RawError, RawFacts, RawStore
from warehouse.refreshing import refresh
from warehouse.release import Release, apply_release, list_releases, verify_release, write_release
from warehouse.release_diff import ReleaseDiff, diff_releases
from warehouse.release_profiles import STANDARD, profiles
from warehouse.results import Quarantined, Result, Seen
from warehouse.runs import GroupFigures, RunSummary, begin_run, finish_run, summarise
from warehouse.spreadsheet import spreadsheet_safe
from warehouse.staging import StageReport, is_whole, prepare_staging, replace_staged, stage
from warehouse.stories import StoriesReport
from warehouse.text_diff import Paragraph, Piece, diff_texts
from warehouse.upkeep import check, compact

__all__ = [
    "KEEP_VERSIONS",
    "STANDARD",
    "WORKING",
    "BatchReport",
    "Change",
    "FieldChange",
    "GroupFigures",
    "History",
    "KnownDocument",
    "LoadError",
    "LoadReport",
    "Paragraph",
    "Piece",
    "Purged",
    "Quarantined",
    "RawError",
    "RawFacts",
    "RawStore",
    "Release",
    "ReleaseDiff",
    "Result",
    "RunSummary",
    "Seen",
    "StageReport",
    "StoredDocument",
    "StoriesReport",
    "Version",
    "apply_release",
    "begin_run",
    "check",
    "compact",
    "diff_releases",
    "diff_texts",
    "fetch_document",
    "finish_run",
    "history",
    "is_whole",
    "known_documents",
    "list_releases",
    "load",
    "open_quarantine",
    "prepare_staging",
    "profiles",
    "publish",
    "purge",
    "purged_documents",
    "query",
    "query_batches",
    "refresh",
    "replace_staged",
    "spreadsheet_safe",
    "stage",
    "stored_source",
    "summarise",
    "verify_release",
    "versions",
    "warehouse_exists",
    "write_release",
]
