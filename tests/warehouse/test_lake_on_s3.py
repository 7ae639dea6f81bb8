"""A lake whose files lie on S3: run with moto's server on loopback, where that is installed (`pip install 'moto[s3,server]'`)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgres_server import PostgresServer
from sample_records import article, document_id, staged

import warehouse

SERVER = shutil.which("moto_server")

pytestmark = pytest.mark.skipif(SERVER is None, reason="moto_server is not installed: no S3 to put a lake on")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket, on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/news"
    settings = {
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_REGION": "us-east-1",
        "DUCKDB_S3_ENDPOINT": f"localhost:{port}",  # DuckDB asks news.localhost, which is loopback as well
        "DUCKDB_S3_USE_SSL": "false",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    command = [str(SERVER), "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(urllib.request.Request(url, method="PUT"))
                break
            time.sleep(0.1)
        yield url
    finally:
        server.kill()
        server.wait()


def keys(bucket: str) -> int:
    with urllib.request.urlopen(f"{bucket}?list-type=2") as answer:  # noqa: S310 - our own server
        return int(answer.read().count(b"<Key>warehouse/"))


def test_everything_works_on_s3(bucket: str, postgres: PostgresServer, tmp_path: Path) -> None:
    postgres.create("on_s3")
    address = f"ducklake:postgres:dbname=on_s3 {postgres.where}?files=s3://news/warehouse/"
    warehouse.load(address, [staged(tmp_path, "one", *(article(number) for number in range(5)))])
    warehouse.refresh(address)
    assert keys(bucket) > 0
    assert warehouse.query(address, "SELECT count(*) AS n FROM clean.articles").to_pylist() == [{"n": 5}]
    warehouse.check(address)
    assert warehouse.write_release(address, tmp_path / "releases", software="test").rows == 5
    warehouse.purge(address, document_id(1), reason="asked for", purged_at=datetime(2026, 11, 22, tzinfo=UTC))
    assert warehouse.query(address, "SELECT count(*) AS n FROM clean.articles").to_pylist() == [{"n": 4}]
    assert warehouse.compact(address) is not None
    assert [version.is_current for version in warehouse.versions(address) if version.is_kept] == [True]
    warehouse.check(address)
