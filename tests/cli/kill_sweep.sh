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
. "$(dirname "$0")/sweep_setup.sh"
sweep_file 30 24

sweep() { "$isthmus" sweep "$folder/sweep.yaml" --store "$1" -o json; }
sweep "$folder/peace.db" >"$folder/peace.json"

# same_content STORE: what is left is finished, and then says the same to the last digit.
same_content() {
  sweep "$1" >"$folder/after.json"
  cmp "$folder/peace.json" "$folder/after.json" || fail "after kills the content differs"
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
  if wait "$process"; then same_content "$folder/killed.db"; fi # It had ended by itself: begin another.
done 2>/dev/null
same_content "$folder/killed.db"
test "$done_kills" -eq "$kills"
echo "$done_kills kills of the process: the same content"

[ -n "$mpiexec" ] || exit 0
children() { cat "/proc/$1/task/"*/children 2>/dev/null || true; }
# rank LAUNCHER NUMBER: the process of that rank, a child of a child of the launcher (of `timeout`).
rank() {
  for middle in $(children "$1"); do
    for child in $(children "$middle"); do
      if tr '\0' '\n' <"/proc/$child/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$2"; then echo "$child"; fi
    done
  done
}
# by_ranks STORE: what the ranks say goes to ranks.json; with --enable-recovery the others outlive one.
by_ranks() {
  exec timeout -k 1 120 "$mpiexec" --enable-recovery -n 4 --oversubscribe "$isthmus" sweep "$folder/sweep.yaml" \
    --store "$1" -q -o json >"$folder/ranks.json" 2>"$folder/ranks.err"
}

# Rank 0 cannot be replaced: the others notice, and all end. Where another one dies the sweep goes on to its end.
rank_kills=0
finished=0
for moment in $(moments $((kills * 4)) 0.05 0.6); do
  [ "$rank_kills" -lt $((kills / 5)) ] || break
  number=$((rank_kills % 4))
  by_ranks "$folder/ranks.db" &
  launcher=$!
  until [ -s "$folder/ranks.db" ]; do sleep 0.05; done # Rank 0 has opened it: all have found each other.
  sleep "$moment"
  process=$(rank "$launcher" "$number")
  if [ -n "$process" ] && kill -9 "$process" 2>/dev/null; then rank_kills=$((rank_kills + 1)); fi
  status=0
  wait "$launcher" || status=$?
  [ "$status" -ne 124 ] || fail "after rank $number was killed the others hang"
  if [ -n "$process" ] && [ "$number" -eq 0 ]; then
    grep -q rank-zero-is-gone "$folder/ranks.err" || [ -s "$folder/ranks.json" ] || fail "nobody says that rank 0 is gone"
  else
    cmp "$folder/peace.json" "$folder/ranks.json" || fail "after rank $number was killed the others say something else"
    finished=$((finished + 1))
  fi
  same_content "$folder/ranks.db"
done
test "$rank_kills" -gt 0
test "$finished" -gt 0
echo "$rank_kills kills of a rank: the same content, and $finished sweeps finished by the others"
