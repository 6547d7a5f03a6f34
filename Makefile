# `make help` lists what there is. The two that matter: `make serve` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
# The stages of a target use the same build folder: one after the other, whatever -j says.
.NOTPARALLEL:
.DEFAULT_GOAL := help

# A folder for each kind of build, so that none undoes the work of another. The tests write their
# reports into the first, which is also where `swift build` by hand puts things.
DEBUG := .build
RELEASE := .build-release
STATIC := .build-static
FUZZ := .build-fuzz

# A static program brings its allocator, and glibc's is slow at what rounds do: to make many small things,
# and then to free them all. Its malloc.o comes along for what fork and threads want of it, so that some
# names have two definitions, of which the first counts. Exclusive access is what the tests check.
BUILD_STATIC = swift build -c release --scratch-path $(STATIC) \
  -Xswiftc -static-executable -Xswiftc -use-ld=lld -Xswiftc -enforce-exclusivity=unchecked \
  -Xlinker --undefined=mallctl -Xlinker -ljemalloc -Xlinker -z -Xlinker muldefs

REPORTS := $(DEBUG)/test-reports
VENV := .venv
SOURCES := Sources Tests Benchmarks/RequestBench Package.swift fixtures/examples/swift

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Use

serve: build ## Build, and serve on port 2738; ARGS="--port 3000 ..." gives flags
	@exec $(RELEASE)/release/brevo-mock serve $(ARGS)

build: needs-swift ## Build the program as it is used: .build-release/release/brevo-mock
	@scripts/need libsqlite3-dev
	swift build -c release --scratch-path $(RELEASE) --product brevo-mock

# One file that runs on any Linux of this processor. `-s` strips it while it is linked, and the script
# leaves out what only C++ exceptions need, which nothing catches: of two linkers only lld takes it.
static: needs-swift ## Build it without any dependency: .build-static/release/brevo-mock
	@scripts/need libsqlite3-dev libjemalloc-dev
	$(BUILD_STATIC) --product brevo-mock -Xlinker -s \
	  -Xlinker --no-eh-frame-hdr -Xlinker -T -Xlinker $(CURDIR)/scripts/static.ld
	@stat --format '%n: %s bytes' $(STATIC)/release/brevo-mock

openapi: debug $(VENV)/ready ## Write fixtures/openapi.json anew, and validate it
	$(DEBUG)/debug/brevo-mock openapi > fixtures/openapi.json
	$(VENV)/bin/openapi-spec-validator fixtures/openapi.json

bench: static ## Measure speed and memory, beside nginx, into Benchmarks/results/
	@scripts/need wrk nginx
	Benchmarks/bench.py --program $(STATIC)/release/brevo-mock $(ARGS)

# Not stripped, so that a profile has names; what is compiled is the same as of `static`.
instructions: needs-swift ## Count what requests cost, and compare; UPDATE=1 records it
	@scripts/need libsqlite3-dev libjemalloc-dev valgrind
	$(BUILD_STATIC) --product RequestBench
	Benchmarks/instructions.py --program $(STATIC)/release/RequestBench \
	  $(if $(UPDATE),--update) $(if $(PROFILE),--profile '$(PROFILE)')

## Test

# All stages run, so that one that fails does not hide another; then it fails.
test: needs-swift ## Check the format, build, and run all tests
	@scripts/need libsqlite3-dev python3-venv poppler-utils strace util-linux
	@mkdir -p $(REPORTS) && rm -f $(REPORTS)/*
	@failed=; \
	for stage in lint debug test-swift coverage test-python; do \
	  echo "== $$stage"; \
	  $(MAKE) $$stage || failed+=" $$stage"; \
	done; \
	echo "== summary"; \
	grep -h 'Test run with' $(REPORTS)/swift-test.log || echo "swift test did not come to its end"; \
	tail -n 1 $(REPORTS)/pytest.log || echo "pytest did not start"; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

lint: needs-swift ## Check the format of the sources
	swift format lint --strict --recursive --parallel $(SOURCES)

format: needs-swift ## Put the sources into format
	swift format --in-place --recursive --parallel $(SOURCES)

# Warnings are errors by Package.swift.
debug: needs-swift ## Build the program and the tests for debugging: .build/debug
	@scripts/need libsqlite3-dev
	swift build --scratch-path $(DEBUG) --build-tests

# XCTest would close with a line of its own, on no tests. Of thousands of lines only those are shown
# that do not say that a test began or passed; the log has them all.
test-swift: debug ## Run the Swift tests
	@mkdir -p $(REPORTS) && rm -f $(REPORTS)/coverage-*
	swift test --scratch-path $(DEBUG) --skip-build --disable-xctest 2>&1 \
	  | tee $(REPORTS)/swift-test.log \
	  | awk '/ Test run / { print; next } /^◇/ { more = !/started\.$$/; next } \
	    more { more = !/started\.$$/; next } !/^✔ (Test|Suite) /'

coverage: ## Check that the Swift tests saw every status of every operation; needs test-swift
	python3 Tests/check_coverage.py $(DEBUG)/debug/brevo-mock $(REPORTS)

test-python: debug $(VENV)/ready ## Run the tests against the built program, with the real client
	@mkdir -p $(REPORTS)
	PROGRAM=$(DEBUG)/debug/brevo-mock $(VENV)/bin/pytest Tests $(ARGS) | tee $(REPORTS)/pytest.log

kill: debug $(VENV)/ready ## Kill the server under load again and again; KILLS=50 SEED=7
	KILLS=$(or $(KILLS),50) SEED=$(SEED) PROGRAM=$(DEBUG)/debug/brevo-mock \
	  $(VENV)/bin/pytest -s Tests/Durability/test_kill.py $(ARGS)

fuzz: fuzz-program ## Feed Tests/Fuzz for TIME seconds in all; ARGS="json ..." names targets
	scripts/fuzz $(FUZZ)/release/fuzz $(TIME) $(ARGS)

TIME := 60

# With the assertions of a debug build, as they are what is to be broken. gold cannot link it.
fuzz-program: needs-swift
	@scripts/need libsqlite3-dev
	FUZZ=1 swift build -c release --scratch-path $(FUZZ) --product fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -assert-config -Xswiftc Debug -Xswiftc -use-ld=lld

sanitize: sanitize-thread sanitize-address ## Run the Swift tests under both sanitizers

# Either ends the run at the first thing that it finds; SanitizerTests make it find something.
sanitize-%: needs-swift
	@scripts/need libsqlite3-dev
	SANITIZER=$* swift build --build-tests --scratch-path .build-$* $(SANITIZE)
	SANITIZER=$* TSAN_OPTIONS=halt_on_error=1 ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no \
	  swift test --skip-build --disable-xctest --scratch-path .build-$* $(SANITIZE) $(ARGS)

sanitize-%: SANITIZE = --sanitize $* -Xswiftc -use-ld=lld

docker-test: static ## Serve from what the last stage of docker/Dockerfile holds, without Docker
	@scripts/need util-linux
	$(if $(filter-out 0,$(shell id -u)),sudo) docker/test $(STATIC)/release/brevo-mock

## House

clean: ## Remove all that was built
	rm -rf .build .build-* $(VENV)

$(VENV)/ready: Tests/requirements.txt
	@scripts/need python3-venv
	rm -rf $(VENV)
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

needs-swift:
	@command -v swift > /dev/null || { \
	  echo "Swift 6.3 is missing here: see https://www.swift.org/install/linux/" >&2; exit 1; }

.PHONY: help serve build static openapi bench instructions test lint format debug test-swift \
  coverage test-python kill fuzz fuzz-program sanitize docker-test clean needs-swift
