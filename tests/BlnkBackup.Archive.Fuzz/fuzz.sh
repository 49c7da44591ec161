#!/usr/bin/env bash
# Fuzzes the archive's reader and encoding with afl-fuzz for some seconds; see docs/fuzzing.md.
set -euo pipefail
seconds=${1:-600}
cd "$(dirname "$0")"
work=$PWD/bin/fuzz
command -v afl-fuzz > /dev/null || { echo "afl-fuzz is missing: apt-get install afl++" >&2; exit 2; }

version=$(sed -n 's/.*"SharpFuzz" Version="\([^"]*\)".*/\1/p' ../../Directory.Packages.props)
[ -x "$work/tools/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version "$version" --tool-path "$work/tools"
rm -rf "$work/program" "$work/seeds"
dotnet build --configuration Release --output "$work/program" --verbosity quiet --nologo
dotnet "$work/program/BlnkBackup.Archive.Fuzz.dll" --seeds "$work/seeds"
"$work/tools/sharpfuzz" "$work/program/BlnkBackup.Archive.dll"

# What an earlier run found is gone on with; delete bin/fuzz/findings to begin anew.
seeds=$work/seeds
[ ! -d "$work/findings/default/queue" ] || seeds=-
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
nice -n 15 afl-fuzz -i "$seeds" -o "$work/findings" -t 10000 -m none -V "$seconds" -- \
    dotnet "$work/program/BlnkBackup.Archive.Fuzz.dll" afl

stats=$work/findings/default/fuzzer_stats
stat() { sed -n "s/^$1 *: //p" "$stats"; }
echo "$(stat execs_done) inputs, $(stat corpus_count) ways through, $(stat saved_crashes) broke the contract, $(stat saved_hangs) hung"
[ "$(stat saved_crashes)" = 0 ] && [ "$(stat saved_hangs)" = 0 ]
