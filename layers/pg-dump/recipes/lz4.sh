make -C lib -j"$JOBS" liblz4.a BUILD_SHARED=no CFLAGS="-O3 $CFLAGS_COMMON"
install -m 644 lib/liblz4.a "$SYSROOT/lib/"
install -m 644 lib/lz4.h lib/lz4hc.h lib/lz4frame.h "$SYSROOT/include/"
