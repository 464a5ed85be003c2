# The two commands of the README are `make run` and `make test`. Every target first sees to .venv, which is quick.

PYTHON := .venv/bin/python

.PHONY: help setup run fresh test spark check ruff types imports replay bench backup assets requirements docs

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

setup:
	@bin/setup

run: setup ## set up what is missing, with an invented force, and serve; says where, and as whom to sign in (ARGS="--port 9000")
	@.venv/bin/tutela run $(ARGS)

fresh: setup ## the same with a new database
	@.venv/bin/tutela run --fresh $(ARGS)

test: setup ## the tests, on every core; without a browser all but the journeys, and then error 3
	@if $(PYTHON) -m tests.journeys.browser >/dev/null 2>&1; then $(PYTHON) -m pytest -n auto; \
	else $(PYTHON) -m pytest -n auto --ignore=tests/journeys && $(PYTHON) -m tests.journeys.browser; fi

spark: setup ## the law on Spark in local mode, the same alerts by test (Java 17; fetches 450 MB into .venv-spark, which nothing else needs)
	@PATH="$(CURDIR)/.venv/bin:$$PATH" UV_PROJECT_ENVIRONMENT=.venv-spark uv sync --quiet --locked --extra spark --python $(PYTHON)
	.venv-spark/bin/python -m pytest tests/spark

check: ruff types imports test ## style, types, contracts and tests

ruff: setup
	.venv/bin/ruff check

types: setup
	$(PYTHON) -m mypy

imports: setup
	.venv/bin/lint-imports --no-logo

replay: setup ## every case on every track, with what was expected
	.venv/bin/tutela replay --all

bench: setup ## measurements, beside a maintained rule library
	$(PYTHON) bench $(ARGS)

backup: setup ## dump the database into var/backups, then restore it into a database of its own and prove that it is whole
	@bin/drill

assets: ## make the committed style sheet and scripts anew (wants Node; nobody else does)
	assets/build

requirements: setup ## which of the 450 requirements the tests prove
	$(PYTHON) -m pytest -n auto -q --requirements

docs: setup ## write docs/generated anew
	.venv/bin/tutela docs
