# Backfile's commands. `make run` and `make test` do all their own set-up in .venv; they need
# Python 3.11 or newer with its venv module, and nothing else.

CORPUS ?= corpus
PORT ?= 8000
SIZE ?= small
PLOT ?= build/bench.svg
MINUTES ?= 60
SEED ?=

# In this order: what the system calls python3, then what may stand beside it.
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
BACKFILE := .venv/bin/backfile

.PHONY: run install reindex rebuild test test-all fuzz check torture quality bench bench-cleaning model places lock screenshots clean

run: install  ## Index CORPUS and serve it on http://127.0.0.1:PORT
	@$(MAKE) --no-print-directory reindex
	@$(BACKFILE) serve --corpus "$(CORPUS)" --port "$(PORT)"

# OCR=1: to read scans, too; LANGUAGES="zh ja th lo km my", or some: one library knows the words of all
install: .venv/compiled $(if $(OCR),.venv/installed-ocr) $(if $(LANGUAGES),.venv/installed-languages)  ## Only set up

reindex: install  ## After adding, changing or removing files in CORPUS
	@$(BACKFILE) reindex --corpus "$(CORPUS)" || [ $$? -eq 1 ]  # 1: done, but some files failed

rebuild: install  ## Make the index of CORPUS anew
	@$(BACKFILE) rebuild --corpus "$(CORPUS)" || [ $$? -eq 1 ]

# Two processes for each processor, as half of their time they wait: for the disk, for a browser, for
# other processes. The compiled loops are on the disk already.
JOBS ?= $(shell .venv/bin/python -c 'import os; print(min(2 * os.cpu_count(), 12))')
PYTEST = .venv/bin/python -m pytest -n $(JOBS)

test: .venv/installed-dev .venv/compiled  ## The tests, the same each time, or some: TESTS=tests/search
	@$(PYTEST) --dist worksteal $(TESTS)

test-all: .venv/installed-bench .venv/compiled  ## All of them, at length, on clusters too: nothing is skipped
	@BACKFILE_TEST_ALL=1 $(PYTEST) --dist loadgroup $(TESTS)

fuzz: .venv/installed-dev .venv/compiled  ## Random input for as long as it takes; prints the example to keep
	@$(PYTEST) --dist worksteal -m hypothesis --hypothesis-profile=fuzz $(TESTS)

check: .venv/installed-dev  ## Lint, types, import rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

torture: .venv/installed-dev .venv/compiled  ## Kill, starve, damage and confuse it: MINUTES=5, SEED=1
	@.venv/bin/python -m tests.torture --minutes "$(MINUTES)" $(if $(SEED),--seed "$(SEED)")

quality: .venv/installed-dev  ## Cleaning and ranking beside their pinned floors (needs BACKFILE_DATA)
	@.venv/bin/python -m tests.quality.gate

bench-cleaning: .venv/installed-dev .venv/peers/cleaning  ## Cleaning beside other libraries (needs BACKFILE_DATA)
	@PYTHONPATH=.venv/peers/cleaning .venv/bin/python -m tests.quality.score_cleaning
	@PYTHONPATH=.venv/peers/cleaning .venv/bin/python -m tests.quality.score_metadata

# Beside the environment, not in it: what they bring along would be imported by ours too.
.venv/peers/cleaning: pyproject.toml | .venv/installed-dev
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"  # knows groups
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --target $@ \
	    --group bench-cleaning
	@touch $@

model: .venv/installed-dev .venv/peers/train  ## Train what decides in cleaning anew (needs BACKFILE_DATA); CORRECTED=rows.jsonl
	@PYTHONPATH=.venv/peers/train .venv/bin/python -m tools.train_pages
	@PYTHONPATH=.venv/peers/train .venv/bin/python -m tools.train_lines $(if $(CORRECTED),--corrected "$(CORRECTED)")

.venv/peers/train: pyproject.toml | .venv/installed-dev
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"  # knows groups
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --target $@ \
	    --group train
	@touch $@

places: .venv/installed-dev .venv/peers/places  ## Make the table of places anew (GeoNames, CLDR)
	@PYTHONPATH=.venv/peers/places .venv/bin/python -m tools.make_places

.venv/peers/places: pyproject.toml | .venv/installed-dev
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"  # knows groups
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --target $@ \
	    --group places
	@touch $@

bench: .venv/installed-bench  ## Beside other engines: SIZE=small, medium or large
	@.venv/bin/python -m tests.bench.comparison --size "$(SIZE)" --plot "$(PLOT)"

screenshots: .venv/installed-dev  ## The README's picture (needs Chromium)
	@.venv/bin/python -m tests.web.screenshots

lock: .venv/installed-dev  ## Resolve the dependencies anew, for every platform and Python
	@.venv/bin/pip install --quiet uv
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-strip-extras --custom-compile-command "make lock" \
	    --group build pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-strip-extras --custom-compile-command "make lock" \
	    --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-strip-extras --custom-compile-command "make lock" \
	    --extra ocr -c requirements-dev.lock pyproject.toml -o requirements-ocr.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-strip-extras --custom-compile-command "make lock" \
	    --extra languages -c requirements-dev.lock pyproject.toml -o requirements-languages.lock

clean:  ## Remove the environment and everything made by tests; indexes stay
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/installed: requirements.lock pyproject.toml
	@$(call set_up,requirements.lock)

.venv/installed-dev: requirements-dev.lock pyproject.toml
	@$(call set_up,requirements-dev.lock)
	@touch .venv/installed  # the development lock holds all of the other

.venv/installed-ocr: requirements-ocr.lock | .venv/installed
	@echo "Setting up OCR (once; 400 MB) ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements-ocr.lock
	@touch $@

.venv/installed-languages: requirements-languages.lock | .venv/installed
	@echo "Setting up the words of Chinese, Japanese, Thai, Lao, Khmer and Burmese (once; 42 MB) ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    -r requirements-languages.lock
	@touch $@

# Loops are compiled anew when the source is another; nobody who searches waits for it.
.venv/compiled: .venv/installed $(shell find index search -name '*.py')
	@.venv/bin/python -m search.warmup
	@touch $@

# The peers of the benchmarks are not locked: their newest is what counts.
.venv/installed-bench: .venv/installed-dev
	@echo "Setting up the other engines (once) ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"  # knows groups
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --group bench
	@touch $@

# Make .venv with the first Python that will do, and install the locked versions into it.
define set_up
for python in $(PYTHONS); do \
    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
    python=; \
done; \
if [ -z "$$python" ]; then \
    echo "Python 3.11 or newer is needed. Install it and run make again:" >&2; \
    echo "    Debian, Ubuntu:  sudo apt install python3 python3-venv" >&2; \
    echo "    macOS:           brew install python" >&2; \
    exit 1; \
fi; \
if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
    echo "$$python lacks its venv module. Install it and run make again:" >&2; \
    echo "    sudo apt install python3-venv" >&2; \
    exit 1; \
fi; \
echo "Setting up .venv (once; about a minute) ..."; \
[ -x .venv/bin/python ] || $$python -m venv .venv || exit 1; \
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable . && \
touch $@
endef
