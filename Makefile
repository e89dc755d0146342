# Two words do everything on a fresh machine: `make build`, `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PAGES  ?= seeds/pages
OUT    ?= exports

.PHONY: build test check lint bench report clean

$(BIN)/kg: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(BIN)/kg

build: $(BIN)/kg  ## read PAGES (seeds/pages) and write the graph to OUT (exports)
	$(BIN)/kg build $(PAGES) --out $(OUT)

test: $(BIN)/kg lint  ## lint, types and all tests
	$(BIN)/python -m pytest

lint: $(BIN)/kg
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(BIN)/kg  ## speed beside jieba on the same text in the same run
	$(BIN)/python bench/speed.py

report: $(BIN)/kg  ## every rule's precision on the start pages
	$(BIN)/kg report tests/gold seeds/pages

clean:
	rm -rf $(VENV) build dist *.egg-info
