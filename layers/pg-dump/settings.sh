# Sourced by the other scripts: the architecture, the folders, the flags.
# Whatever could differ from one machine or run to the next is fixed here, so
# that the same sources and the same compiler give the same bytes.
set -a

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ARCH=${ARCH:-x86_64}
CACHE=${CACHE:-$HERE/cache}
DIST=${DIST:-$HERE/dist}
JOBS=${JOBS:-$(nproc 2>/dev/null || echo 2)}

case $ARCH in
  x86_64) GNU=x86_64-linux-gnu  OPENSSL_TARGET=linux-x86_64 ;;
  arm64)  GNU=aarch64-linux-gnu OPENSSL_TARGET=linux-aarch64 ;;
  *) echo "ARCH=$ARCH: expected x86_64 or arm64" >&2; exit 2 ;;
esac

# Empty when this machine is of the architecture asked for.
CROSS=
[ "$(uname -m)" = "${GNU%%-*}" ] || CROSS=$GNU-
REAL_CC=${CROSS}gcc

LOCK=$CACHE/sources.lock
SYSROOT=$CACHE/$ARCH/sysroot
STAMPS=$SYSROOT/stamps
WORK=$CACHE/$ARCH/work

# musl-gcc is found through PATH, not by its full name: configure scripts write
# the compiler's name into what they build.
PATH=$SYSROOT/bin:$PATH
CC=musl-gcc
AR=${CROSS}ar
RANLIB=${CROSS}ranlib
STRIP=${CROSS}strip
CFLAGS_COMMON="-pipe -g0 -ffunction-sections -fdata-sections -fno-pie"
CFLAGS="-O2 $CFLAGS_COMMON"

LC_ALL=C
TZ=UTC
SOURCE_DATE_EPOCH=1767225600
umask 022

# PostgreSQL's makefiles skip the generated headers when MAKELEVEL is not 0.
unset MAKELEVEL MAKEFLAGS MFLAGS CPPFLAGS CXXFLAGS LDFLAGS LIBS
set +a
