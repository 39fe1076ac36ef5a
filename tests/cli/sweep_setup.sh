# What the tests of sweeps from outside share: a folder that goes when they end, and a small sweep in it.
#
#   . sweep_setup.sh     sets folder; defines sweep_file and fail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 # Containers run as root.

# sweep_file SECONDS REPLICATIONS: four points, each with results of its own.
sweep_file() {
  cat >"$folder/mesh.yaml" <<MESH
isthmus: 1
partitions:
  default:
    services:
      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}
      api: {service_time: exp(2ms)}
traffic:
  - {name: users, from: web, to: api, rate: 1000/s}
run: {duration: $1s, warmup: 1s}
MESH
  cat >"$folder/sweep.yaml" <<SWEEP
scenario: mesh.yaml
matrix:
  traffic.users.rate: [600/s, 900/s]
  partitions.default.services.api.replicas: [3, 4]
replications: $2
SWEEP
}

fail() {
  echo "$*" >&2
  exit 1
}
