#!/usr/bin/env bash
# Compiles the locks from pyproject.toml: hashes for every file, no registry address, one set for Python 3.11 and newer.
# Versions already locked stay unless --upgrade or --upgrade-package NAME is given (make lock LOCK_ARGS=--upgrade).
set -euo pipefail
cd "$(dirname "$0")/.."

uv=${UV:-$(command -v uv || true)}
if [ -z "$uv" ]; then
    venv=$(mktemp -d)
    trap 'rm -rf "$venv"' EXIT
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check uv
    uv=$venv/bin/uv
fi

compile() { # NAME [OPTION...]
    local name=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --annotation-style line --custom-compile-command "make lock" \
        pyproject.toml --output-file "requirements/$name.txt" "$@" >/dev/null
}

# Each later lock is held to the earlier ones, so that any two of them install together.
compile runtime "$@"
compile dask --extra dask --constraint requirements/runtime.txt "$@"
compile dev --extra dev --constraint requirements/runtime.txt --constraint requirements/dask.txt "$@"
