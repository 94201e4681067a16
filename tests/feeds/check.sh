#!/usr/bin/env bash
# What other programs take from the example site, by programs that aren't ours: its feeds in newsboat and reader, its description
# of the open data in rdflib: `check.sh INSYN CONTENT SCRATCH`. Lines `N passed, N failed` count.
set -euo pipefail

insyn="$(realpath "$1")" content="$2" scratch="$3"
READER=3.26
# reader needs it, and doesn't say so.
SGMLLIB=1.0.0
RDFLIB=7.6.0

python3 -m venv "$scratch/feeds-venv"
"$scratch/feeds-venv/bin/pip" install --quiet --disable-pip-version-check "reader==$READER" "sgmllib3k==$SGMLLIB" "rdflib==$RDFLIB"
cp -r "$content" "$scratch/feeds-content"
here="$(dirname "${BASH_SOURCE[0]}")"
"$scratch/feeds-venv/bin/python" "$here/readers.py" "$insyn" "$scratch/feeds-content" "$scratch"
"$scratch/feeds-venv/bin/python" "$here/../open_data/catalogue.py" "$scratch/feeds-site"
