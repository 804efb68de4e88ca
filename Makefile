# Rejoinder. `make help` lists what can be made.

SWIFT ?= swift
CONFIG ?= config/rejoinder.yaml

# Where `make install` puts things; DESTDIR is for those who make packages.
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=

release := .build/release/rejoinder
# Of its own, for it links the Swift runtime in: the machine that runs it needs no Swift.
static_folder := .build-static
static := $(static_folder)/release/rejoinder
sources := Package.swift $(shell find Sources -type f)

.PHONY: help run build test torture demo lint bench fuzz train terms static install uninstall clean
.DEFAULT_GOAL := help

help: ## list these
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | \
		while IFS="$$(printf '\t')" read -r name what; do printf 'make %-10s %s\n' "$$name" "$$what"; done

run: build ## install what is missing, build, and run the daemon (CONFIG=config/rejoinder.yaml)
	@exec $(release) run --config $(CONFIG)

build: ## build in release mode, as .build/release/rejoinder
	@scripts/install-packages build
	@scripts/need-swift $(SWIFT)
	$(SWIFT) build -c release --product rejoinder

# Suites that run programs, kill them, attack the client, or read masses of text: most of the time
# that all tests take. CONTRIBUTING.md says what they cover.
slow := CommandTests\.|PlatformTests\.|Daemon(Tests|Process)|KillTests|HistoryTests|ContainmentTests
slow := $(slow)|StalledOutputTests|ReplayTests|EventSchemaTests|QueryPlanTests|LedgerDocumentTests
slow := $(slow)|HostileServerTests|NeighbourTests|SpellingTests|NameResolverTests|LargeBodyTests
slow := $(slow)|TLSTests|DisorderTests|AttributionRobustnessTests|WebhookTests|SimulationTests
slow := $(slow)|\.LogTests|ApplyTests|ReadingRoomTests|StoreContract|EmailSinkTests|MailMessageTests

test: ## install what the tests need, build, and run them (FILTER=... for some, FAST=1 for a minute)
	@scripts/install-packages test
	@scripts/need-swift $(SWIFT)
	@scripts/test-python
	$(SWIFT) build --build-tests
	scripts/run-tests $(SWIFT) test --skip-build $(if $(FILTER),--filter '$(FILTER)') \
		$(if $(FAST),--skip '$(slow)')
	$(if $(FILTER)$(FAST),,@scripts/test-language)
	$(if $(FILTER)$(FAST),,python3 Tests/Torture sample --program .build/debug/rejoinder)

torture: build ## kill it, cut its power, damage its ledger (TRIAL=kills COUNT=50 SEED=7 AT_LEAST=800)
	@scripts/install-packages test
	python3 Tests/Torture $(TRIAL) --program $(release) $(if $(COUNT),--count $(COUNT)) \
		$(if $(SEED),--seed $(SEED)) $(if $(AT_LEAST),--at-least $(AT_LEAST))

train: build ## learn from labelled sentences (LABELS="FILES" ARTICLES="FILES"; docs/training.md)
	@scripts/training-python
	.build/training/bin/python3 Training/train.py --program $(release) --labels $(LABELS) \
		--articles $(ARTICLES) --out Sources/CWeights
	touch Sources/CWeights/weights.c

terms: build ## count how common terms are in ordinary articles (ARTICLES="FILES"; docs/training.md)
	python3 Training/terms.py --program $(release) --out Sources/CWeights $(ARTICLES)
	touch Sources/CWeights/weights.c

demo: build ## play the story in demo/ through the whole program; needs no network
	@exec $(release) replay demo

lint: ## check format, layers, scripts, unit, manual page and schemas
	@scripts/install-packages lint
	@scripts/need-swift $(SWIFT)
	@SWIFT=$(SWIFT) scripts/lint

bench: build ## measure stages and poll cycles, and bare C programs beside them
	@scripts/install-packages bench
	@scripts/bench $(release)

fuzz: build ## fuzz what reads bytes and language (SECONDS_EACH=60 PASSAGES=20000 SEED=1 ARTICLES=)
	@Fuzz/language.py $(release) --passages $(or $(PASSAGES),20000) --seed $(or $(SEED),1) \
		$(addprefix --articles ,$(ARTICLES))
	@Fuzz/run.sh $(or $(SECONDS_EACH),60)

$(static): $(sources)
	@scripts/install-packages build
	@scripts/need-swift $(SWIFT)
	$(SWIFT) build -c release --product rejoinder --static-swift-stdlib --scratch-path $(static_folder)
	@touch $@

static: $(static) ## build the program that `make install` installs

install: $(static) ## install program, unit, example and manual page (PREFIX, SYSCONFDIR, DESTDIR)
	@scripts/install-files install $(static) '$(DESTDIR)' '$(PREFIX)' '$(SYSCONFDIR)'

uninstall: ## remove what `make install` installed; configuration and ledger stay
	@scripts/install-files uninstall $(static) '$(DESTDIR)' '$(PREFIX)' '$(SYSCONFDIR)'

clean: ## remove what was built
	rm -rf .build $(static_folder)
