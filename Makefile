# `make` lists the commands. Everything is installed into .venv from the locked requirements; nothing else is touched.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help site serve test check bench lock clean

help:  ## List the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

site: $(VENV)/site.done  ## Build the guide into site/
	@$(RUN) build.py

serve: $(VENV)/site.done  ## Browse the guide while editing it: built anew on each change
	@$(RUN) build.py serve

test: $(VENV)/test.done  ## Check style, types and everything that must hold
	@$(RUN) tests/browser.py
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(RUN) -m pytest -n auto --dist worksteal

bench: $(VENV)/test.done  ## Measure build, columns, sliders, weight and, where npm is at hand, Lighthouse
	@$(RUN) tests/browser.py
	@$(RUN) -m benchmarks

lock: $(VENV)/test.done  ## Lock the newest versions that pyproject.toml allows
	@$(RUN) -m pip install --quiet uv
	@$(VENV)/bin/uv pip compile pyproject.toml $(LOCK) -o requirements/site.txt
	@$(VENV)/bin/uv pip compile pyproject.toml --group test $(LOCK) -o requirements/test.txt

LOCK := --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

clean:  ## Remove what was built and installed
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache
	find site -mindepth 1 ! -name .gitignore -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/site.done: requirements/site.txt | $(VENV)/bin/python
	@echo "installing the locked dependencies into $(VENV)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/test.done: requirements/test.txt $(VENV)/site.done | $(VENV)/bin/python
	@echo "installing what the tests need into $(VENV)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
