#!/usr/bin/env bash
# Everything that needs a GPU, on a machine that has one. Ends with a line for each part that failed.
#
#   tests/gpu_all.sh [BUILD] [PART...]     BUILD: a finished build with CUDA and tests (default: build)
#
# Parts, in this order; without any all of them run:
#   tests      every test for a GPU: scalar ops, casts, loop programs, library calls, limits, both engines on every graph
#   corpus     the captured graphs with the prebuilt kernels: timed, part by part, with a cold L2 cache, other releases
#   memcheck, initcheck, racecheck
#              compute-sanitizer over all captured graphs in one process, memcheck over faults and library calls too
#   random     random programs on both engines
#   kernels    the kernels' benchmark
#
# IREPLAY_RANDOM_PROGRAMS  how many random programs of each kind (10000)
# IREPLAY_SANITIZER_TIME   seconds after which a sanitizer is stopped (1800); it is said how far it came
# IREPLAY_LOGS             where the parts' whole outputs go (a new folder)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build="${1:-build}"
shift || true
parts=("$@")
[ "${#parts[@]}" = 0 ] && parts=(tests corpus memcheck initcheck racecheck random kernels)
logs="${IREPLAY_LOGS:-$(mktemp -d)}"
random_programs="${IREPLAY_RANDOM_PROGRAMS:-10000}"
sanitizer_time="${IREPLAY_SANITIZER_TIME:-1800}"
failed=()

# check NAME COMMAND...: runs it, keeps what it prints, shows the end of that
check() {
  local name="$1" log seconds="$SECONDS"
  log="$logs/${1//[^a-z0-9]/_}.log"
  shift
  printf '\n== %s\n' "$name"
  "$@" >"$log" 2>&1
  local code=$?
  summary "$log"
  [ "$code" = 0 ] || failed+=("$name (exit code $code, $log)")
  printf '   %d s\n' $((SECONDS - seconds))
}

# what a log ends with: a test program's counts, a replay's, a sanitizer's; what failed before that
summary() {
  grep -aE '^\[  (PASSED|SKIPPED|FAILED) ' "$1" | head -n 20
  grep -aE '^[0-9]+ (graphs|bodies)|fused nodes joined|Failure$' "$1" | head -n 20
  grep -aE '^(FAIL|UNSUPPORTED|ERROR)|error: ' "$1" | head -n 20
  sanitizer_reports "$1"
  if ! grep -qaE '^\[  (PASSED|FAILED) ' "$1"; then tail -n 3 "$1"; fi
}

# each different report once, with the kernel's name and how often it came
sanitizer_reports() {
  grep -aE '^========= ' "$1" | grep -aE -A2 'Invalid|Uninitialized|Race reported|Potential|Leaked|Program hit|Error: ' |
    grep -avE '^--' | sed -E 's/0x[0-9a-f]+/*/g; s/(thread|block) \([0-9,]+\)/\1/g' | sort | uniq -c | sort -rn | head -n 20
  grep -aE 'ERROR SUMMARY|RACECHECK SUMMARY|LEAK SUMMARY' "$1"
}

gpu_tests() {
  local program
  for program in "$build"/*_gpu_test; do
    check "$(basename "$program")" "$program" --gtest_brief=1
  done
}

replay() { "$build/ireplay" run --device cuda --no-progress --color never "$@"; }

memory_used() { nvidia-smi --query-gpu=memory.used --format=csv,noheader 2>/dev/null | head -n 1; }

captured_graphs() {
  local before seconds="$SECONDS"
  before="$(memory_used)"
  check "captured graphs, timed" replay testdata/corpus
  if [ $((SECONDS - seconds)) -ge 60 ]; then failed+=("captured graphs took a minute or more"); fi
  echo "   device memory in use before: $before, after: $(memory_used)"
  check "captured graphs, part by part" replay --no-timing --unfused testdata/corpus
  check "captured graphs, cold cache" replay --l2 cold --min-time 0.02 testdata/corpus
  check "captured graphs, our own kernels alone" replay --no-timing --no-libraries testdata/corpus
  check "single forms" replay --no-timing testdata/captures
  check "other releases" other_releases
}

# one of them has no tensors to compare with
other_releases() { replay --no-timing testdata/corpus_versions; }

# sanitized TOOL PROGRAM...; a tool that reports ends with 9, one that is stopped with 124
sanitized() {
  local tool="$1"
  shift
  local options=(--tool "$tool" --error-exitcode 9 --print-limit 200)
  [ "$tool" = memcheck ] && options+=(--leak-check full)
  timeout "$sanitizer_time" compute-sanitizer "${options[@]}" "$@"
  local code=$?
  if [ "$code" = 124 ]; then echo "stopped after $sanitizer_time s"; fi
  return "$code"
}

sanitized_graphs() {
  if ! command -v compute-sanitizer >/dev/null; then
    failed+=("$1: there is no compute-sanitizer")
    return
  fi
  check "$1 over the captured graphs" sanitized "$1" "$build/ireplay" run --device cuda --no-progress --color never \
    --no-timing testdata/corpus
  echo "   $(grep -c '^PASS' "$logs/$1_over_the_captured_graphs.log") graphs passed under $1"
}

has() { printf '%s\n' "${parts[@]}" | grep -qx "$1"; }

has tests && gpu_tests
has corpus && captured_graphs
if has memcheck; then
  sanitized_graphs memcheck
  check "memcheck over faults" sanitized memcheck "$build/cuda_limits_gpu_test" --gtest_brief=1 \
    --gtest_filter='-*32Bits*:*OutOfMemory*'
  check "memcheck over library calls" sanitized memcheck "$build/cuda_externs_gpu_test" --gtest_brief=1
fi
has initcheck && sanitized_graphs initcheck
has racecheck && sanitized_graphs racecheck
if has random; then
  check "random loop programs" env IREPLAY_RANDOM_PROGRAMS="$random_programs" \
    "$build/cuda_loops_gpu_test" --gtest_brief=1 --gtest_filter='*Random*'
  check "random bodies" env IREPLAY_RANDOM_PROGRAMS="$random_programs" "$build/engines_agree_gpu_test" --gtest_brief=1
fi
has kernels && check "kernels" "$build/kernel_bench" && cat "$logs/kernels.log"

printf '\n== summary (%d:%02d), outputs in %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$logs"
if [ "${#failed[@]}" = 0 ]; then
  echo "all good"
else
  printf 'failed: %s\n' "${failed[@]}"
  exit 1
fi
