#!/usr/bin/env bash
# Compiles the locks from pyproject.toml: hashes for every file, no registry address, one set for Python 3.11 and newer.
# Versions already locked stay unless --upgrade or --upgrade-package NAME is given (make lock LOCK_ARGS=--upgrade).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
uv=${UV:-$(command -v uv || true)}
if [ -z "$uv" ]; then
    venv=$(mktemp -d)
    trap 'rm -rf "$venv"' EXIT
    "$python" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check uv
    uv=$venv/bin/uv
fi

compile() { # NAME SOURCE [OPTION...]
    local name=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --annotation-style line --custom-compile-command "make lock" --output-file "requirements/$name.txt" "$@" >/dev/null
}

# Each later lock is held to the earlier ones, so that any two of them install together.
"$python" -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')" |
    compile build - "$@"
compile runtime pyproject.toml "$@"
compile dask pyproject.toml --extra dask --constraint requirements/runtime.txt "$@"
compile lake pyproject.toml --extra lake --constraint requirements/runtime.txt "$@"
compile train pyproject.toml --extra train --constraint requirements/runtime.txt "$@"
compile dev pyproject.toml --extra dev --constraint requirements/build.txt --constraint requirements/runtime.txt \
    --constraint requirements/dask.txt --constraint requirements/lake.txt "$@"

# pip 23.2, which Python 3.11 brings, looks for `sqlalchemy[asyncio]`, which Prefect asks for, as if it were another project than the pinned
# `sqlalchemy`, takes the newest, and fails for want of its hash. So both stand in the locks.
"$python" - <<'PY'
import re
from pathlib import Path

for lock in map(Path, ("requirements/runtime.txt", "requirements/dask.txt", "requirements/lake.txt", "requirements/train.txt", "requirements/dev.txt")):
    text = lock.read_text("utf-8")
    pin = re.search(r"^sqlalchemy(==.*\\\n(?:    --hash=.*\n)+)", text, re.MULTILINE)
    if pin and "\nsqlalchemy[asyncio]==" not in text:
        lock.write_text(text[: pin.start()] + "sqlalchemy[asyncio]" + pin[1] + text[pin.start() :], "utf-8")
PY
