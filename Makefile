# `make run` starts Kept with the example company, `make test` checks everything.
# See CONTRIBUTING.md for the quicker commands of everyday work.

SHELL := bash
.DEFAULT_GOAL := help
LISTEN ?= 127.0.0.1:8080
STORE ?= rocksdb:./kept-data

.PHONY: help run test release checker web tools lint bench

help: ## Says what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: tools web ## Builds what is needed, loads the example company and serves it at http://127.0.0.1:8080
	@scripts/say-first-build
	cargo build -p kept
	cargo run -q -p kept -- serve --listen $(LISTEN) --store $(STORE) --load seeds/example

test: tools web ## Checks everything: formatting, lints, licences, unit, property, scenario, crash and browser tests
	scripts/test

release: tools web ## Builds the optimised program: target/release/kept
	cargo build --release -p kept

checker: ## Builds the small checker of documents, without store and server: target/checker/release/kept
	cargo build --release -p kept --no-default-features --target-dir target/checker

web: tools ## Builds the pages that the program embeds
	scripts/web-modules
	cd server/web && npm run --silent build

lint: ## Looks at formatting and lints only
	scripts/lint

bench: ## Measures the engine on 10,000 to 1,000,000 flows; builds without the store
	cargo bench -p kept-bench --bench engine

tools:
	@scripts/tools
