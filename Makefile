# Everything one does with the repository. Each target installs the Debian packages it needs (with sudo unless root).
#
#   make run      build, synthesise the demo's prompts, answer calls on port 5060
#   make demo-call  two agents and a caller on loopback: a whole hand-off, shown as it happens
#   make test     every test
#   make lint     the house rules
#   make gates    that frames of a call allocate nothing and cost little
#   make properties  a million random events of queues, and the larger small worlds
#   make crashes  KILLS=200: a server under calls, killed so often at random moments, loses no record, recording, ticket or agent
#   make fuzz     every fuzz target for FUZZ_SECONDS each
#   make bench    LOAD_KIT=<folder of the load kit>: load, latency and set-up rate against the kit's floor
#   make bench-dtmf  DTMF_BENCH=<folder of the DTMF battery>: the key detector's scores beside its peers'; what it keeps lies in DTMF_WORK
#   make bench-asr  ASR_BENCH=<folder of the recognition bench>: recognition scores of every model that is found
#   make models   the 8 kHz speech models and Silero's voice detector, from their public sources into Models/; FROM=<folder> takes copies
#   make bench-ears  ASR_BENCH=<folder of the recognition bench> [VOICE_NETWORK=<silero_vad.onnx>]: endpointing and echo (docs/endpointing.md)
#   make test-transcription  the tests that need a real transcription server: Whisper base on loopback, 300 MB of Python packages
#   make clean
#   make help     this list

CONFIGURATION ?= release
CONFIG ?= hotline.yaml
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 30
KILLS ?= 200
LOAD_KIT ?=
DTMF_BENCH ?=
ASR_BENCH ?=
VOICE_NETWORK ?=
FROM ?=

# What the toolchain needs to start, what it builds with.
SWIFT_PACKAGES = libncurses6 libsqlite3-0 libxml2 libcurl4
BUILD_PACKAGES = $(SWIFT_PACKAGES) pkg-config binutils libc6-dev libstdc++-12-dev zlib1g-dev tzdata libsndfile1-dev libspeexdsp-dev libsqlite3-dev \
	libpocketsphinx-dev libsphinxbase-dev
# What is listened with when nothing better is on the path.
MODEL_PACKAGES = pocketsphinx-en-us
# What speaks the prompts, what calls in the tests.
VOICE_PACKAGES = flite espeak-ng
TEST_PACKAGES = sip-tester baresip linphone-cli sipsak sox
# Tests whose calls go by the clock of this machine.
LIVE_TESTS = InteropTests|DictatedCallTests

.PHONY: run build demo-call test test-transcription lint gates properties fuzz bench bench-dtmf bench-asr bench-ears crashes models clean help

run:
	@.ci/packages $(BUILD_PACKAGES) $(VOICE_PACKAGES) $(MODEL_PACKAGES)
	@echo "building hotline ($(CONFIGURATION)): a first build takes ten to twenty minutes on two cores"
	swift build -c $(CONFIGURATION) -j $(JOBS) --product hotline
	$$(swift build -c $(CONFIGURATION) --show-bin-path)/hotline serve --config $(CONFIG) --demo-service

demo-call: build
	@.ci/packages $(VOICE_PACKAGES) baresip sox
	@packaging/demo-call $$(swift build -c $(CONFIGURATION) --show-bin-path)/hotline

build:
	@.ci/packages $(BUILD_PACKAGES)
	swift build -c $(CONFIGURATION) -j $(JOBS) --product hotline

# Live calls come after the rest: they have the machine's two cores to themselves then. Of the rest few run at the same time: a test that
# waits for an answer would else get the thread it goes on with only after all tests that were there before.
test:
	@.ci/packages $(BUILD_PACKAGES) $(VOICE_PACKAGES) $(MODEL_PACKAGES) $(TEST_PACKAGES)
	swift build --build-tests -j $(JOBS)
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 swift test --skip-build --skip '$(LIVE_TESTS)' $(TEST_OPTIONS)
	swift test --skip-build --filter '$(LIVE_TESTS)' $(TEST_OPTIONS)

test-transcription:
	@.ci/packages $(BUILD_PACKAGES) $(VOICE_PACKAGES) python3 python3-venv python3-pip
	swift build --build-tests -j $(JOBS)
	@Tests/Transcription/run swift test --skip-build --filter RealServerTests

lint:
	@.ci/packages $(SWIFT_PACKAGES)
	@.ci/lint

gates:
	@.ci/packages $(BUILD_PACKAGES) valgrind
	@Benchmarks/gates/frames-allocate-nothing -j $(JOBS)
	@Benchmarks/gates/frames-cost-little -j $(JOBS)
	@Benchmarks/gates/queues-cost-little -j $(JOBS)

properties:
	@.ci/packages $(BUILD_PACKAGES)
	@rm -f .build-properties/release.yaml
	HOTLINE_QUEUE_EVENTS=1000000 swift test -c release -Xswiftc -enable-testing --package-path Benchmarks/properties \
		--scratch-path .build-properties -j $(JOBS)

crashes:
	@.ci/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
	swift build --build-tests -j $(JOBS)
	HOTLINE_KILLS=$(KILLS) swift test --skip-build --filter CrashTests

fuzz:
	@.ci/packages $(BUILD_PACKAGES)
	@Fuzz/run $(FUZZ_SECONDS)

bench:
	@.ci/packages $(BUILD_PACKAGES) $(VOICE_PACKAGES) sip-tester
	swift build -c release -j $(JOBS) --product hotline
	@Benchmarks/run "$(LOAD_KIT)" "$$(swift build -c release --show-bin-path)/hotline"

# The peers are built with gcc; valgrind counts instructions. numpy and scipy are looked for, else put beside the results.
bench-dtmf:
	@.ci/packages $(BUILD_PACKAGES) gcc python3 python3-venv python3-pip valgrind
	@JOBS=$(JOBS) Benchmarks/dtmf/run "$(DTMF_BENCH)"

help:
	@sed -n 's/^#   //p' Makefile

bench-asr:
	@.ci/packages $(BUILD_PACKAGES) $(MODEL_PACKAGES) python3
	swift build -c release -j $(JOBS) --product hotline
	@Benchmarks/asr "$(ASR_BENCH)" "$$(swift build -c release --show-bin-path)/hotline"

models:
	@.ci/packages git ca-certificates python3-pip
	@Models/fetch $(if $(FROM),--from "$(FROM)")

bench-ears:
	@.ci/packages $(BUILD_PACKAGES) $(VOICE_PACKAGES) gcc sox python3 python3-venv python3-pip
	@JOBS=$(JOBS) Benchmarks/endpointing/run "$(ASR_BENCH)" "$(VOICE_NETWORK)"

clean:
	rm -rf .build .cache
