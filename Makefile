# Everything a day needs. `make` alone lists the targets.

PYTHON ?= $(shell for p in python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 13))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PROFILE ?= quick

.DEFAULT_GOAL := help
.PHONY: help setup bench findings test quicktest fuzz mutants register check format clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(READY) ## make the pinned environment in .venv (the other targets do it by themselves)

# Compares contents, not dates: a fresh checkout of the same lock needs no network.
$(READY): requirements.lock pyproject.toml .ci/setup
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh .ci/setup

bench: $(READY) ## measure Flyte, Kubeflow Pipelines and plain Python, and write the report (PROFILE=quick|standard|full)
	@$(BIN)/fvk run --profile $(PROFILE)

findings: $(READY) ## measure what docs/findings.md still lacks (an hour, on a quiet machine), and write it
	@$(BIN)/fvk findings

test: $(READY) ## run the test suite
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

quicktest: $(READY) ## run the tests that a change of the harness's own code needs, in under a minute
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal -m 'not slow' -q

mutants: $(READY) ## name the small wrong edits that no test notices (MODULES="benchmarks/plan/stopping.py …" LIMIT=seconds)
	@$(BIN)/python -m tests.mutation $(MODULES) $(if $(LIMIT),--limit $(LIMIT))

fuzz: $(READY) ## try bad input for SECONDS (120), and count in docs/robustness.md what became of it
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),120)

register: $(READY) ## for a release that asks something else: register what questions.toml asks
	@$(BIN)/python -m benchmarks.plan.register

check: $(READY) ## lint, types, the import contracts, and that the documentation agrees with its data
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python .ci/contracts
	@$(BIN)/fvk publish --check

format: $(READY) ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove the environment and everything built or cached (results/ stays)
	rm -rf $(VENV) build/* dist .fvk .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
