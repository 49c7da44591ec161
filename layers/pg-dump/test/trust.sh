# What must be refused is, with the reason named.
dump_to_nowhere() { run_static "$1" pg_dump -Fc -d "$2" >/dev/null; }
env_trust() { local TRUST=$1; shift; "$@"; }

for major in $MAJORS; do
  check_refused "$major refuses a server that its authority did not sign" 'certificate verify failed' \
    dump_to_nowhere "$major" "$(tls ledger "$SCRATCH/stranger.crt")"
  check_refused "$major refuses a certificate of another name" 'does not match host name' \
    dump_to_nowhere "$major" "$(tls ledger | sed 's/host=db.test/host=db.other/')"
  check_refused "$major refuses verify-full without an authority" 'root certificate file' \
    dump_to_nowhere "$major" "$(tls ledger "$SCRATCH/absent.crt")"
  check_refused "$major reports a wrong password" 'password authentication failed' \
    dump_to_nowhere "$major" "$(tls ledger | sed 's/password=[a-z]*/password=wrong/')"

  # sslrootcert=system came with 16. The system's certificates are OpenSSL's
  # default: SSL_CERT_FILE, or else /etc/pki/tls/cert.pem.
  [ "$major" -ge 16 ] || continue
  system=$(tls ledger system)
  check "$major takes sslrootcert=system from SSL_CERT_FILE" \
    env_trust "$SCRATCH/authority.crt" dump_to_nowhere "$major" "$system"
  check_refused "$major refuses sslrootcert=system with another authority there" 'certificate verify failed' \
    env_trust "$SCRATCH/stranger.crt" dump_to_nowhere "$major" "$system"
done
