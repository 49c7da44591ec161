#!/usr/bin/env bash
# install-layer.sh FOLDER: the layer's contents for `sam build`, of one
# architecture: FOLDER/bin/MAJOR/pg_dump is /opt/bin/MAJOR/pg_dump at run time.
# It copies what `make layer` built and never builds: SAM works on a throwaway
# copy of this folder, where a build would be lost.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
to=${1:?install-layer.sh FOLDER}
from=$DIST/$ARCH

[ -f "$from/SHA256SUMS" ] || { echo "no $ARCH binaries: run \`make layer ARCH=$ARCH\` before \`sam build\`" >&2; exit 1; }
(cd "$from" && sha256sum --check --quiet SHA256SUMS)

mkdir -p "$to/bin"
sed 's/^[0-9a-f]*  //' "$from/SHA256SUMS" | while read -r file; do
  mkdir -p "$to/bin/$(dirname "$file")"
  cp -p "$from/$file" "$to/bin/$file"
done

# The user's own trust anchors, if any: /opt/certs at run time.
if [ -d "$HERE/certs" ]; then
  mkdir -p "$to/certs"
  cp -p "$HERE"/certs/*.pem "$to/certs/"
fi
du -sh "$to" | sed "s/^/$ARCH layer: /"
