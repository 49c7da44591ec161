#!/usr/bin/env bash
# The whole story: tools, sources, C library, libraries, then pg_dump and
# pg_restore of each major into dist/ARCH/MAJOR.
#
# A step runs again only when its recipe, its source, the compiler or a step
# before it changed; otherwise nothing happens. MAJORS="17 18" builds just
# those; dist/ARCH then holds just those.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
cd "$HERE"

mkdir -p "$STAMPS" "$WORK" "$DIST/$ARCH"
exec 9>"$CACHE/build.lock"
flock 9

./packages.sh
./fetch.sh

MAJORS=${MAJORS:-$(sed -n 's/^postgresql-\([0-9]*\) .*/\1/p' "$LOCK" | sort -nu | xargs)}
for major in $MAJORS; do
  grep -q "^postgresql-$major " "$LOCK" || { echo "no source of PostgreSQL $major in $LOCK" >&2; exit 1; }
done
key=$("$REAL_CC" --version | cat settings.sh - | sha256sum)

# Hashes the step's source and recipe together with the key before it.
next_key() { # next_key NAME RECIPE KEY
  { echo "$3"; grep "^$1 " "$LOCK"; cat "recipes/$2.sh"; } | sha256sum
}

unpack() { # unpack NAME
  local file
  file=$CACHE/sources/$(awk -v name="$1" '$1 == name { print $5; exit }' "$LOCK")
  rm -rf "${WORK:?}/$1"
  case $file in
    *.dsc) dpkg-source -x "$file" "$WORK/$1" ;;
    *) mkdir "$WORK/$1" && tar -xf "$file" -C "$WORK/$1" --strip-components=1 ;;
  esac
}

run() { # run NAME RECIPE
  local log=$CACHE/$ARCH/$1.log
  if ! { unpack "$1" && cd "$WORK/$1" && bash -euo pipefail "$HERE/recipes/$2.sh"; } >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    echo "$1 could not be built; the whole output: $log" >&2
    exit 1
  fi
  cd "$HERE"
  rm -rf "${WORK:?}/$1"
}

up_to_date() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$key" ]; }

for name in musl zlib zstd lz4 openssl; do
  key=$(next_key $name $name "$key")
  up_to_date $name && continue
  echo "building $name for $ARCH"
  [ $name != musl ] || { rm -rf "$SYSROOT"; mkdir -p "$STAMPS"; }
  run $name $name
  echo "$key" >"$STAMPS/$name"
done

checked=$(cd "$DIST/$ARCH" && sha256sum --check SHA256SUMS 2>/dev/null || true)
intact() { grep -qx "$1/pg_dump: OK" <<<"$checked" && grep -qx "$1/pg_restore: OK" <<<"$checked"; }

libraries=$key
for major in $MAJORS; do
  key=$(next_key "postgresql-$major" postgresql "$libraries")
  up_to_date "postgresql-$major" && intact "$major" && continue
  echo "building pg_dump and pg_restore $major for $ARCH"
  export OUT=$WORK/out/$major
  run "postgresql-$major" postgresql
  # Renamed into place: a pg_dump that is running now keeps its file.
  mkdir -p "$DIST/$ARCH/$major"
  mv "$OUT/pg_dump" "$OUT/pg_restore" "$DIST/$ARCH/$major/"
  echo "$key" >"$STAMPS/postgresql-$major"
  changed=yes
done

./list-dist.sh $MAJORS
rm -rf "$WORK"
[ -n "${changed:-}" ] || echo "$ARCH: nothing to do"
