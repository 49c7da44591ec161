#!/usr/bin/env bash
# Makes sure the build tools are here: installs what is missing when root and
# apt-get are at hand, otherwise names it.
set -euo pipefail
. "$(dirname "$0")/settings.sh"

missing=()
need() { # need PACKAGE TOOL…
  local package=$1 tool
  shift
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { missing+=("$package"); return; }
  done
}

need make make
need perl perl
need bison bison
need flex flex
need bzip2 bzip2
need xz-utils xz
need curl curl
[ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ] || missing+=(ca-certificates)
# Only Debian's source packages need it, so only Debian has it.
! command -v apt-get >/dev/null || need dpkg-dev dpkg-source
perl -MFindBin -MIPC::Cmd -e1 2>/dev/null || missing+=(perl)

case $CROSS in
  '')         need gcc gcc; headers=linux-libc-dev ;;
  aarch64-*)  need gcc-aarch64-linux-gnu "$REAL_CC"; headers=linux-libc-dev-arm64-cross ;;
  x86_64-*)   need gcc-x86-64-linux-gnu "$REAL_CC"; headers=linux-libc-dev-amd64-cross ;;
esac
echo '#include <linux/types.h>' | "$REAL_CC" -E -x c - >/dev/null 2>&1 || missing+=("$headers")

[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "missing build packages (Debian's names): ${missing[*]}" >&2
  echo "install them, for example: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
install=(apt-get install -qq -y --no-install-recommends "${missing[@]}")
"${install[@]}" >/dev/null || { apt-get update -qq; "${install[@]}" >/dev/null; }
