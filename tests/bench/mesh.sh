#!/bin/sh
# MESH for any number of partitions, as a scenario: what mesh.yaml is for three.
#
#   tests/bench/mesh.sh PARTITIONS > mesh.yaml
#
# Service s of partition p calls service s of partition (p + 1 + s mod (P - 1)) mod P, 1,000 times a second.
set -eu
awk -v P="${1:-3}" 'BEGIN {
  print "isthmus: 1\nname: MESH of " P " partitions\nzones:"
  for (p = 0; p < P; ++p) printf "  z%d: {region: r%d}\n", p, p
  print "links:"
  for (p = 0; p < P; ++p) printf "  - {between: [z%d, z%d], one_way: 250us}\n", p, p
  for (p = 0; p < P; ++p) for (s = 0; s < 12; ++s) {
    far = (p + 1 + s % (P - 1)) % P
    callers[far] = callers[far] " " p
    low = p < far ? p : far; high = p < far ? far : p
    if ((low, high) in linked) continue
    linked[low, high] = 1
    printf "  - {between: [z%d, z%d], one_way: 10ms}\n", low, high
  }
  print "defaults:"
  print "  sidecar: {workers: 2, worker_choice: shared, per_connection: 0ms, per_message: exp(100us), per_gb: 0ms, handshake: 0ms, resumed_handshake: 0ms}"
  print "  mesh_gateway: {replicas: 1, workers: 4, worker_choice: shared, per_connection: 0ms, per_message: exp(50us), per_gb: 0ms}"
  print "  service: {replicas: 1, concurrency: 8, service_time: exp(1ms), response_size: 0B}"
  print "partitions:"
  for (p = 0; p < P; ++p) {
    printf "  p%d:\n    zones: [z%d]\n    mesh_gateway: {replicas: 1}\n    services:\n", p, p
    for (s = 0; s < 12; ++s) {
      far = (p + 1 + s % (P - 1)) % P
      printf "      s%d: {proxy: {mesh_gateway: {mode: local}, upstreams: [{destination_name: s%d, destination_partition: p%d, local_bind_port: 10000}]}}\n", s, s, far
    }
  }
  print "config_entries:"
  for (p = 0; p < P; ++p) {
    printf "  - Kind: exported-services\n    Name: p%d\n    Services:\n      - {Name: \"*\", Namespace: default, Consumers: [", p
    n = split(callers[p], names, " "); comma = ""
    for (i = 1; i <= n; ++i) if (!((p, names[i]) in told)) {
      told[p, names[i]] = 1
      printf "%s{Partition: p%d}", comma, names[i]; comma = ", "
    }
    print "]}"
  }
  print "traffic:"
  for (p = 0; p < P; ++p) for (s = 0; s < 12; ++s) {
    far = (p + 1 + s % (P - 1)) % P
    printf "  - {name: p%d-s%d, from: p%d/s%d, to: p%d/s%d, rate: 1000/s, arrivals: poisson, connections: kept_alive, request_size: 0B, response_size: 0B}\n", p, s, p, s, far, s
  }
  print "run: {seed: 1, replications: 1, duration: 6s, warmup: 1s}"
}'
