#!/bin/sh
# The whole program under the yardstick MESH, and its peers beside it where they are installed: one table.
#
#   tests/bench/table.sh ISTHMUS [NS3_MESH]     NS3_MESH: the program bench_mesh_ns3, if it was built
#
# Runs are interleaved and the best of ROUNDS (3) counts, by CPU seconds (user and system): what a busy machine
# does to one run it does not do to all. LARGE=no leaves the million upstreams out. Needs GNU time.
set -eu
isthmus=$1
ns3=${2:-}
rounds=${ROUNDS:-3}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
python=
for one in python3 /usr/bin/python3; do
  if [ -z "$python" ] && "$one" -c 'import simpy' 2>/dev/null; then python=$one; fi
done

# timed NAME COMMAND...: appends "CPU-seconds MiB requests events" of one run to NAME.
timed() {
  name=$folder/$1
  shift
  /usr/bin/time -q -o "$folder/time" -f '%U %S %M' "$@" >"$folder/out" 2>"$folder/err" || {
    cat "$folder/err" >&2
    exit 1
  }
  case $name in
    *isthmus*)
      counted=$(sed -n -e 's/^  "requests": \([0-9]*\).*/\1/p' -e 's/^  "events": \([0-9]*\).*/\1/p' "$folder/out" | tr '\n' ' ') ;;
    *) counted="$(cut -d' ' -f1 "$folder/out") 0" ;;
  esac
  printf '%s %s\n' "$(awk '{printf "%.3f %.0f", $1 + $2, $3 / 1024}' "$folder/time")" "$counted" >>"$name"
}

for p in 3 30 300; do "$here/mesh.sh" "$p" >"$folder/mesh-$p.yaml"; done
# So long that a run is some seconds of work; SimPy, which is a hundred times slower, less.
duration() { case $1 in 3) echo 30 ;; 30) echo 10 ;; 300) echo 5 ;; esac; }
# Of ns-3, which is a few times slower: as much work.
ns3_duration() { case $1 in 3) echo 6 ;; 30) echo 1.5 ;; 300) echo 0.4 ;; esac; }

round=0
while [ "$round" -lt "$rounds" ]; do
  for p in 3 30 300; do
    timed "isthmus-$p" "$isthmus" run "$folder/mesh-$p.yaml" -q -n 1 -j 1 -o json \
      --duration "$(duration "$p")s" --set run.warmup=1ms
    [ -z "$ns3" ] || timed "ns3-$p" "$ns3" "$p" "$(ns3_duration "$p")"
  done
  [ -z "$python" ] || timed simpy-3 "$python" "$here/peers/mesh_simpy.py" 3 0.5
  [ -z "$python" ] || timed simpy-30 "$python" "$here/peers/mesh_simpy.py" 30 0.05
  round=$((round + 1))
done

printf '| %-18s | %4s | %9s | %7s | %14s | %8s | %5s | %6s |\n' system P requests 'CPU s' 'requests/CPU s' ns/event MiB growth
printf '|---|---|---|---|---|---|---|---|\n'
for system in isthmus ns3 simpy; do
  least=
  for p in 3 30 300; do
    [ -f "$folder/$system-$p" ] || continue
    sort -n "$folder/$system-$p" | head -1 >"$folder/best"
    read -r cpu mib requests events <"$folder/best"
    [ -n "$least" ] || least=$(echo "$cpu $requests" | awk '{print $1 / $2}')
    echo "$cpu $mib $requests $events" | awk -v p="$p" -v least="$least" -v of="$system" '
      BEGIN { name["isthmus"] = "isthmus"; name["ns3"] = "ns-3, kernel alone"; name["simpy"] = "SimPy" }
      {
        each = "-"
        if ($4 > 0) each = sprintf("%.0f", 1e9 * $1 / $4)
        printf("| %-18s | %4d | %9d | %7.2f | %14.0f | %8s | %5d | %6.2f |\n", name[of], p, $3, $1,
               $3 / $1, each, $2, $1 / $3 / least)
      }'
  done
done
[ -n "$ns3" ] || printf '\nns-3 was left out: install libns3-dev and configure again.\n'
[ -n "$python" ] || printf '\nSimPy was left out: install python3-simpy3.\n'

if [ "${LARGE:-yes}" = yes ]; then
  printf '\nA million upstreams, from the file to the verdicts:\n\n'
  "$here/scale/measure.sh" "$isthmus" 100 1000 10 0
fi
