#!/usr/bin/env bash
# The example site's reports as PDF, before two checkers of PDF/UA-1 that aren't ours: `check.sh INSYN CONTENT SCRATCH`. veraPDF is
# in none of the package registries; these two are. `outloud` holds all that is painted against the structure tree, and its
# layer of guesses (is this alternative text language?) is left out. The last line counts.
set -euo pipefail

insyn="$1" content="$2" scratch="$3"
OUTLOUD=0.2.1
PDFUA=0.1.3

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check "outloud==$OUTLOUD" "pdfua==$PDFUA"
cp -r "$content" "$scratch/printed-content"
"$insyn" build "$scratch/printed-content" -o "$scratch/printed" --pdf

passed=0
failed=0
while read -r file; do
  for check in "outloud --layer conformance --no-info" "pdfua check"; do
    # Words of the command, on purpose.
    # shellcheck disable=SC2086
    if "$scratch/venv/bin/"$check "$file" >"$scratch/said" 2>&1; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "$file: $check" >&2
      cat "$scratch/said" >&2
    fi
  done
done < <(find "$scratch/printed" -name rapport.pdf | sort)
[ "$passed" -gt 0 ] || { echo "no report was printed" >&2; exit 1; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
