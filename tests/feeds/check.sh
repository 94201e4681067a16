#!/usr/bin/env bash
# The example site's feeds in two feed readers that aren't ours, newsboat and reader: `check.sh INSYN CONTENT SCRATCH`. The last
# line counts.
set -euo pipefail

insyn="$(realpath "$1")" content="$2" scratch="$3"
READER=3.26
# reader needs it, and doesn't say so.
SGMLLIB=1.0.0

python3 -m venv "$scratch/feeds-venv"
"$scratch/feeds-venv/bin/pip" install --quiet --disable-pip-version-check "reader==$READER" "sgmllib3k==$SGMLLIB"
cp -r "$content" "$scratch/feeds-content"
exec "$scratch/feeds-venv/bin/python" "$(dirname "${BASH_SOURCE[0]}")/readers.py" "$insyn" "$scratch/feeds-content" "$scratch"
