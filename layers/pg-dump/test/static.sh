# Every binary is one static file of the right architecture and version, which
# names no path of the machine that built it.
case $ARCH in x86_64) machine='x86-64' ;; arm64) machine='aarch64' ;; esac

is_static() {
  file -b "$1" | grep "$machine" | grep 'statically linked' &&
    ! readelf -lW "$1" | grep -E 'INTERP|DYNAMIC'
}
ldd_finds_nothing() { { ldd "$1" 2>&1 || true; } | grep "not a dynamic executable"; }
names_no_build_path() { ! grep -aoF -e "$HERE" -e "$CACHE" "$1"; }

check "dist/$ARCH is what SHA256SUMS says" \
  bash -c "cd '$DIST/$ARCH' && sha256sum --check --quiet SHA256SUMS"
for major in $MAJORS; do
  for program in pg_dump pg_restore; do
    binary=$DIST/$ARCH/$major/$program
    if command -v file >/dev/null; then check "$major/$program is a static $ARCH program (file, readelf)" is_static "$binary"
    else skip "$major/$program is static: no \`file\` here"; fi
    check "$major/$program needs no library (ldd)" ldd_finds_nothing "$binary"
    check "$major/$program names no path of the build" names_no_build_path "$binary"
  done
done
