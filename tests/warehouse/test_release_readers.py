"""Releases are read back by the tools that other teams use; what can't be run here is held to that tool's rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import yaml
from sample_records import article, document_id, staged

import warehouse
from warehouse.contract_file import CONTRACT_FILE
from warehouse.release_files import UNKNOWN

pytestmark = pytest.mark.once

COUNT = 24


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> warehouse.Release:
    folder = tmp_path_factory.mktemp("readers")
    path = folder / "w.duckdb"
    articles = [article(n) for n in range(COUNT - 2)]
    articles += [article(COUNT - 2, authors=(), images=(), outlet=None), article(COUNT - 1, headline=None, usage_terms="No AI training; scraping prohibited")]  # fmt: skip
    warehouse.load(path, [staged(folder, "staged", *articles)])
    return warehouse.write_release(path, folder / "r", software="x", profile="evidence")


@pytest.fixture(scope="module")
def rows(release: warehouse.Release) -> dict[str, dict[str, Any]]:
    """The articles by plain pyarrow, file by file: what the readers are compared with."""
    files = sorted((release.path / "articles").rglob("*.parquet"))
    return {row["document_id"]: row for file in files for row in pq.ParquetFile(file).read().to_pylist()}


def test_duckdb_reads_lists_structs_and_dates(release: warehouse.Release, rows: dict[str, dict[str, Any]]) -> None:
    glob = f"{release.path}/articles/**/*.parquet"
    found = duckdb.execute("FROM read_parquet(?, hive_partitioning = false)", [glob]).to_arrow_table().to_pylist()
    assert {row["document_id"]: row for row in found} == rows


def test_pandas_reads_it(release: warehouse.Release, rows: dict[str, dict[str, Any]]) -> None:
    files = sorted((release.path / "articles").rglob("*.parquet"))
    frame = pd.concat([pq.ParquetFile(file).read().to_pandas() for file in files]).set_index("document_id")
    assert len(frame) == COUNT
    one = frame.loc[document_id(1)]
    assert one["body"] == rows[document_id(1)]["body"]
    assert [author["name"] for author in one["authors"]] == ["홍길동", "Jean Petit"]
    assert str(one["date_min"]) == "2025-02-02"
    arrow = pd.read_parquet(files[0], dtype_backend="pyarrow", partitioning=None)
    assert str(arrow["year"].dtype) == "int32[pyarrow]"  # no float because of a null


def test_pandas_reads_the_folder_by_its_names(release: warehouse.Release) -> None:
    frame = pd.read_parquet(release.path / "articles", columns=["document_id", "body"], partitioning=None)
    assert len(frame) == COUNT
    assert frame["body"].notna().all()


def test_pyarrow_reads_partitions_by_name(release: warehouse.Release) -> None:
    dataset = ds.dataset(release.path / "articles", partitioning="hive")
    assert dataset.count_rows() == COUNT
    korean = dataset.to_table(filter=ds.field("language") == "ko", columns=["document_id", "language"])
    assert set(korean["language"].to_pylist()) == {"ko"}


def test_polars_reads_it(release: warehouse.Release, rows: dict[str, dict[str, Any]]) -> None:
    frame = pl.scan_parquet(release.path / "articles" / "**" / "*.parquet", hive_partitioning=False).collect()
    assert {row["document_id"]: row for row in frame.to_dicts()} == rows
    authors = frame.schema["authors"]
    assert isinstance(authors, pl.List)
    assert isinstance(authors.inner, pl.Struct)
    assert frame.schema["date_min"] == pl.Date
    assert frame.schema["year"] == pl.Int32


def test_polars_filters_by_the_names_of_folders(release: warehouse.Release) -> None:
    lazy = pl.scan_parquet(release.path / "articles" / "**" / "*.parquet", hive_partitioning=True)
    found = lazy.filter(pl.col("language") == "fr").select("document_id", "language").collect()
    assert set(found["language"]) == {"fr"}


# Spark, without running it: its reader takes these Parquet types (SPARK-31407, ParquetToSparkSchemaConverter), matches columns
# without regard to letter case, refuses some characters in names, and infers partition columns from the names of folders.

SPARK_TYPES = {
    ("BYTE_ARRAY", "String"),
    ("BOOLEAN", "None"),
    ("INT32", "None"),
    ("INT32", "Date"),
    ("INT32", "Int(bitWidth=32, isSigned=true)"),
    ("INT64", "None"),
    ("INT64", "Int(bitWidth=64, isSigned=true)"),
    ("DOUBLE", "None"),
}
"""Physical and logical types that become StringType, BooleanType, IntegerType, DateType, LongType, DoubleType."""


def parquet_files(release: warehouse.Release) -> list[Path]:
    return sorted(release.path.rglob("*.parquet"))


def names_in(kind: pa.DataType | pa.Schema) -> Iterator[list[str]]:
    """The names of each level: of the columns, and of the fields of each struct."""
    fields = list(kind) if isinstance(kind, pa.Schema | pa.StructType) else []
    if fields:
        yield [field.name for field in fields]
    for inner in [field.type for field in fields] or ([kind.value_type] if pa.types.is_list(kind) else []):
        yield from names_in(inner)


def test_spark_types(release: warehouse.Release) -> None:
    for file in parquet_files(release):
        schema = pq.ParquetFile(file).schema
        for k in range(len(schema)):
            column = schema.column(k)
            found = (column.physical_type, str(column.logical_type))
            timestamp = found[0] == "INT64" and "timeUnit=microseconds" in found[1]
            assert found in SPARK_TYPES or timestamp, (column.path, found)  # INT96 and nanoseconds are not read by all


def test_spark_names(release: warehouse.Release) -> None:
    for file in parquet_files(release):
        for names in names_in(pq.read_schema(file)):
            assert len({name.lower() for name in names}) == len(names)  # spark.sql.caseSensitive is false
            assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)  # " ,;{}()\n\t=" are refused


def test_spark_lists_are_of_three_levels_and_nothing_is_required(release: warehouse.Release) -> None:
    """A list is a group LIST of `list.element`, as the format has it; Spark reads all columns as nullable, so all are."""
    for file in parquet_files(release):
        written = pq.ParquetFile(file)
        arrow = written.schema_arrow
        paths = [written.schema.column(k).path for k in range(len(written.schema))]
        for field in arrow:
            assert field.nullable
            if pa.types.is_list(field.type):
                inside = [path for path in paths if path.startswith(f"{field.name}.")]
                assert inside
                assert all(path.startswith(f"{field.name}.list.element") for path in inside)


def test_spark_partitions_agree_with_the_columns(release: warehouse.Release) -> None:
    """Spark takes the value of a partition column from the folder: what is in the file must not say otherwise."""
    for file in sorted((release.path / "articles").rglob("*.parquet")):
        named = dict(part.split("=", 1) for part in file.relative_to(release.path / "articles").parts[:-1])
        table = pq.ParquetFile(file).read(["language", "year"])
        years = {UNKNOWN if value is None else str(value) for value in table["year"].to_pylist()}
        assert years == {named["year"]}
        tags = {UNKNOWN if value is None else value for value in table["language"].to_pylist()}
        assert tags == {named["language"]}  # all tags of this release are plain ones


def test_all_files_of_a_table_have_one_schema(release: warehouse.Release) -> None:
    """Spark takes the schema of one file for all (spark.sql.parquet.mergeSchema is false)."""
    for table in ("articles", "ledger"):
        schemas = {str(pq.read_schema(file)) for file in (release.path / table).rglob("*.parquet")}
        assert len(schemas) == 1


# The descriptions, by the libraries that define them.


def test_the_contract_is_of_the_standard(release: warehouse.Release) -> None:
    import open_data_contract_standard
    from open_data_contract_standard.model import OpenDataContractStandard

    text = (release.path / CONTRACT_FILE).read_text("utf-8")
    shape = json.loads((Path(open_data_contract_standard.__file__).parent / "schema.json").read_text("utf-8"))
    jsonschema.Draft201909Validator(shape).validate(yaml.safe_load(text))
    read = OpenDataContractStandard.from_string(text)
    assert read.kind == "DataContract"
    assert [table.name for table in read.schema_ or []] == ["articles", "ledger"]


def run(program: str, *arguments: str) -> str:
    """What a program prints; in a process of its own, since its libraries warn while they are imported."""
    command = [sys.executable, "-W", "ignore", "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_data_package_is_valid_for_frictionless(release: warehouse.Release) -> None:
    program = """
import sys
from frictionless import Package
package = Package.from_descriptor(sys.argv[1])
for resource in package.resources:
    print(resource.name, len(resource.paths), len(resource.schema.fields), resource.schema.primary_key)
errors = list(Package.metadata_validate(package.to_descriptor()))
print("errors", [str(error) for error in errors])
"""
    said = run(program, str(release.path / "datapackage.json"))
    assert "errors []" in said
    assert re.search(r"^articles \d+ \d+ \['document_id'\]$", said, re.MULTILINE)


def test_croissant_is_valid_and_gives_the_articles(release: warehouse.Release, rows: dict[str, dict[str, Any]]) -> None:
    program = """
import json, logging, sys
logging.disable(logging.CRITICAL)
import mlcroissant
data = mlcroissant.Dataset(jsonld=sys.argv[1])
print(json.dumps(sorted(data.metadata.ctx.issues.errors)))
def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dict):
        return {key.split("/")[-1]: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value
found = [plain(record) for record in data.records("articles")]
print(json.dumps(found, default=str))
"""
    errors, records = run(program, str(release.path / "croissant.json")).splitlines()
    assert json.loads(errors) == []
    found = {record["document_id"]: record for record in json.loads(records)}
    assert set(found) == set(rows)
    for name, row in rows.items():
        assert found[name]["body"] == row["body"]
        assert found[name]["headline"] == row["headline"]
        assert found[name]["profiles"] == row["profiles"]
        assert [author["name"] for author in found[name]["authors"]] == [author["name"] for author in row["authors"]]
        assert (found[name]["outlet"] or {}).get("name") == (row["outlet"] or {}).get("name")
