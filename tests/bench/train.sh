#!/bin/sh
# A program that is built twice: once to watch itself work, and again with what was seen.
#
#   tests/bench/train.sh CHECKOUT      leaves CHECKOUT/build/pgo/isthmus
#
# Only the rooms of the event loop take part. Results do not depend on it: the same bytes.
set -eu
cd "$1"
mkdir -p build
cmake --preset pgo -DISTHMUS_PGO=generate >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
find build/pgo -name '*.gcda' -delete
cmake --build build/pgo --target isthmus
scenario=build/pgo/mesh.yaml
for p in 3 30; do
  tests/bench/mesh.sh "$p" >"$scenario"
  build/pgo/isthmus run "$scenario" -q -n 1 -j 1 --duration 1s --set run.warmup=1ms >/dev/null
done
for lesson in 03-through-gateways 04-new-connections 05-three-partitions-two-clouds; do
  build/pgo/isthmus run "scenarios/tutorial/$lesson.yaml" -q -n 2 -j 1 --duration 10s >/dev/null
done
build/pgo/isthmus generate --partitions 20 --services 50 --broken 1% >"$scenario"
build/pgo/isthmus check "$scenario" >/dev/null || [ $? -eq 4 ]
cmake --preset pgo -DISTHMUS_PGO=use >/dev/null
cmake --build build/pgo --target isthmus
