#!/usr/bin/env bash
# list-dist.sh MAJOR…: writes dist/ARCH/SOURCES (what the binaries were built
# from) and dist/ARCH/SHA256SUMS, and removes majors not named.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
cd "$DIST/$ARCH"

for folder in [0-9]*/; do
  case " $* " in *" ${folder%/} "*) ;; *) rm -rf "$folder" ;; esac
done

grep -v '^#' "$LOCK" | while read -r name version origin sha256 file; do
  case $name in
    postgresql-*) case " $* " in *" ${name#postgresql-} "*) ;; *) continue ;; esac ;;
  esac
  echo "$name $version $origin $sha256 $file"
done >SOURCES.new
echo "compiler $("$REAL_CC" --version | head -n 1)" >>SOURCES.new

programs=()
for major in "$@"; do programs+=("$major/pg_dump" "$major/pg_restore"); done

# Unchanged files keep their time.
replace() { if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi; }
replace SOURCES
sha256sum SOURCES "${programs[@]}" >SHA256SUMS.new
replace SHA256SUMS
