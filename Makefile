# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
#
# The front door. Meson does the work; `make help` lists what there is.

BUILD_ROOT ?= build
DEBUG_DIR := $(BUILD_ROOT)/debug
RELEASE_DIR := $(BUILD_ROOT)/release
SANITIZE_DIR := $(BUILD_ROOT)/sanitize
FUZZ_DIR := $(BUILD_ROOT)/fuzz
COVERAGE_DIR := $(BUILD_ROOT)/coverage
STAGE_DIR := $(CURDIR)/$(DEBUG_DIR)/stage

PREFIX ?= /usr/local
DESTDIR ?=
DATA_DIR ?=
ARGS ?=
TESTS ?=
FUZZ_SECONDS ?= 600
MESON_ARGS ?=
SEED ?=

SHELL := /bin/sh
comma := ,
SOURCES = $(shell find src tests -name '*.[ch]' -not -path 'tests/tidy/bad/*' | sort)

# Meson takes ccache by itself where it is installed, unless CC says otherwise: another configuration compiles less again.
CONFIGURE = test -f $(1)/build.ninja || meson setup $(1) --prefix=$(PREFIX) $(2) $(MESON_ARGS)

.NOTPARALLEL:
.PHONY: help run build test lint format format-check coverage sanitize tour bench digests fuzz install clean \
        packages-build packages-run packages-test packages-lint packages-fuzz packages-bench

help: ## Lists these commands
	@echo "BackTrade: replay the market, trade in it, see how you did."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  Variables: PREFIX=/usr/local DESTDIR= (install) · DATA_DIR= ARGS= (run)"
	@echo "             TESTS='names' (test, sanitize, tour) · MESON_ARGS='-Dapp_id=…' (first configuration)"

run: packages-run build ## Installs what is missing, builds, and starts the desktop (DATA_DIR=… for another data folder)
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "BackTrade is built, but there is no display to show it on (DISPLAY and WAYLAND_DISPLAY are empty)."; \
	  echo "  On a desktop:       open a terminal there and run 'make run'."; \
	  echo "  On another machine: connect with 'ssh -X' and run 'make run'."; \
	  echo "  Without a screen:   xvfb-run -a -s '-screen 0 1600x1000x24' make run   (package xvfb)"; \
	  exit 1; \
	fi
	@meson install -C $(DEBUG_DIR) --no-rebuild --quiet --destdir $(STAGE_DIR) >/dev/null
	@XDG_DATA_DIRS="$(STAGE_DIR)$(PREFIX)/share:$${XDG_DATA_DIRS:-/usr/local/share:/usr/share}" \
	  GSETTINGS_SCHEMA_DIR="$(CURDIR)/$(DEBUG_DIR)/data" \
	  BACKTRADE_LOCALE_DIR="$(STAGE_DIR)$(PREFIX)/share/locale" \
	  $(DEBUG_DIR)/src/app/backtrade $(if $(DATA_DIR),--data-dir '$(DATA_DIR)') $(ARGS)

build: packages-build ## Configures and builds everything in build/debug
	@$(call CONFIGURE,$(DEBUG_DIR),--buildtype=debugoptimized)
	@ninja -C $(DEBUG_DIR)

test: packages-test build ## Runs all tests (TESTS='…' for some) and counts their cases
	@meson test -C $(DEBUG_DIR) --no-rebuild $(TESTS); status=$$?; \
	  .ci/summarise-tests $(DEBUG_DIR) && exit $$status

lint: packages-lint ## Checks format, house rules, scripts and C without running the program
	@$(call CONFIGURE,$(DEBUG_DIR),--buildtype=debugoptimized)
	@.ci/lint $(DEBUG_DIR)

format: ## Formats all C files with clang-format
	@.ci/install-packages format
	@clang-format -i $(SOURCES)

format-check: ## Says which C files clang-format would change
	@.ci/install-packages format
	@clang-format --dry-run --Werror $(SOURCES)

coverage: packages-test ## Runs the tests and prints the share of lines that they reach
	@.ci/install-packages coverage
	@$(call CONFIGURE,$(COVERAGE_DIR),--buildtype=debug -Db_coverage=true)
	@ninja -C $(COVERAGE_DIR)
	@find $(COVERAGE_DIR) -name '*.gcda' -delete
	@meson test -C $(COVERAGE_DIR) --no-rebuild --timeout-multiplier 3; \
	  .ci/summarise-tests $(COVERAGE_DIR); status=$$?; \
	  mkdir -p $(COVERAGE_DIR)/report; \
	  gcovr --root . --filter src/ --html-details $(COVERAGE_DIR)/report/index.html --print-summary $(COVERAGE_DIR) \
	    | grep -E '^(lines|functions|branches)'; \
	  echo "Line by line: $(COVERAGE_DIR)/report/index.html"; exit $$status

sanitize: packages-test ## Runs all tests under the address and undefined-behaviour sanitizers
	@$(call CONFIGURE,$(SANITIZE_DIR),--buildtype=debugoptimized -Db_sanitize=address$(comma)undefined -Db_lundef=false)
	@ninja -C $(SANITIZE_DIR)
	@ASAN_OPTIONS=detect_stack_use_after_return=1 \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0 \
	  UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
	  meson test -C $(SANITIZE_DIR) --no-rebuild --timeout-multiplier 5 $(TESTS); status=$$?; \
	  .ci/summarise-tests $(SANITIZE_DIR) && exit $$status

tour: packages-test build ## Drives the desktop through all it has and writes pictures into build/tour (TESTS='chapters' for some)
	@LC_ALL=C.UTF-8 TZ=UTC GSETTINGS_SCHEMA_DIR='$(CURDIR)/$(DEBUG_DIR)/data' \
	  BACKTRADE_LOCALE_DIR='$(CURDIR)/$(DEBUG_DIR)/po' BACKTRADE_PROGRAM='$(CURDIR)/$(DEBUG_DIR)/src/app/backtrade' \
	  BACKTRADE_CLI='$(CURDIR)/$(DEBUG_DIR)/src/cli/backtrade-cli' \
	  /usr/bin/python3 tests/ui/tour.py $(BUILD_ROOT)/tour $(TESTS)

bench: packages-build packages-bench ## Builds with optimisation, measures beside others, and prints the figures
	@$(call CONFIGURE,$(RELEASE_DIR),--buildtype=release)
	@tests/bench/install-peers $(RELEASE_DIR)/peers
	@ninja -C $(RELEASE_DIR) meson-benchmark-prereq
	@meson test -C $(RELEASE_DIR) --no-rebuild --benchmark --logbase benchmarklog >/dev/null; status=$$?; \
	  .ci/summarise-tests $(RELEASE_DIR) --log benchmarklog --print-output && exit $$status

digests: packages-build ## Builds the engine with each compiler that is here; all must play sessions to the same digests
	@$(call CONFIGURE,$(DEBUG_DIR),--buildtype=debugoptimized)
	@tests/engine/compare-digests $(DEBUG_DIR)

fuzz: packages-fuzz ## Plays random games against the second engine, then feeds the readers of files (FUZZ_SECONDS=600 each, SEED=…)
	@$(call CONFIGURE,$(RELEASE_DIR),--buildtype=release)
	@ninja -C $(RELEASE_DIR) tests/engine/reference/test-reference
	@$(RELEASE_DIR)/tests/engine/reference/test-reference --seconds $(FUZZ_SECONDS) $(if $(SEED),--first $(SEED))
	@CC=clang; export CC; $(call CONFIGURE,$(FUZZ_DIR),--buildtype=debugoptimized -Dfuzzers=true -Ddesktop=false \
	  -Db_lundef=false -Db_sanitize=address$(comma)undefined -Dc_args=-fsanitize=fuzzer-no-link)
	@ninja -C $(FUZZ_DIR) tests/feed/fuzz-feed
	@mkdir -p $(FUZZ_DIR)/found
	@UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 $(FUZZ_DIR)/tests/feed/fuzz-feed \
	  -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=600 -max_len=20000 $(if $(SEED),-seed=$(SEED)) \
	  -artifact_prefix=$(FUZZ_DIR)/ $(FUZZ_DIR)/found tests/feed/corpus

install: packages-build ## Builds with optimisation and installs below PREFIX
	@$(call CONFIGURE,$(RELEASE_DIR),--buildtype=release)
	@meson configure $(RELEASE_DIR) -Dprefix=$(PREFIX)
	@ninja -C $(RELEASE_DIR)
	@meson install -C $(RELEASE_DIR) --no-rebuild $(if $(DESTDIR),--destdir $(DESTDIR))

clean: ## Removes everything that was built
	@rm -rf $(BUILD_ROOT)

packages-build:
	@.ci/install-packages build
packages-run:
	@.ci/install-packages build run
packages-test:
	@.ci/install-packages build test
packages-fuzz:
	@.ci/install-packages build fuzz
packages-lint:
	@.ci/install-packages build lint
packages-bench:
	@.ci/install-packages build bench
	@command -v npm >/dev/null || .ci/install-packages npm
