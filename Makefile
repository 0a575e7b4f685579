# Everything that a fresh machine needs: Python 3.11 or newer, make and git.
# CPU build of PyTorch, much smaller: make setup PIP_FLAGS="--extra-index-url <PyTorch's CPU index>"
PYTHON ?= python3
PIP_FLAGS ?=
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.installed

.PHONY: setup serve test check bench readme clean

setup: $(DONE)

$(DONE): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Footnote needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(PIP_FLAGS) --constraint constraints.txt --editable '.[dev]'
	@touch $@

serve: setup
	$(BIN)/footnote serve

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

bench: setup
	$(BIN)/python -m eval.bench answers

readme: setup
	$(BIN)/footnote eval run china_crypto --summary eval/runs/china_crypto.json
	$(BIN)/python -m eval.readme

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
