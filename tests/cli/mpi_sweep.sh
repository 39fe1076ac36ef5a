#!/bin/sh
# A sweep by four ranks has every number and every fingerprint of the same sweep by one process.
#
#   mpi_sweep.sh ISTHMUS MPIEXEC
set -eu
isthmus=$1
mpiexec=$2
. "$(dirname "$0")/sweep_setup.sh"
sweep_file 5 6

"$isthmus" sweep "$folder/sweep.yaml" -o json >"$folder/alone.json"
"$mpiexec" -n 4 --oversubscribe "$isthmus" sweep "$folder/sweep.yaml" --store "$folder/results.db" \
  -o json >"$folder/ranks.json"
cmp "$folder/alone.json" "$folder/ranks.json"
# Four points with results of their own, so that there is something to compare.
test "$(grep -o '"fingerprint": *"[0-9a-f]*"' "$folder/alone.json" | sort -u | wc -l)" -eq 4
# What the ranks left behind is all that a process by itself needs.
"$isthmus" sweep "$folder/sweep.yaml" --store "$folder/results.db" | grep -q '24 replications, 24 found'
