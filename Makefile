# `make help` lists the targets. PYTHON picks the interpreter, VENV the environment:
#   make test PYTHON=python3.13 VENV=.venv313

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types contracts wheel format lock contract clean
.DELETE_ON_ERROR:

# A pyenv shim can stand on the path and still not run, so the interpreter is asked.
RECENT := -c "import sys; sys.exit(sys.version_info < (3, 11))"
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do $$p $(RECENT) 2>/dev/null && break; done; echo $$p)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
QUIETLY = >$(VENV)/setup.log 2>&1 || { cat $(VENV)/setup.log >&2; echo "make: setting up $(VENV) failed, see above" >&2; exit 1; }

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

setup: $(VENV)/.project ## Build .venv from the locks, install the project into it
	@:

$(VENV)/.locked: requirements/dev.txt
	@$(PYTHON) $(RECENT) 2>/dev/null \
		|| { echo "make: Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) with the locked dependencies (a minute or two the first time) ..."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements/dev.txt $(QUIETLY)
	@touch $@

# The build backend comes from the lock as well, so nothing is fetched here.
$(VENV)/.project: $(VENV)/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable . $(QUIETLY)
	@touch $@

run: setup ## Clean seeds/ into data/warehouse.duckdb and a Parquet release
	@$(BIN)/cleancopy run

test: setup ## Run all tests, those of the warehouse a second time on a lake
	@$(BIN)/python -m pytest -n auto --dist loadgroup
	@$(BIN)/python -m pytest tests/warehouse --lake -m "not once" -n auto --dist loadfile

check: lint types contracts test ## What CI runs: lint, types, import contracts, all tests (they build the wheel too)

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: setup
	@$(BIN)/mypy

contracts: setup
	@report=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$report"; exit 1; }

wheel: setup ## Build the source archive and the wheel into dist/
	@$(BIN)/python -m build --no-isolation --outdir dist $(QUIETLY)
	@ls dist/*

format: setup ## Format, and mend what the linter can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

# Needs uv, from the path or as UV=...; otherwise a throw-away environment gets it.
lock: ## Compile requirements/*.txt from pyproject.toml anew
	@PYTHON="$(PYTHON)" UV="$(UV)" bash requirements/compile.sh $(LOCK_ARGS)

contract: setup ## Write warehouse/contract.odcs.yaml anew, from the record and contract_terms.toml
	@$(BIN)/python -c "from warehouse.contract_file import write_contract; write_contract()"

clean: ## Remove .venv, build products and caches (data/ stays)
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
