#!/usr/bin/env bash
# Measures the server beside the load kit's floor and prints one table.
#
#   Benchmarks/load/bench.sh LOAD_KIT_DIR HOTLINE_BINARY [N]
#
# Every figure is the mean of ROUNDS runs (3) of N calls (400), alternated with the floor, so that a ratio is
# always taken within one hour on one machine. The kit's files are built and its results kept in a scratch
# folder that is printed at the end; nothing is written into the kit. All runs are bounded by the kit itself and
# by `timeout`; only processes started here are ended, by their ids.
set -euo pipefail

kit=$(cd "${1:?LOAD_KIT_DIR}" && pwd)
hotline=$(realpath "${2:?HOTLINE_BINARY}")
calls=${3:-400}
rounds=${ROUNDS:-3}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/hotline-bench.XXXXXX")
csv="$scratch/runs.csv"
target=127.0.0.1:5070
floor_port=5099
server='' floor='' hog=''

note() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

# Ends the processes of this run and only those.
finish() {
    for id in $hog $floor $server; do kill "$id" 2>/dev/null || true; done
    note "runs and logs are in $scratch"
}
trap finish EXIT

prepare() {
    local tool
    for tool in ivrload genprompts nullsrv; do
        cc -O2 -o "$scratch/$tool" "$kit/$tool.c" -lm
    done
    mkdir -p "$scratch/prompts/en-US"
    "$scratch/genprompts" "$scratch/prompts/en-US" 20
    # Recordings are taken by name; one form of each is enough.
    mkdir -p "$scratch/floor" && cp "$scratch/prompts/en-US/"*.ulaw "$scratch/floor/"
    rm -f "$scratch/prompts/en-US/"*.ulaw "$scratch/prompts/en-US/"*.sln
    printf 'menu1: Menu one.\nmenu2: Menu two.\n' > "$scratch/prompts/en-US/prompts.yaml"
    sed "s|@scratch@|$scratch|g; s|@here@|$here|g" "$here/hotline.yaml" > "$scratch/hotline.yaml"
}

start_server() {
    "$hotline" serve --config "$scratch/hotline.yaml" > "$scratch/server.log" 2>&1 &
    server=$!
    local tries=0
    until grep -q 'ready' "$scratch/server.log"; do
        kill -0 "$server" 2>/dev/null || { cat "$scratch/server.log" >&2; note 'the server ended at its start'; exit 1; }
        tries=$((tries + 1)); [ "$tries" -le 300 ] || { note 'the server was not ready in 30 s'; exit 1; }
        sleep 0.1
    done
}

stop_server() { kill "$server" 2>/dev/null || true; sleep 0.2; kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=''; sleep 1; }

start_floor() { "$scratch/nullsrv" "$floor_port" "$scratch/floor" & floor=$!; sleep 0.5; }
stop_floor() { kill "$floor" 2>/dev/null || true; wait "$floor" 2>/dev/null || true; floor=''; }

# run LABEL TARGET PID [ivrload options]: one run, one row of the table of runs.
run() {
    local label=$1 to=$2 pid=$3; shift 3
    note "$label"
    timeout 240 "$scratch/ivrload" --target "$to" --pid "$pid" --label "$label" --csv "$csv" "$@" >> "$scratch/runs.txt"
    sleep 2
}

# column LABEL NUMBER: the mean of a column over the runs of a label.
column() { awk -F, -v l="$1" -v c="$2" '$1 == l { s += $c; n++ } END { if (n) printf "%.6f", s / n; else printf "nan" }' "$csv"; }
worst() { awk -F, -v l="$1" -v c="$2" '$1 == l && $c + 0 > m { m = $c + 0 } END { printf "%.3f", m }' "$csv"; }
total() { awk -F, -v l="$1" -v c="$2" '$1 == l { s += $c } END { printf "%d", s }' "$csv"; }

# row NAME MEASURED LIMIT UNIT: one line of the final table, with its verdict.
row() {
    local verdict
    verdict=$(awk -v m="$2" -v l="$3" 'BEGIN { print (m == m + 0 && m <= l) ? "ok" : "OVER" }')
    printf '| %-58s | %10.2f | %8s | %-4s | %s |\n' "$1" "$2" "$3" "$4" "$verdict"
}

prepare
for round in $(seq "$rounds"); do
    start_floor
    run floor "127.0.0.1:$floor_port" "$floor" --calls "$calls"
    stop_floor
    start_server
    run hotline "$target" "$server" --calls "$calls"
    stop_server
done

start_server
run in-band "$target" "$server" --calls "$calls" --mode inband
stop_server

start_server
run memory-200 "$target" "$server" --calls 200
stop_server
start_server
run memory-800 "$target" "$server" --calls 800
stop_server

start_server
timeout 120 sh -c 'while :; do :; done' & hog=$!
run busy-core "$target" "$server" --calls "$calls"
kill "$hog" 2>/dev/null || true; wait "$hog" 2>/dev/null || true; hog=''
stop_server

start_server
run set-up "$target" "$server" --calls 1200 --rate 400 --hold 0.5 --digit-at 0 --window 30 --warm 2
before=$(awk '/VmRSS/ { print $2 }' "/proc/$server/status")
run set-up-again "$target" "$server" --calls 1200 --rate 400 --hold 0.5 --digit-at 0 --window 30 --warm 2
after=$(awk '/VmRSS/ { print $2 }' "/proc/$server/status")
scheduling=$(grep -o 'scheduling[^,]*' "$scratch/server.log" | head -n 1 || true)
stop_server

ratio=$(awk -v a="$(column hotline 15)" -v b="$(column floor 15)" 'BEGIN { printf "%.4f", b > 0 ? a / b : 999 }')
slope=$(awk -v a="$(column memory-800 18)" -v b="$(column memory-200 18)" 'BEGIN { printf "%.2f", (a - b) / 600 }')
sent=$(awk -v r="$(column hotline 27)" 'BEGIN { printf "%.4f", r < 1 ? (1 - r) * 100 : 0 }')
growth=$(awk -v a="$after" -v b="$before" 'BEGIN { printf "%.2f", b > 0 ? (a - b) * 100 / b : 999 }')
failures=$(( $(total set-up 8) + $(total set-up 9) + $(total set-up-again 8) + $(total set-up-again 9) ))

printf '\n%s calls, %s rounds; floor %.3f, server %.3f ms of CPU per call-second; %s\n\n' \
    "$calls" "$rounds" "$(column floor 15)" "$(column hotline 15)" "${scheduling:-scheduling unknown}"
printf '| %-58s | %10s | %8s | %-4s | %s |\n|---|---|---|---|---|\n' measure value 'at most' unit verdict
row "server CPU to the floor's" "$ratio" 2.0 x
row 'resident memory a call, slope between 200 and 800 calls' "$slope" 40 kB
row 'packets not sent' "$sent" 0.05 '%'
row 'departure jitter p99, worst round' "$(worst hotline 31)" 3 ms
row 'departure jitter p99, one core kept busy' "$(worst busy-core 31)" 5 ms
row 'INVITE to 200 p99, worst round' "$(worst hotline 37)" 5 ms
row 'key-down to the next prompt p50, RFC 4733' "$(column hotline 44)" 25 ms
row 'key-down to the next prompt p50, in-band' "$(column in-band 44)" 75 ms
row 'keys missed, RFC 4733' "$(total hotline 41)" 0 keys
row 'keys missed, in-band, speech on both sides of the tone' "$(total in-band 41)" 0 keys
row 'failed or refused set-ups, 400 a second for 30 s, twice' "$failures" 0 call
row 'memory growth between the two set-up runs' "$growth" 10 '%'
printf '\nThe floor in the same hour: jitter p99 %.1f ms, INVITE to 200 p99 %.1f ms; generator late p99 at most %.1f ms.\n' \
    "$(worst floor 31)" "$(worst floor 37)" "$(worst hotline 24)"
