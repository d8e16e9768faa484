# `make film` does everything, from a fresh clone on: see README.md.
#
#   make film     the film and its clips, in full quality, into out/   (make film ARGS="--cut mechanism --shape portrait")
#   make site     pages around the finished films, into out/site (make site ARGS="--url https://clinic.example/films")
#   make kiosk    a folder for a touch screen without network, into out/kiosk
#   make kit      site, loops, slides, handouts, stills, questions and learning packages in one folder, out/kit
#   make lesson   slides, handouts, stills and learning packages out of the finished films (make lesson ARGS=binding)
#   make test     all tests                                 (make test ARGS="-k dna")
#   make lint     style and types
#   make setup    what the others need: system packages by apt, and .venv from requirements.lock
#   make voice    install the speech engine, and make the takes that are missing or stale   (make voice ARGS=binding)
#   make readme-pictures   draw the pictures in README.md anew (for maintainers)
#   make lock     renew requirements.lock (for maintainers)
#   make clean    remove what was rendered and all caches
#
# PYTHON=/path/to/python3 chooses the Python (3.11 or newer) that .venv is made from.

.PHONY: help film site kiosk kit lesson test lint setup voice readme-pictures lock clean
.NOTPARALLEL:

# What a login sets for other Pythons.
unexport PYTHONHOME PYTHONPATH PYTHONUSERBASE PYTHONOPTIMIZE
PY := .venv/bin/python

help:
	@sed -n 's/^#   make/  make/p' Makefile

film: setup
	$(PY) render.py film --with-clips $(ARGS)

site: setup
	$(PY) render.py site $(ARGS)

kiosk: setup
	$(PY) render.py kiosk $(ARGS)

kit: setup
	$(PY) render.py kit $(ARGS)

lesson: setup
	$(PY) render.py deck $(ARGS)
	$(PY) render.py handout $(ARGS)
	$(PY) render.py stills $(ARGS)
	$(PY) render.py scorm $(ARGS)

test: setup
	@production/install/for_tests.sh
	@production/install/npm_for_tests.sh
	$(PY) -m pytest $(ARGS)

lint: setup
	$(PY) -m ruff check .
	$(PY) -m mypy

setup:
	@PYTHON="$(PYTHON)" production/install/setup.sh

# The engine is for whoever changes what is said: films are made from the takes alone.
voice: setup
	$(PY) -I -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		-r production/install/voice.lock
	$(PY) render.py voice $(ARGS)

readme-pictures: setup
	$(PY) -m production.stills.readme

# Needs `uv` (any way of installing it will do: pipx, the system's package manager). Versions already locked are kept;
# `make lock ARGS=--upgrade` takes the newest that pyproject.toml allows, `ARGS="--upgrade-package numpy"` one of them.
# The lock holds for Linux, macOS and Windows and every supported Python, and names no package index.
lock:
	uv pip compile pyproject.toml --extra dev --extra build --extra cluster --extra preview --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --custom-compile-command "make lock" --quiet \
		$(ARGS) --output-file requirements.lock
	uv pip compile production/install/voice.in --constraint requirements.lock --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --custom-compile-command "make lock" --quiet \
		$(ARGS) --output-file production/install/voice.lock

clean:
	rm -rf out .cache media .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
