#!/bin/sh
# How a simulation grows with the mesh, from the file to the page: CPU seconds, elapsed seconds and peak memory
# of meshes each twice as large as the one before, every upstream with one request per second of its own.
#
#   tests/bench/scale/simulate.sh ISTHMUS [PARTITIONS [STEPS [SECONDS]]]
#
# The last mesh has PARTITIONS x 100 services (default 1000) with 10 upstreams each; STEPS halvings come before it
# (default 3). SECONDS (10) are simulated. The largest needs some minutes and GiB. Needs GNU time.
set -eu
isthmus=$1
partitions=${2:-1000}
steps=${3:-3}
seconds=${4:-10}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

printf '| %10s | %10s | %8s | %8s | %9s | %12s |\n' upstreams requests 'CPU s' s 'peak MiB' KiB/upstream
printf '|---|---|---|---|---|---|\n'
step=$steps
while [ "$step" -ge 0 ]; do
  p=$((partitions >> step))
  mesh=$folder/mesh.yaml
  "$isthmus" generate --partitions "$p" --services 100 --upstreams 10 --rate 1/s >"$mesh"
  /usr/bin/time -q -o "$folder/time" -f '%U %S %e %M' "$isthmus" run "$mesh" -q -n 1 -j 1 --color never \
    --duration "${seconds}s" --set run.warmup=1ms >"$folder/out" 2>"$folder/err" || {
    cat "$folder/err" >&2
    exit 1
  }
  awk -v upstreams=$((p * 1000)) -v seconds="$seconds" '
    {printf "| %10d | %10d | %8.1f | %8.1f | %9.0f | %12.1f |\n", upstreams, upstreams * seconds, $1 + $2, $3,
            $4 / 1024, $4 / upstreams}' "$folder/time"
  step=$((step - 1))
done
