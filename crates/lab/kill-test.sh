#!/usr/bin/env bash
# Kills a run at random moments and starts it again, until it ends by itself; then compares its files byte by byte with
# those of a run that was left alone.
#
#   crates/lab/kill-test.sh INPUT [KILLS] [PROGRAM]
#
# INPUT is anything that `rapporteur code` reads, best of some thousand articles; KILLS the least number of kills that
# must hit (50). The time between kills is drawn anew each time, short enough for the kills to fit into the run.
set -euo pipefail

input=${1:?an input, such as a file of JSON lines}
kills=${2:-50}
program=${3:-target/release/rapporteur}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

started=$(date +%s%N)
"$program" code "$input" --checkpoint 20 -o "$folder/whole" 2>"$folder/whole.log"
whole=$(( ($(date +%s%N) - started) / 1000000 ))
echo "left alone: $whole ms"

hit=0
while :; do
    "$program" code "$input" --checkpoint 20 -o "$folder/killed" 2>>"$folder/killed.log" &
    run=$!
    # Loading the model takes its time in every run; what lies behind is cut into pieces.
    pause=$(( 150 + RANDOM * RANDOM % (3 * whole / (2 * kills) + 1) ))
    sleep "$(( pause / 1000 )).$(printf '%03d' $(( pause % 1000 )))"
    if [ "$hit" -lt "$kills" ] && kill -KILL "$run" 2>/dev/null; then
        wait "$run" 2>/dev/null || true
        hit=$((hit + 1))
    else
        # Enough kills, or it ended before this one: either it is done or it may go on.
        wait "$run" && break
        cat "$folder/killed.log" >&2
        exit 1
    fi
done

if [ "$hit" -lt "$kills" ]; then
    echo "only $hit of $kills kills hit; use a larger input" >&2
    exit 1
fi
diff -r "$folder/whole" "$folder/killed"
echo "$hit kills, and the files are the same: $(cd "$folder/killed" && find . -type f | sort | paste -sd ' ')"
