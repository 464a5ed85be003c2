# The two commands of the README are `make run` and `make test`. Every target first sees to .venv, which is quick.

PYTHON := .venv/bin/python

.PHONY: help setup run test check ruff types imports replay bench requirements docs

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

setup:
	@bin/setup

run: setup ## replay the reports' cases, draw their timelines, say where
	.venv/bin/tutela run

test: setup ## the tests, on every core; without a browser all but the journeys, and then error 3
	@if $(PYTHON) -m tests.journeys.browser >/dev/null 2>&1; then $(PYTHON) -m pytest -n auto; \
	else $(PYTHON) -m pytest -n auto --ignore=tests/journeys && $(PYTHON) -m tests.journeys.browser; fi

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
	$(PYTHON) bench

requirements: setup ## which of the 450 requirements the tests prove
	$(PYTHON) -m pytest -n auto -q --requirements

docs: setup ## write docs/generated anew
	.venv/bin/tutela docs
