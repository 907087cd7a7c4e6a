# What a newcomer needs: `make serve` and `make test`. `make help` lists the rest.

PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)/
ROUNDS ?= 7
UV := build/uv/bin/uv
PY := .venv/bin/python
# A process for each core. Browser tests of one file share their pages, and stay in one of them.
PYTEST := $(PY) -m pytest -n auto
BY_FILE := --dist loadfile --no-loadscope-reorder
SOURCES := $(shell find docs overrides src runtime tests/cases -type f -not -name '*.pyc') mkdocs.yml

export SITE_URL
export PYTHONPATH := .:src
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: FORCE help setup site serve test test-quick check check-style check-types check-imports check-scripts translations sign catalogues types format browsers bundle bench budget publish-dry-run lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: build/.setup ## Install everything that the project needs into .venv and node_modules

site: build/.site ## Build the finished site into site/

serve: site ## Build the site and serve it on http://127.0.0.1:8000/
	$(PY) -m guide_site.serve site --port $(PORT)

test: setup browsers ## Run all tests, browsers included; ONLY=calculator or ONLY=tests/… for a part of them
ifdef ONLY
	$(MAKE) bundle
	files=$$($(PY) -m tests.rooms "$(ONLY)") && $(PYTEST) $(BY_FILE) $$files
else
	$(MAKE) --jobs=2 --output-sync=target check bundle
	$(MAKE) test-quick
	$(PYTEST) $(BY_FILE) -m "browser or rebuild"
endif

test-quick: setup ## Run the tests that need no browser and no built site; calc must be covered in full
	$(PYTEST) --dist worksteal -m "not browser and not rebuild" --cov --cov-report=term-missing --cov-fail-under=100

check: check-style check-types check-imports check-scripts ## Check formatting, style and types of Python, JavaScript and CSS

check-style: setup
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	node_modules/.bin/biome check --error-on-warnings

check-types: setup
	.venv/bin/mypy

check-imports: setup
	.venv/bin/lint-imports --no-logo

check-scripts: setup
	node_modules/.bin/tsc --project tsconfig.json --incremental --tsBuildInfoFile build/tsc.json

translations: setup ## List what is missing, stale or extra in the other languages, with the words that changed
	$(PY) -m guide_site.languages.translations

sign: setup ## Sign a translated page off: FILE=docs/sv/index.md, SECTIONS="about sources" if not all of it
	$(PY) -m guide_site.languages.translations --sign $(FILE) $(SECTIONS)

catalogues: setup ## Bring the catalogues of the interface's words up to date with the code
	$(PY) -m guide_site.languages.catalogues
	$(PY) hatch_build.py

types: setup ## Write what scripts know of an answer, from its types in Python
	$(PY) -m runtime.answer_types

format: setup ## Write the formatting that check asks for
	.venv/bin/ruff format
	.venv/bin/ruff check --fix-only --quiet
	node_modules/.bin/biome check --write --linter-enabled=false

browsers: ## Install the browsers that the tests drive, where they are missing
	@missing=; \
	need() { package=$$1; shift; for program; do command -v $$program >/dev/null && return; done; missing="$$missing $$package"; }; \
	need chromium chromium chromium-browser google-chrome; \
	need chromium-headless-shell chromium-headless-shell; \
	need firefox-esr firefox-esr firefox; \
	need webkit2gtk-driver WebKitWebDriver; \
	need xvfb Xvfb; \
	[ -n "$$missing" ] || exit 0; \
	run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	for tool in apt-get $$run; do \
	  command -v $$tool >/dev/null || { echo "No $$tool here. Install these first:$$missing" >&2; exit 1; }; \
	done; \
	$$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing

bench: site browsers ## Measure this site beside others, and fail where a goal that was met is missed; ROUNDS=7
	$(PY) -m bench --rounds $(ROUNDS)

budget: site browsers ## Fail where the site has grown past its budget of bytes
	$(PY) -m bench.budget

bundle: build/.bundle ## Write build/partner-guides.zip and build/partner-calculators.html, which need no server

publish-dry-run: site ## Show what GitHub Pages would publish, built for its address
	$(PY) -m guide_site.publish site

lock: build/uv ## Resolve all dependencies anew and write the lock files
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.13 pyproject.toml --group dev -o requirements/dev.txt
	$(UV) pip compile -q --generate-hashes --only-binary :all: --python-version 3.14 -c requirements/dev.txt --group browser -o requirements/browser.txt
	npm install --package-lock-only --ignore-scripts

clean: ## Remove everything that was built
	rm -rf .venv node_modules build site

build/uv: requirements/uv.txt
	python3 -m venv --clear build/uv
	build/uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch build/uv

build/.setup: build/uv pyproject.toml requirements/dev.txt package-lock.json
	[ -d .venv ] || $(UV) venv -q --python "$$(cat .python-version)" .venv
	$(UV) pip sync -q --require-hashes requirements/dev.txt
	$(UV) pip install -q --no-deps --no-build-isolation -e .
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch build/.setup

# A site built for another address is built again.
build/.address: FORCE
	@mkdir -p build
	@echo "$(SITE_URL)" | cmp -s - $@ || echo "$(SITE_URL)" > $@

build/.site: build/.setup build/.address $(SOURCES)
	$(PY) hatch_build.py
	$(PY) -m runtime.build --out build/runtime
	$(PY) -m mkdocs build --strict --quiet
	$(PY) -m guide_site.finish site
	@touch build/.site

build/.bundle: build/.site
	$(PY) -m guide_site.bundling site build
	@touch build/.bundle
