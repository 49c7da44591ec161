# One line a check. OUT holds the last command's output.
passed=0 failed=0 OUT=

pass() { passed=$((passed + 1)); echo "ok      $1"; }
fail() { failed=$((failed + 1)); echo "FAILED  $1"; [ -z "$OUT" ] || sed 's/^/          /' <<<"$OUT" | head -n 15; }
skip() { echo "skipped $1"; }

check() { # check SENTENCE COMMAND…: the command must succeed
  local sentence=$1
  shift
  if OUT=$("$@" 2>&1); then pass "$sentence"; else fail "$sentence"; fi
}

check_refused() { # check_refused SENTENCE WORDS COMMAND…: it must fail, and say WORDS
  local sentence=$1 words=$2
  shift 2
  if OUT=$("$@" 2>&1); then fail "$sentence"; elif grep -q -- "$words" <<<"$OUT"; then pass "$sentence"; else fail "$sentence"; fi
}
