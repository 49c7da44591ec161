# The C library. glibc cannot be linked fully statically without losing DNS
# (it loads its resolver at run time); musl can.

# pg_dump writes through stdio, a row at a time. With musl's buffer of 1 KiB
# that is a system call for nearly every row, and half of pg_dump's CPU time.
sed -i 's/^#define BUFSIZ 1024$/#define BUFSIZ 65536/' include/stdio.h
grep -q '^#define BUFSIZ 65536$' include/stdio.h

./configure --target="${GNU%%-*}-linux-musl" --prefix="$SYSROOT" --syslibdir="$SYSROOT/lib" \
  --disable-shared --enable-wrapper=gcc CC="$REAL_CC" CROSS_COMPILE="$CROSS" CFLAGS="$CFLAGS"
make -j"$JOBS"
make install

# The kernel's headers are the compiler's own; musl brings none, OpenSSL wants some.
for folder in linux asm asm-generic; do
  found=$(printf '#include <%s/types.h>\n' "$folder" | "$REAL_CC" -M -x c - |
    tr -s ' \\' '\n\n' | grep "/$folder/types\.h$" | head -n 1)
  cp -RL "$(dirname "$found")" "$SYSROOT/include/"
done
