# Thin over tasks.py, which does the same where make is missing: python3 tasks.py run
PYTHON ?= python3
JOBS = run test setup lock bench slow lines mechanisms wheel docs clean

.PHONY: help $(JOBS)
.DEFAULT_GOAL := help

help:
	@$(PYTHON) tasks.py --help

$(JOBS):
	@$(PYTHON) tasks.py $@
