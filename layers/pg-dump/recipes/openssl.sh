# TLS and SCRAM for libpq, and no more: what a connection never needs is left out, so
# that fewer advisories concern these binaries.
# /etc/pki/tls is where Lambda's Amazon Linux keeps its certificates
# (sslrootcert=system reads cert.pem there). The prefix ends up in the binary.
# no-async: musl has no makecontext.
./Configure "$OPENSSL_TARGET" --prefix=/opt --libdir=lib --openssldir=/etc/pki/tls \
  no-shared no-pic no-tests no-apps no-docs no-legacy no-engine no-module no-dso \
  no-autoload-config no-async no-comp no-ssl3 no-dtls no-quic no-srp no-cmp no-cms no-ts \
  no-rfc3779 no-aria no-bf no-camellia no-cast no-gost no-idea no-md4 no-mdc2 no-rc2 no-rc4 \
  no-seed no-sm2 no-sm3 no-sm4 no-whirlpool
make -j"$JOBS" build_libs
install -m 644 libssl.a libcrypto.a "$SYSROOT/lib/"
cp -R include/openssl "$SYSROOT/include/"
