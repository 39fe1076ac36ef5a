#!/bin/sh
# How `check` and `reach --summary` grow with the mesh: CPU seconds, elapsed seconds and peak memory, from
# the file to the verdicts, of meshes each twice as large as the one before.
#
#   tests/bench/scale/measure.sh ISTHMUS [PARTITIONS [SERVICES [UPSTREAMS [STEPS]]]]
#
# The last mesh has PARTITIONS x SERVICES services (default 100 x 1000) with UPSTREAMS upstreams each (10);
# STEPS halvings of the services come before it (default 3). Needs GNU time and some hundred MB in TMPDIR.
set -eu
isthmus=$1
partitions=${2:-100}
services=${3:-1000}
upstreams=${4:-10}
steps=${5:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

# measure VERB...: the CPU and elapsed seconds and MiB of one command, whose status may be 4.
measure() {
  /usr/bin/time -q -o "$folder/time" -f '%U %S %e %M' "$@" >"$folder/out" 2>&1 || [ $? -eq 4 ]
  awk '{printf "%8.2f %8.2f %8.0f", $1 + $2, $3, $4 / 1024}' "$folder/time"
}

printf '%10s %10s %7s   %26s   %26s\n' services upstreams MiB 'check: CPU s  s  MiB' 'reach: CPU s  s  MiB'
step=$steps
while [ "$step" -ge 0 ]; do
  each=$((services >> step))
  mesh=$folder/mesh.yaml
  "$isthmus" generate --partitions "$partitions" --services "$each" --upstreams "$upstreams" \
    --broken 1% >"$mesh"
  size=$(du -m "$mesh" | cut -f1)
  printf '%10d %10d %7d   ' $((partitions * each)) $((partitions * each * upstreams)) "$size"
  measure "$isthmus" check "$mesh"
  printf '   '
  measure "$isthmus" reach --summary "$mesh"
  printf '\n'
  step=$((step - 1))
done
