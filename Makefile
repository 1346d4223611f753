# make help lists the targets. Each installs what it needs: npm packages by package-lock.json, and Chromium from
# Debian's packages for tests and bench.

GO  ?= go
NPM ?= npm

# Origins of learning record stores that lessons launched by cmi5 may report to, with commas: make site LRS=https://lrs.example.com
LRS ?=

# Packages of the client, whose tests run under js/wasm too. Arguments and environment together must stay under 12 KB there.
WASM_PACKAGES = ./sim/... ./lessons ./lessons/guide
WASM_ENV = env -i PATH="$$PATH" HOME="$$HOME" GOFLAGS="$$GOFLAGS" GOPROXY="$$($(GO) env GOPROXY)" GOOS=js GOARCH=wasm

# How long each decoder is fuzzed, and the targets, as PACKAGE:TARGET. By hand: make fuzz FUZZTIME=10m. What breaks one is
# written to testdata/fuzz of its package: mend the decoder and commit the file, which every go test tries from then on.
FUZZTIME ?= 20s
FUZZED = lessons/author:FuzzLoad sim:FuzzDecodeJournal lessons:FuzzShare lessons:FuzzDecodeTranscript sim:FuzzDo

# The replayer's flags are those of the client: see static.CompileFlags.
WASI_FLAGS = -trimpath -buildvcs=false -ldflags='-s -w -buildid='

.PHONY: all
all: replayer node_modules/.package-lock.json ## build bin/hsmlab, one file with the site and the sandbox inside
	$(GO) run ./cmd/hsmlab build --out cmd/hsmlab/site $(if $(LRS),--lrs $(LRS))
	$(GO) build -trimpath -o bin/hsmlab ./cmd/hsmlab

.PHONY: serve
serve: node_modules/.package-lock.json ## build the lab and serve it at http://localhost:8000
	$(GO) run ./cmd/hsmlab build --compress=false --out .cache/site $(if $(LRS),--lrs $(LRS))
	$(GO) run ./cmd/hsmlab serve --dir .cache/site

.PHONY: site
site: node_modules/.package-lock.json ## write the web site to dist/
	$(GO) run ./cmd/hsmlab build --out dist $(if $(LRS),--lrs $(LRS))

.PHONY: test
test: node_modules/.package-lock.json chromium replayer ## run all tests: native, browser, fuzzing, js/wasm under node
	$(GO) vet ./...
	$(GO) test -timeout=60m $$($(GO) list ./... | grep -v '/cmd/hsmlab$$')
	$(MAKE) --no-print-directory fuzz
	HSMLAB_BROWSER=chromium $(GO) test -timeout=60m ./cmd/hsmlab
	$(WASM_ENV) $(GO) test -timeout=30m -exec="$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" $(WASM_PACKAGES)

# Once more on failure: Go's fuzzer sometimes fails because its time is over, and what it has found fails again at once.
.PHONY: fuzz
fuzz: ## fuzz what reads lessons, journals, links and transcripts, and the lab's own door, FUZZTIME (20s) each
	@printf '%s\n' $(FUZZED) | xargs -P2 -I{} sh -c 't={}; echo "fuzzing $$t for $(FUZZTIME)"; \
	set -- $(GO) test "./$${t%:*}" -run="^$${t##*:}$$" -fuzz="^$${t##*:}$$" -fuzztime=$(FUZZTIME) -fuzzminimizetime=2s -parallel=1 -timeout=0; \
	"$$@" || "$$@"'

.PHONY: bench
bench: node_modules/.package-lock.json chromium ## measure size, start, replay and lamp against a bare go-app client
	HSMLAB_BENCH=1 HSMLAB_BROWSER=chromium $(GO) test -count=1 -timeout=30m -run='^TestBench(Lessons)?$$' -v ./cmd/hsmlab

.PHONY: lint
lint: ## check format, vet and staticcheck
	@unformatted=$$(gofmt -l app cmd lessons sim); test -z "$$unformatted" || { echo "gofmt -w $$unformatted"; exit 1; }
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./app/... ./cmd/lab-wasm
	$(GO) tool staticcheck ./...

.PHONY: clean
clean: ## remove all that was built, but not node_modules
	rm -rf bin dist .cache cmd/hsmlab/site/* cmd/hsmlab/sandbox/wasm/*

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

.PHONY: replayer
replayer:
	GOOS=wasip1 GOARCH=wasm $(GO) build $(WASI_FLAGS) -o cmd/hsmlab/sandbox/wasm/replay.wasm ./cmd/lab-wasi

node_modules/.package-lock.json: package.json package-lock.json
	$(NPM) ci --no-audit --no-fund
	@touch $@

# Installed when missing: by root, or by sudo when it does not ask.
.PHONY: chromium
chromium:
	@command -v $@ >/dev/null && exit 0; \
	command -v apt-get >/dev/null || { echo "$@ is missing, and this is not Debian: install it and run make again" >&2; exit 1; }; \
	if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
	echo "installing $@ from Debian's packages"; \
	$$as apt-get update -q && DEBIAN_FRONTEND=noninteractive $$as apt-get install -q -y --no-install-recommends $@ || \
	{ echo "$@ is missing and could not be installed: run 'apt-get install $@' as root and make again" >&2; exit 1; }
