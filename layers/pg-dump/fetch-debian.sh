#!/usr/bin/env bash
# Downloads debian.txt's source packages into cache/sources. Prints the lines
# of the lock.
#
# The mirror's address and every other setting come from the machine's own apt
# configuration; the extra suites live in a private state directory, so that
# nothing on the machine changes. apt checks the chain from the archive's
# signature to each file's sha256.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# apt with its lists and caches under cache/apt/NAME.
# - The machine's hooks after an update (cleaning and filling caches of its own)
#   are dropped.
# - APT::Sandbox::User: the user _apt, which apt downloads as when root, may not
#   write here.
private() { # private NAME COMMAND…
  local state=$CACHE/apt/$1
  shift
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  cat >"$state/apt.conf" <<EOF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Sandbox::User "root";
Dir::State::Lists "$state/lists";
Dir::Cache "$state/cache";
EOF
  "$@" -c "$state/apt.conf"
}
suite_apt() { # suite_apt SUITE COMMAND…
  local suite=$1
  shift
  private "$suite" "$@" -o Dir::Etc::SourceList="$CACHE/apt/$suite/sources.list" -o Dir::Etc::SourceParts=/dev/null
}

mirror() { # mirror LABEL: the address of Debian's own repository of that label
  private machine apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
    sed -n "s/^Debian|$1|//p" | sort -u | head -n 1
}

rm -rf "$CACHE/apt"
trap 'rm -rf "$CACHE/apt"' EXIT

private machine apt-get update -qq >&2
main=$(mirror Debian)
security=$(mirror Debian-Security)
[ -n "$main" ] || { echo "no Debian mirror in this machine's apt configuration" >&2; exit 1; }

open_suite() { # open_suite SUITE: fetch its index of source packages, once
  local suite=$1 signed=
  [ ! -f "$CACHE/apt/$suite/ready" ] || return 0
  [ ! -f $keyring ] || signed="[signed-by=$keyring]"
  mkdir -p "$CACHE/apt/$suite"
  echo "deb-src $signed $main $suite main" >"$CACHE/apt/$suite/sources.list"
  if [ -n "$security" ] && [ "$suite" != sid ]; then
    echo "deb-src $signed $security $suite-security main" >>"$CACHE/apt/$suite/sources.list"
  fi
  suite_apt "$suite" apt-get update -qq >&2
  touch "$CACHE/apt/$suite/ready"
}

# An index can be ahead of its pool, on a mirror most of all: when a version
# cannot be downloaded, say so and take the next older one.
download() { # download PACKAGE SUITE: prints the version that came
  local package=$1 suite=$2 version
  for version in $(suite_apt "$suite" apt-cache showsrc --only-source "$package" |
    sed -n 's/^Version: //p' | sort -rVu); do
    if suite_apt "$suite" apt-get source -qq --download-only --only-source "$package=$version" >&2 2>"$CACHE/apt/error"; then
      echo "$version"
      return
    fi
    echo "  $package $version is in the index of $suite but cannot be downloaded: $(grep -m1 -o '[0-9]* *Not Found' "$CACHE/apt/error" || tail -n 1 "$CACHE/apt/error")" >&2
  done
  return 1
}

# A mirror keeps archives for a while that its index no longer lists. PostgreSQL's
# is upstream's own file, so the version and the sha256 pinned in upstream.txt
# say what it must be.
download_pinned() { # download_pinned PACKAGE: prints "sha256 file" of what came
  local package=$1 version sha256 file
  read -r _ version sha256 _ < <(grep "^$package " "$HERE/upstream.txt") || return 1
  file=${package}_$version.orig.tar.bz2
  [ "${package%%-*}" = postgresql ] && command -v curl >/dev/null || return 1
  curl -fsSL --retry 3 --connect-timeout 10 -o "$file" "${main%/}/pool/main/${package:0:1}/$package/$file" >&2 || return 1
  sha256sum --check --quiet <<<"$sha256  $file" >&2 || return 1
  echo "$sha256 $file"
}

# PostgreSQL is built from upstream's archive, which Debian carries unchanged:
# its patches only move default folders. The libraries are built with Debian's
# patches, which are how Debian fixes their security.
cd "$CACHE/sources"
grep -v '^#' "$HERE/debian.txt" | while read -r name package suite; do
  open_suite "$suite"
  if ! version=$(download "$package" "$suite"); then
    files=$(download_pinned "$package") || { echo "no version of $package could be downloaded from $suite" >&2; exit 1; }
    version=${files#*_} version=${version%.orig*}
    echo "  $name $version (left in the mirror, as pinned in upstream.txt)" >&2
    echo "$name $version debian $files"
    continue
  fi
  dsc=${package}_${version#*:}.dsc
  files=$(sed -n '/^Checksums-Sha256:/,/^[^ ]/s/^ \([0-9a-f]\{64\}\) [0-9]* \(.*\)/\1 \2/p' "$dsc")
  case $name in
    postgresql-*) files=$(grep '\.orig\.tar\.[a-z0-9]*$' <<<"$files"); version=${version%%-*} ;;
    *) files="$(sha256sum "$dsc" | cut -d' ' -f1) $dsc"$'\n'$files ;;
  esac
  echo "  $name $version ($suite)" >&2
  sed "s/^/$name $version debian /" <<<"$files"
done
