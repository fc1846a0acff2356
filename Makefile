# Every command a contributor needs; each works from nothing but python3 (3.11 or later).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
SOURCE := privlint tests bench examples docs hatch_build.py

FUZZ_SECONDS ?= 600

.PHONY: demo test lint types floors wheel-test unit docs site bench fuzz format mutate clean
.DEFAULT_GOAL := test

$(READY): pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	-npm install --silent --no-fund --no-audit --prefix $(VENV)/axe axe-core@4  # for the tests in a browser, where there is npm
	touch $@

demo: $(READY)  ## lint the examples: the good policy passes, the bad one shows what privlint finds
	$(BIN)/privlint check --as-of 2026-11-22 examples/good-policy.md
	$(BIN)/privlint check --as-of 2026-11-22 --exit-zero examples/bad-policy.md

# A checkout that may not keep its bytecode starts three times as slowly, and the tests start it some hundred times.
unexport PYTHONDONTWRITEBYTECODE

test: lint types floors  ## everything that has to hold before a change lands
	$(BIN)/pytest -n auto --dist loadgroup

lint: $(READY)
	$(BIN)/ruff check $(SOURCE)
	$(BIN)/ruff format --check $(SOURCE)

types: $(READY)
	$(BIN)/mypy --strict privlint

floors: $(READY)
	$(BIN)/lint-imports

wheel-test: $(READY)  ## build the wheel, install it elsewhere, run the rule examples from another folder
	$(BIN)/pytest -m wheel

unit: $(READY)
	$(BIN)/pytest -m 'not wheel' -n auto

docs: $(READY)  ## write docs/rules/ from the rule files
	$(BIN)/python docs/generate.py

site: $(READY)  ## build the documentation site into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: $(READY)  ## start-up over the floor, KB/s, peak memory
	$(BIN)/python bench/bench.py

format: $(READY)
	$(BIN)/ruff check --fix $(SOURCE)
	$(BIN)/ruff format $(SOURCE)

fuzz: $(READY)  ## look for input that breaks privlint, for FUZZ_SECONDS; guided by coverage where atheris can be installed
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

mutate: $(READY)  ## does every example of every rule matter?
	$(BIN)/privlint test --mutate

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
