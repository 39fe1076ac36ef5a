#!/bin/sh
# A sweep by four ranks has every number and every fingerprint of the same sweep by one process.
#
#   mpi_sweep.sh ISTHMUS MPIEXEC
set -eu
isthmus=$1
mpiexec=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 # Containers run as root.

cat >"$folder/mesh.yaml" <<'MESH'
isthmus: 1
partitions:
  default:
    services:
      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}
      api: {service_time: exp(2ms)}
traffic:
  - {name: users, from: web, to: api, rate: 100/s}
run: {duration: 5s}
MESH
cat >"$folder/sweep.yaml" <<'SWEEP'
scenario: mesh.yaml
matrix:
  traffic.users.rate: [100/s, 200/s]
  partitions.default.services.api.replicas: [1, 2]
replications: 6
SWEEP

"$isthmus" sweep "$folder/sweep.yaml" -o json >"$folder/alone.json"
"$mpiexec" -n 4 --oversubscribe "$isthmus" sweep "$folder/sweep.yaml" --store "$folder/results.db" \
  -o json >"$folder/ranks.json"
cmp "$folder/alone.json" "$folder/ranks.json"
# Four points with results of their own, so that there is something to compare.
test "$(grep -o '"fingerprint": *"[0-9a-f]*"' "$folder/alone.json" | sort -u | wc -l)" -eq 4
# What the ranks left behind is all that a process by itself needs.
"$isthmus" sweep "$folder/sweep.yaml" --store "$folder/results.db" | grep -q '24 replications, 24 found'
