#!/bin/sh
# run, size and survive by four ranks: every byte that they write, and their status, is that of one process.
#
#   mpi_run.sh ISTHMUS MPIEXEC SCENARIOS
set -eu
isthmus=$1
mpiexec=$2
scenarios=$3
. "$(dirname "$0")/sweep_setup.sh"

# same WORD...: in two folders of the same name, so that whatever the command writes can be compared.
same() {
  for who in alone ranks; do
    rm -rf "$folder/here"
    mkdir "$folder/here"
    cd "$folder/here"
    status=0
    if [ $who = alone ]; then
      "$isthmus" "$@" --color never >out 2>err || status=$?
    else
      "$mpiexec" -n 4 --oversubscribe "$isthmus" "$@" --color never >out 2>err || status=$?
      # Open MPI has its say, too, where a status is not 0.
      grep -v -e '^-*$' -e '^Primary job' -e '^a non-zero' -e '^mpi\(run\|exec\)' -e '^  *Process name' \
        -e '^  *Exit code' -e '^detected that' -e '^the job to be' err >err.own || true
      mv err.own err
    fi
    echo "$status" >status
    cd ..
    rm -rf "$who"
    mv here "$who"
  done
  diff -r "$folder/alone" "$folder/ranks" || fail "by four ranks it differs: isthmus $*"
  test -s "$folder/alone/out" -o -s "$folder/alone/err"
}

same run "$scenarios/tutorial/03-through-gateways.yaml" -q -n 6 --duration 5s -o json \
  --write report.html --write pairs.csv --write trace.perfetto.json
same run "$scenarios/tutorial/03-through-gateways.yaml" -q -n 5 --duration 3s --headroom -o json
same run "$scenarios/tutorial/03-through-gateways.yaml" -q --duration 2s --until 'p99 within 20%' -o json
same run "$scenarios/tutorial/03-through-gateways.yaml" -q -n 2 --duration 3s --store results.db
same size "$scenarios/tutorial/03-through-gateways.yaml" -n 3 --duration 3s --p99 200ms -o json
same survive "$scenarios/tutorial/05-three-partitions-two-clouds.yaml" -n 2 --duration 3s -o json
# What is wrong is said once, and the status is that of one process.
same run "$scenarios/no-such.yaml"
same run "$scenarios/tutorial/03-through-gateways.yaml" --duraton 3s
same size "$scenarios/tutorial/01-ten-lines.yaml" -n 2 --duration 2s
echo "run, size and survive: the same bytes"
