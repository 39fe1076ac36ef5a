#!/bin/sh
# A sweep that is killed again and again ends with the content of one that was left in peace.
#
#   kill_sweep.sh ISTHMUS [MPIEXEC] [KILLS]      KILLS: of the process by itself; a fifth as many of a rank
#
# The moments are drawn from a fixed seed; how far a run has come by then is up to the machine, so every run of
# this test kills other replications.
set -eu
isthmus=$1
mpiexec=${2:-}
kills=${3:-50}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 # Containers run as root.

cat >"$folder/mesh.yaml" <<'MESH'
isthmus: 1
partitions:
  default:
    services:
      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}
      api: {service_time: exp(2ms), replicas: 4}
traffic:
  - {name: users, from: web, to: api, rate: 1000/s}
run: {duration: 20s, warmup: 1s}
MESH
cat >"$folder/sweep.yaml" <<'SWEEP'
scenario: mesh.yaml
matrix:
  traffic.users.rate: [600/s, 900/s, 1200/s]
  partitions.default.services.api.replicas: [3, 4]
replications: 24
SWEEP

sweep() { "$isthmus" sweep "$folder/sweep.yaml" --store "$1" -o json; }
sweep "$folder/peace.db" >"$folder/peace.json"

# compare STORE: what is left is finished, and then says the same to the last digit.
compare() {
  sweep "$1" >"$folder/after.json"
  cmp "$folder/peace.json" "$folder/after.json" || { echo "after kills the content differs" >&2; exit 1; }
  rm -f "$1"*
}

# moments COUNT LEAST MOST: seconds, the same every time.
moments() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { srand(7); while (n-- > 0) printf "%.3f\n", a + rand() * (b - a) }'; }

done_kills=0
for moment in $(moments $((kills * 20)) 0.05 0.6); do
  [ "$done_kills" -lt "$kills" ] || break
  sweep "$folder/killed.db" >/dev/null 2>&1 &
  process=$!
  sleep "$moment"
  if kill -9 "$process" 2>/dev/null; then done_kills=$((done_kills + 1)); fi
  if wait "$process"; then compare "$folder/killed.db"; fi # It had ended by itself: begin another.
done 2>/dev/null
compare "$folder/killed.db"
test "$done_kills" -eq "$kills"
echo "$done_kills kills of the process: the same content"

[ -n "$mpiexec" ] || exit 0
# rank PARENT NUMBER: the process of that rank among the launcher's children.
rank() {
  for child in $(ps -o pid= --ppid "$1" || true); do
    if tr '\0' '\n' <"/proc/$child/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$2"; then echo "$child"; fi
  done
}

# A rank that only simulates dies under --enable-recovery, and the others go on; rank 0 without it, and all end.
rank_kills=0
for moment in $(moments $((kills * 4)) 0.5 2); do
  [ "$rank_kills" -lt $((kills / 5)) ] || break
  number=$((rank_kills % 4))
  recovery=--enable-recovery
  [ "$number" -gt 0 ] || recovery=
  "$mpiexec" $recovery -n 4 --oversubscribe "$isthmus" sweep "$folder/sweep.yaml" \
    --store "$folder/ranks.db" -q >/dev/null 2>&1 &
  launcher=$!
  sleep "$moment"
  process=$(rank "$launcher" "$number")
  if [ -n "$process" ] && kill -9 "$process" 2>/dev/null; then rank_kills=$((rank_kills + 1)); fi
  wait "$launcher" || true
  sweep "$folder/ranks.db" | cmp -s "$folder/peace.json" - || {
    echo "after rank $number was killed the content differs" >&2
    exit 1
  }
  rm -f "$folder"/ranks.db*
done
test "$rank_kills" -gt 0
echo "$rank_kills kills of a rank: the same content"
