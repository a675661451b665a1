# The Knowledge Hub. `make` alone lists what there is.
# Everything that is made lands in .venv/ and var/, both ignored by git.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1

PY := .venv/bin/python
MANAGE := $(PY) manage.py
INSTALL := $(PY) -m pip install --quiet --quiet --no-input --disable-pip-version-check --root-user-action=ignore --require-hashes
DATABASE := PYTHONPATH=site $(PY) -m hub.settings.embedded_database
TEMPLATES := $(wildcard home communities events assets_library site/templates site/hub)
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" var/pip-tools/bin/pip-compile --quiet --generate-hashes \
	--strip-extras --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: help demo test quick lint check bench vendor requirements stop-db clean

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: .venv/.run ## Serve the demo on http://localhost:8000 (another port: make demo PORT=8001)
	@scripts/ensure_pdf || echo "The demo works without: where it would offer a PDF, it offers a page to print."
	@echo "Preparing the database ..."
	@$(MANAGE) migrate --noinput --verbosity 0
	@PORT=$(PORT) $(MANAGE) load_demo
	@PORT=$(PORT) HOST=$(HOST) $(PY) scripts/serve_demo.py

test: .venv/.dev ## Run every test, browser tests included (some only: make test ARGS=tests/events)
	@scripts/ensure_pdf && browser=$$(scripts/ensure_browser) && CHROMIUM=$$browser $(PY) -m pytest $(ARGS)

quick: .venv/.dev ## Run the tests that need no browser
	@scripts/ensure_pdf && $(PY) -m pytest -m "not browser" $(ARGS)

lint: .venv/.dev ## Check style of Python and templates
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet $(TEMPLATES)

check: .venv/.dev ## Check the production settings and that no migration is missing
	@export SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") \
		DATABASE_URL=$$($(DATABASE) url) ALLOWED_HOSTS=hub.example.org BASE_URL=https://hub.example.org \
		DJANGO_SETTINGS_MODULE=hub.settings.production && \
	$(MANAGE) check --deploy --fail-level WARNING --database default && \
	$(MANAGE) makemigrations --check --dry-run

bench: .venv/.dev ## Measure queries and speed, and write the figures to docs/
	$(PY) scripts/bench.py

vendor: .venv/.dev ## Fetch the NHS front end, axe and ical.js anew
	scripts/vendor_nhsuk
	scripts/vendor_axe
	scripts/vendor_ical

requirements: .venv/.made ## Compile the pinned requirements from the *.in files
	test -x var/pip-tools/bin/pip-compile || $(PY) -m venv var/pip-tools
	var/pip-tools/bin/python -m pip install --quiet --quiet --disable-pip-version-check --root-user-action=ignore pip-tools==7.6.2
	$(PIP_COMPILE) --output-file=requirements.txt requirements.in
	$(PIP_COMPILE) --allow-unsafe --output-file=requirements-dev.txt requirements-dev.in

stop-db: ## Stop the embedded database (the next command starts it again)
	@if [ -x $(PY) ] && [ -d var/postgres ]; then $(DATABASE) stop; fi

clean: stop-db ## Remove all that was made, the demo's data too
	rm -rf .venv var .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps say which requirements .venv holds, so that a second run takes no time.
.venv/.made:
	@scripts/make_environment "$(PYTHON)" .venv
	@touch $@

.venv/.run: requirements.txt | .venv/.made
	@echo "Installing packages ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/.made
	@echo "Installing packages for development ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
