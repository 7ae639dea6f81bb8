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
compile dev pyproject.toml --extra dev --constraint requirements/build.txt --constraint requirements/runtime.txt \
    --constraint requirements/dask.txt "$@"
