# The one entry to everything; `make help` lists it. CI calls the same targets.

PYTHON ?= python3
FUZZ_SECONDS ?= 60
CORPORA ?=
SUSPECTS ?=
BIN := .venv/bin
LOCK_FLAGS := --quiet --generate-hashes --strip-extras --allow-unsafe --build-deps-for editable \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --no-header
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run serve test lint fix bench fuzz golden train lock clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

run: .venv/installed ## the main job: the demonstration newsroom over HTTP, all the way to feeds/
	@$(BIN)/caveat -v run

serve: .venv/installed ## scheduler and web server in one process
	@$(BIN)/caveat -v serve

test: .venv/developed ## the whole test suite, on every core
	@$(BIN)/pytest --numprocesses=logical --dist=worksteal

lint: .venv/developed ## style, types, and the contract of the layers
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: .venv/developed ## what style can be mended by itself
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: .venv/benched ## speed of the whole pipeline, and of extraction, polls and parsing beside other libraries
	@$(BIN)/python -m bench

fuzz: .venv/developed ## the readers of what servers and senders give, for FUZZ_SECONDS (60) in all
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/pytest tests/fuzz

golden: .venv/developed ## writes the golden files anew, to be read before they are committed
	@CAVEAT_GOLDEN=write $(BIN)/pytest tests/golden

train: ## the weights of extraction, from labelled pages: make train CORPORA="DIR DIR" [SUSPECTS=FILE]
	@test -n "$(CORPORA)" || { echo 'CORPORA is missing: make train CORPORA="DIR DIR", folders as docs/extraction.md describes them' >&2; exit 2; }
	@for file in $(CORPORA:%=%/truth.jsonl) $(SUSPECTS); do test -f "$$file" || { echo "$$file is missing" >&2; exit 2; }; done
	@$(MAKE) --no-print-directory .venv/trained
	@$(BIN)/python -m training learn $(CORPORA) $(SUSPECTS:%=--suspects %)
	@$(BIN)/python -m training validate $(CORPORA) $(SUSPECTS:%=--suspects %)

lock: .venv/developed ## resolves the dependencies anew, within the ranges of pyproject.toml
	@$(BIN)/pip-compile $(LOCK_FLAGS) --upgrade -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile $(LOCK_FLAGS) --upgrade --extra bench -c requirements.lock -o requirements-bench.lock pyproject.toml
	@$(BIN)/pip-compile $(LOCK_FLAGS) --upgrade --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	@$(BIN)/pip-compile $(LOCK_FLAGS) --upgrade --extra training -c requirements.lock -o requirements-training.lock pyproject.toml

clean: ## removes what was made, but neither database nor feeds
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The lock is whole, and pip before 24 stumbles over extras that several of its packages ask for: no resolving.
.venv/benched: requirements-bench.lock .venv/developed
	@echo "Installing what the bench measures against into .venv (once) ..." >&2
	@$(PIP) install --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

.venv/trained: requirements-training.lock .venv/installed
	@echo "Installing what learns the weights into .venv (once) ..." >&2
	@$(PIP) install --require-hashes --no-deps -r requirements-training.lock
	@touch $@

# A .venv without its stamp is half made: it is made anew, by the PYTHON of this call.
.venv/installed: requirements.lock pyproject.toml
	@test -e $@ || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "caveat needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@test -e $@ || $(PYTHON) -m venv --clear .venv
	@echo "Installing into .venv (once) ..." >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

.venv/developed: requirements-dev.lock .venv/installed
	@echo "Installing the tools of development into .venv (once) ..." >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
