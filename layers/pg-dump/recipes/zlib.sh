CHOST=${CROSS%-} CFLAGS="-O3 $CFLAGS_COMMON" ./configure --static --prefix="$SYSROOT"
make -j"$JOBS" libz.a
install -m 644 libz.a "$SYSROOT/lib/"
install -m 644 zlib.h zconf.h "$SYSROOT/include/"
