#!/usr/bin/env bash
# Opens the rebuilt appendices with the programs that readers have, and reads them with a metadata reader from
# outside. Called by tests/run; what is missing is installed there. Closes with `N passed, N failed`.
set -uo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
author='planterad'
passed=0
failed=0

check() {
  local what="$1"
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $what"; fi
}

holds() { grep -qF -- "$2" <<<"$1"; }
is_silent() { ! grep -qiF -- "$author" <<<"$1"; }

mkdir "$work/out" "$work/made"
INSYN_APPENDIX_OUT="$work/out" cargo test --locked --quiet --test appendix rebuilt_files >"$work/log" 2>&1 || {
  cat "$work/log"
  echo "0 passed, 1 failed"
  exit 1
}

for file in "$work"/out/*.pdf; do
  name="$(basename "$file")"
  check "$name: qpdf finds it sound" qpdf --check "$file" >"$work/log" 2>&1
  check "$name: poppler reads its text" test -n "$(pdftotext "$file" - | tr -d '[:space:]')"
  check "$name: poppler draws it" pdftoppm -r 20 -png "$file" "$work/made/$name"
  info="$(pdfinfo "$file")"
  check "$name: pdfinfo shows the title" holds "$info" 'Bilaga för prov'
  check "$name: pdfinfo shows no author" bash -c '! grep -qE "^(Author|Creator|Producer|Subject|Keywords|CreationDate|ModDate):" <<<"$1"' _ "$info"
done
check 'the text of a tagged PDF' holds "$(pdftotext "$work/out/libreoffice.pdf" -)" 'Nämnden har granskat sextio journaler.'
check 'a tagged PDF stays tagged' holds "$(pdfinfo "$work/out/libreoffice.pdf")" 'Tagged:          yes'
check 'no file is attached any more' holds "$(pdfdetach -list "$work/out/qpdf.pdf")" '0 embedded files'

# One start of the office program for all files of a kind.
convert() {
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$work/made" "${@:2}" >"$work/log" 2>&1
}
convert txt:Text "$work"/out/*.docx
for file in "$work"/out/*.docx; do
  check "$(basename "$file") opens" holds "$(cat "$work/made/$(basename "$file" .docx).txt" 2>&1)" 'granskat sextio journaler'
done
rm -f "$work"/made/*.txt
convert txt:Text "$work"/out/*.odt
check 'libreoffice.odt opens' holds "$(cat "$work/made/libreoffice.txt" 2>&1)" 'granskat sextio journaler'
convert 'csv:Text - txt - csv (StarCalc):44,34,76' "$work"/out/*.xlsx
check 'openpyxl.xlsx opens' holds "$(cat "$work/made/openpyxl.csv" 2>&1)" 'Summa,78'
check 'libreoffice.xlsx opens' holds "$(cat "$work/made/libreoffice.csv" 2>&1)" 'Summa,78'
check 'xlsxwriter.xlsx opens' holds "$(cat "$work/made/xlsxwriter.csv" 2>&1)" 'Svar på frågan,12.5'

for file in bild.jpg bild.png; do
  same="$(compare -metric AE "tests/appendix/$file" "$work/out/$file" null: 2>&1)"
  check "$file shows the same picture" test "${same%% *}" = 0
done

for file in "$work"/out/*; do
  check "$(basename "$file"): exiftool finds no author" is_silent "$(exiftool -a -u -G1 -ee "$file" | grep -v '^\[System\]')"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
