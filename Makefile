# make run: set up and show the whole path at work.  make test: set up and prove it.
VENV := .venv
PYTHON := $(VENV)/bin/python
SAYSO := $(PYTHON) -m shell
STAMPS := .cache/stamps

.PHONY: run test lint bench docs docs-links docs-pictures setup setup-test models clean
.DEFAULT_GOAL := run

run: setup models
	$(SAYSO) demo

test: setup-test models lint
	$(PYTHON) -m pytest

lint: setup-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/pyright
	$(VENV)/bin/lint-imports

bench: setup models
	$(SAYSO) bench --full

# Warnings are errors: the reference comes from the code, and a link that leads nowhere is a mistake.
docs: setup-test
	$(PYTHON) -m sphinx -q -W --keep-going -n -b html docs out/docs
	@echo "out/docs/index.html"

# Asks every site that the docs name, so it needs the network.
docs-links: setup-test
	$(PYTHON) -m sphinx -q -W --keep-going -b linkcheck docs out/docs-links

# Every view of the terminal UI, and a session that is really spoken and really done on a virtual desk.
docs-pictures: setup-test models
	$(PYTHON) -m shell.demo.gallery docs/pictures
	$(PYTHON) -m shell.demo.recording docs/pictures

setup: $(STAMPS)/run
setup-test: $(STAMPS)/test

# The stamps hold until the list of packages, or the project file, changes.
$(STAMPS)/run: pyproject.toml shell/setup/packages.txt shell/setup/system.sh
	bash shell/setup/system.sh run
	bash shell/setup/environment.sh $(VENV) '.'
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: $(STAMPS)/run
	bash shell/setup/system.sh test
	bash shell/setup/environment.sh $(VENV) '.[dev,learn]'
	@mkdir -p $(STAMPS) && touch $@

models: setup
	@$(SAYSO) models fetch

clean:
	rm -rf $(VENV) .cache out
