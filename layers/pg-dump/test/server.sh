# A throwaway PostgreSQL server on 127.0.0.1 with its own certificate
# authority, and a small ledger in the database "ledger". Passwords by SCRAM.
PASSWORD=throwaway

find_server() {
  local folder
  for folder in "${PG_SERVER_BIN_DIR:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
    "$(dirname "$(command -v postgres || echo /)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/psql" ]; then
      SERVER_BIN=$folder
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root.
as_server_user() {
  if [ "$(id -u)" != 0 ]; then "$@"; return; fi
  setpriv --reuid "$SERVER_USER" --regid "$(id -g "$SERVER_USER")" --clear-groups "$@"
}

make_authority() { # make_authority NAME: NAME.crt and NAME.key
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" \
    -keyout "$SCRATCH/$1.key" -out "$SCRATCH/$1.crt" 2>/dev/null
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
  done
}

start_server() {
  SERVER_USER=$(id -un)
  if [ "$SERVER_USER" = root ]; then SERVER_USER=$(id -un postgres 2>/dev/null || echo nobody); fi
  local data=$SCRATCH/server/data
  mkdir "$SCRATCH/server"

  make_authority authority
  make_authority stranger
  openssl req -newkey rsa:2048 -nodes -subj /CN=db.test -keyout "$SCRATCH/server/server.key" 2>/dev/null |
    openssl x509 -req -days 2 -CA "$SCRATCH/authority.crt" -CAkey "$SCRATCH/authority.key" -CAcreateserial \
      -extfile <(echo subjectAltName=DNS:db.test) -out "$SCRATCH/server/server.crt" 2>/dev/null
  echo "$PASSWORD" >"$SCRATCH/server/password"
  chmod 600 "$SCRATCH/server/server.key"
  [ "$(id -u)" != 0 ] || chown -R "$SERVER_USER" "$SCRATCH/server"

  as_server_user "$SERVER_BIN/initdb" -D "$data" -U owner --pwfile="$SCRATCH/server/password" \
    -E UTF8 --no-locale -A scram-sha-256 --no-sync >/dev/null
  PORT=$(free_port)
  as_server_user "$SERVER_BIN/pg_ctl" -D "$data" -l "$SCRATCH/server/log" -w -s start -o "\
    -c port=$PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c ssl=on \
    -c ssl_cert_file=$SCRATCH/server/server.crt -c ssl_key_file=$SCRATCH/server/server.key"

  sql postgres -c 'CREATE DATABASE ledger'
  sql ledger -f "$HERE/test/ledger.sql"
}

stop_server() {
  [ -f "$SCRATCH/server/data/postmaster.pid" ] || return 0
  as_server_user "$SERVER_BIN/pg_ctl" -D "$SCRATCH/server/data" -m immediate -s stop
}

sql() { # sql DATABASE ARGUMENT…
  PGPASSWORD=$PASSWORD PGHOST=127.0.0.1 PGPORT=$PORT PGUSER=owner PGSSLMODE=disable \
    "$SERVER_BIN/psql" -XqAt -v ON_ERROR_STOP=1 -d "$@"
}

# The two ways in. db.test is the name in the certificate; hostaddr spares DNS.
plain() { echo "host=127.0.0.1 port=$PORT user=owner password=$PASSWORD sslmode=disable dbname=$1"; }
tls() { # tls DATABASE [AUTHORITY_FILE]
  echo "host=db.test hostaddr=127.0.0.1 port=$PORT user=owner password=$PASSWORD sslmode=verify-full" \
    "sslrootcert=${2:-$SCRATCH/authority.crt} dbname=$1"
}

# What a restored ledger must have in common with the first.
digest() {
  sql "$1" -c "SELECT count(*), sum(amount), md5(string_agg(e::text, '|' ORDER BY id)) FROM entries e"
}
