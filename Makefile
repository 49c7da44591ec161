# The commands of the project; each does whatever set-up it needs. See README.md.
SHELL := /bin/bash
CONFIGURATION ?= Release
ARCH ?= $(shell uname -m | sed 's/aarch64/arm64/')
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: run test build layer postgres format clean

# The main job, shown on a throwaway PostgreSQL, S3 server and service.
run: postgres
	tests/demo/run.sh

# The whole suite; the last line is "N passed, N failed".
test: postgres layer
	.ci/test $(CONFIGURATION)

build:
	dotnet build BlnkBackup.Lambda.sln --configuration $(CONFIGURATION)

# Static pg_dump and pg_restore for each PostgreSQL major: layers/pg-dump/dist/ARCH/MAJOR.
layer:
	$(MAKE) --directory layers/pg-dump ARCH=$(ARCH)

# PostgreSQL servers for the tests and the demo.
postgres:
	tests/demo/ensure-postgres.sh

format:
	dotnet format BlnkBackup.Lambda.sln

clean:
	dotnet clean BlnkBackup.Lambda.sln --verbosity quiet
	find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
