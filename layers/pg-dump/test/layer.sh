# What `sam build` would make of it.
layer=$SCRATCH/layer
make_layer() { ARTIFACTS_DIR=$layer make -s --makefile="$1/Makefile" -C "$1" build-PgDumpLayer; }
holds_every_program() {
  local major
  for major in $MAJORS; do
    cmp "$DIST/$ARCH/$major/pg_dump" "$layer/bin/$major/pg_dump" && [ -x "$layer/bin/$major/pg_dump" ] &&
      cmp "$DIST/$ARCH/$major/pg_restore" "$layer/bin/$major/pg_restore" && [ -x "$layer/bin/$major/pg_restore" ] || return 1
  done
}
is_small() { [ "$(du -sk "$layer" | cut -f1)" -lt 102400 ]; }

# SAM copies the folder elsewhere and calls make there.
copy=$SCRATCH/copy
mkdir -p "$copy/certs"
cp -R "$HERE"/*.sh "$HERE/Makefile" "$copy/"
mkdir "$copy/dist" && cp -R "$DIST/$ARCH" "$copy/dist/"
echo 'an authority' >"$copy/certs/global-bundle.pem"

check "build-PgDumpLayer works in a copy of the folder" env -u DIST -u CACHE -u HERE bash -c "$(declare -f make_layer); layer=$layer; make_layer $copy"
check "the layer has bin/MAJOR/pg_dump and pg_restore of every major" holds_every_program
check "the layer has the user's CA bundle" cmp "$copy/certs/global-bundle.pem" "$layer/certs/global-bundle.pem"
check "the layer is below 100 MB" is_small
echo damaged >>"$copy/dist/$ARCH/$(cut -d' ' -f1 <<<"$MAJORS")/pg_dump"
check_refused "build-PgDumpLayer refuses a damaged binary" 'FAILED\|did NOT match' \
  env -u DIST -u CACHE -u HERE bash -c "$(declare -f make_layer); layer=$layer; make_layer $copy"
