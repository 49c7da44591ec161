# Multithreaded because pg_dump's --compress=zstd:workers=N asks for it.
make -C lib -j"$JOBS" libzstd.a CFLAGS="-O3 $CFLAGS_COMMON -DZSTD_MULTITHREAD" \
  ZSTD_LEGACY_SUPPORT=0 ZSTD_LIB_DICTBUILDER=0 ZSTD_LIB_DEPRECATED=0
install -m 644 lib/libzstd.a "$SYSROOT/lib/"
install -m 644 lib/zstd.h lib/zstd_errors.h "$SYSROOT/include/"
