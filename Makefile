# Daehwa. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test e2e check bench lint fmt types imports messages catalogs lock \
	runtime development deploy-check migrations-check

PY := .venv/bin/python
MANAGE := $(PY) manage.py
COV := --cov --cov-report=term:skip-covered
# By file and in order: what takes long or waits begins first, and others run meanwhile.
BY_FILE := --dist loadfile --no-loadscope-reorder
BROWSER_TESTS = $(PY) -m pytest tests/e2e -n 3 $(BY_FILE) -rs
TEMPLATES := git ls-files -z -- 'templates/*.html' | xargs -0 -r .venv/bin/djade --target-version 6.1

help: ## what can be made
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
		awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: runtime ## everything in one process with demo data; prints the accounts
	@exec $(MANAGE) demo

setup: runtime ## install, migrate, add demo data
	@$(MANAGE) compile_catalogs
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed_demo

run: development ## the same as demo, with DEBUG
	@DEBUG=true exec $(MANAGE) demo

test: development ## all tests, the browser's last, on DATABASE_URL and REDIS_URL if set; COV= without coverage
	@$(MANAGE) compile_catalogs
	@$(PY) -m pytest --ignore tests/e2e -n auto --maxprocesses 8 $(BY_FILE) $(COV) -q
	@$(BROWSER_TESTS) -q

e2e: development ## only the tests in a real browser
	@$(MANAGE) compile_catalogs
	@$(BROWSER_TESTS)

check: lint types imports migrations-check deploy-check test ## all that CI checks

lint: development ## ruff, and both formatters in check mode
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(TEMPLATES) --check

fmt: development ## format code and templates
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@-$(TEMPLATES)

types: development ## mypy, strict
	@$(PY) -m mypy interview_site interviews accounts

imports: development ## who may import whom
	@.venv/bin/lint-imports

migrations-check: development
	@$(MANAGE) makemigrations --check --dry-run

deploy-check: development
	@SITE_URL=https://interviews.example.org ALLOWED_HOSTS=interviews.example.org \
		EMAIL_URL='smtp://mail.example.org:587?tls=true' \
		$(MANAGE) check --deploy --fail-level WARNING

bench: development ## the speed table; ONLY=B2,B11 picks rows
	@$(PY) -m bench.run $(if $(ONLY),--only $(ONLY))

messages: development ## find new texts for the English catalog (needs gettext)
	@$(MANAGE) makemessages --locale en --no-location --no-wrap --no-obsolete \
		--ignore .venv --ignore var --ignore tests --ignore bench --ignore docs

catalogs: runtime ## compile translations that have changed
	@$(MANAGE) compile_catalogs

lock: development ## write both lock files
	@.venv/bin/uv pip compile -q --python-version 3.12 requirements.in -o requirements.txt
	@.venv/bin/uv pip compile -q --python-version 3.12 requirements-dev.in \
		-o requirements-dev.txt

runtime:
	@sh .ci/install requirements.txt

development: runtime
	@sh .ci/install requirements-dev.txt
