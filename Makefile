# The commands of the project; each does whatever set-up it needs. See README.md.
SHELL := /bin/bash
CONFIGURATION ?= Release
ARCH ?= $(shell uname -m | sed 's/aarch64/arm64/')
RUNTIME := $(if $(filter arm64,$(ARCH)),arm64,x64)
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: run test bench build publish layer postgres format clean

# The main job, shown on a throwaway PostgreSQL, S3 server and service.
run: postgres
	tests/demo/run.sh

# The whole suite; the last line is "N passed, N failed".
test: postgres layer
	.ci/test $(CONFIGURATION)

# The published program beside its rivals; needs a machine that does nothing else.
bench: postgres layer publish
	tests/bench/run.sh

# Compiled ahead of time: the command line, one file, artifacts/blnk-backup; and, where its packages restore, the Lambda function,
# artifacts/lambda/bootstrap. On x64 they ask for AVX2 (every server since 2013, Lambda too), which saves an eighth of the
# compression's time.
PUBLISH := dotnet publish --configuration Release --runtime linux-$(RUNTIME) \
	-p:PublishAot=true $(if $(filter x64,$(RUNTIME)),-p:IlcInstructionSet=x86-64-v3) \
	-p:CppCompilerAndLinker=$(shell command -v clang >/dev/null && echo clang || echo gcc)
publish:
	$(PUBLISH) src/BlnkBackup.Cli --output artifacts
	dotnet restore src/BlnkBackup.Lambda
	! grep -q 'Amazon.Lambda.Core/' src/BlnkBackup.Lambda/obj/project.assets.json || $(PUBLISH) src/BlnkBackup.Lambda --output artifacts/lambda

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
