# As in Lambda, but barer: a root folder with nothing in it but the two
# programs and the CA file, mounted read-only, an unknown uid, no environment,
# no HOME, no /etc, no /proc, no /dev.
bare=$SCRATCH/bare

in_bare_root() { # in_bare_root PROGRAM ARGUMENT…
  unshare --mount -- bash -euc '
    root=$1; shift
    mount --bind "$root" "$root"
    mount -o remount,bind,ro "$root"
    exec env -i /usr/sbin/chroot --userspec=54321:54321 "$root" "$@"' \
    bare "$bare" ${EMULATOR:+/emulator} "$@"
}
root_is_read_only() { # the same mount, as root: writing must fail
  unshare --mount -- bash -euc '
    mount --bind "$1" "$1"
    mount -o remount,bind,ro "$1"
    ! touch "$1/bin/written"' bare "$bare"
}

bare_round_trip() { # bare_round_trip MAJOR
  in_bare_root "/bin/$1/pg_dump" -Fc -d "$(tls ledger /ca.crt)" >"$SCRATCH/bare.dump" || return 1
  in_bare_root "/bin/$1/pg_restore" -f - <"$SCRATCH/bare.dump" |
    sed -n '/^COPY public.entries/,/^\\\.$/p' | sed '1d;$d' | sort | md5sum | cut -d' ' -f1 >"$SCRATCH/bare.rows"
  [ "$(cat "$SCRATCH/bare.rows")" = "$(sql ledger -c 'COPY entries TO STDOUT' | sort | md5sum | cut -d' ' -f1)" ]
}

if [ "$(id -u)" != 0 ]; then
  skip "read-only root, unknown uid: needs root"
elif ! unshare --mount true 2>/dev/null; then
  skip "read-only root, unknown uid: mount namespaces are not allowed here"
else
  mkdir -p "$bare/bin"
  cp -R "$DIST/$ARCH"/[0-9]* "$bare/bin/"
  cp "$SCRATCH/authority.crt" "$bare/ca.crt"
  [ -z "$EMULATOR" ] || cp "$EMULATOR" "$bare/emulator"
  check "the bare root is read-only" root_is_read_only
  for major in $MAJORS; do
    check "$major dumps over TLS and reads its dump in a bare, read-only root, as an unknown uid" bare_round_trip "$major"
  done
fi
