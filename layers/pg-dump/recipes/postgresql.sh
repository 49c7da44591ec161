# pg_dump and pg_restore of one major, into $OUT.

zstd=
# From 15 on; pg_dump itself uses it from 16 on.
if grep -q -- --with-zstd configure; then zstd=--with-zstd; fi

# PKG_CONFIG=false: the machine's own libraries must not be found.
LDFLAGS="-static -no-pie -Wl,--gc-sections -Wl,--build-id=none" PKG_CONFIG=false \
ZSTD_CFLAGS=" " ZSTD_LIBS=-lzstd LZ4_CFLAGS=" " LZ4_LIBS=-llz4 \
./configure ${CROSS:+--host="$GNU"} --prefix=/opt --without-readline --without-icu \
  --with-ssl=openssl --with-lz4 $zstd --disable-nls --disable-rpath
make -j"$JOBS" -C src/interfaces/libpq all-static-lib

# The usual link line takes pgcommon without the encodings' names, because a
# shared libpq exports them; linked statically they come from pgcommon_shlib.
top=../../..
make -j"$JOBS" -C src/bin/pg_dump -o submake-libpq pg_dump pg_restore \
  "libpq_pgport=-L$top/src/interfaces/libpq -lpq -L$top/src/common -lpgcommon_shlib -L$top/src/port -lpgport_shlib"

mkdir -p "$OUT"
for program in pg_dump pg_restore; do
  "$STRIP" --strip-all -R .comment -o "$OUT/$program" "src/bin/pg_dump/$program"
  chmod 755 "$OUT/$program"
done
