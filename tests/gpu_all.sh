#!/usr/bin/env bash
# Everything that needs a GPU, on a machine that has one. Ends with a line for each part that failed.
#
#   tests/gpu_all.sh [BUILD] [PART...]     BUILD: a finished build with CUDA and tests (default: build)
#
# Parts, in this order; without any all of them run:
#   tests      every test for a GPU: scalar ops, casts, loop programs, library calls, limits, both engines on every graph;
#              several at a time, but for those that look at the device's free memory
#   corpus     the captured graphs with the prebuilt kernels: timed, part by part, with a cold L2 cache, other releases
#   memcheck, initcheck, racecheck
#              compute-sanitizer over all captured graphs in one process; memcheck over faults and library calls too,
#              initcheck a second time with our own kernels alone. Reports are counted apart: "ours", whose place is in
#              one of our kernels, "libraries", in a kernel of cuBLAS, cuDNN, cuSOLVER or CUB, and "no kernel" (a failed
#              call, a leak). Those of libraries fail nothing: initcheck is known to find reads of memory that nothing
#              wrote inside of cuDNN's kernels (xmma dgrad), racecheck races inside of cuDNN's and cuBLAS's
#              (cudnn_generated_fort_native_sdpa, nvjet_sm90), memcheck none; their names are printed.
#   random     random programs on both engines
#   kernels    the kernels' benchmark
#
# IREPLAY_TEST_JOBS        how many tests run at a time (half of the cores, eight at most)
# IREPLAY_RANDOM_PROGRAMS  how many random programs of each kind (10000)
# IREPLAY_SANITIZER_TIME   seconds after which a sanitizer is stopped (1800); it is said how far it came
# IREPLAY_LOGS             where the parts' whole outputs go (a new folder)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
build="${1:-build}"
shift || true
parts=("$@")
[ "${#parts[@]}" = 0 ] && parts=(tests corpus memcheck initcheck racecheck random kernels)
logs="${IREPLAY_LOGS:-$(mktemp -d)}"
random_programs="${IREPLAY_RANDOM_PROGRAMS:-10000}"
test_jobs="${IREPLAY_TEST_JOBS:-$((($(nproc) + 1) / 2 < 8 ? ($(nproc) + 1) / 2 : 8))}"
sanitizer_time="${IREPLAY_SANITIZER_TIME:-1800}"
failed=()
reports=()
replay_options=(--device cuda --kernels prebuilt --no-progress --color never)

log_of() { echo "$logs/${1//[^a-z0-9]/_}.log"; }

# check NAME COMMAND...: runs it, keeps what it prints, shows the end of that
check() {
  local name="$1" log seconds="$SECONDS"
  log="$(log_of "$name")"
  shift
  printf '\n== %s\n' "$name"
  "$@" >"$log" 2>&1
  local code=$?
  summary "$log"
  local counts
  counts="$(grep -a '^reports: ' "$log")" && reports+=("$name: ${counts#reports: }")
  [ "$code" = 0 ] || failed+=("$name (exit code $code, $log)")
  printf '   %d s\n' $((SECONDS - seconds))
}

# what a log ends with: a test program's counts, a replay's, a sanitizer's; what failed before that
summary() {
  grep -aE '^\[  (PASSED|SKIPPED|FAILED) ' "$1" | head -n 20
  grep -aE '^[0-9]+ (graphs|bodies)|fused nodes joined|Failure$|^reports: ' "$1" | head -n 20
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

# Prints how many reports of a sanitizer's log are in our own kernels, in others, in none. A report begins at a line that
# is not indented; its places are where the accesses were and the frames on the device (those on the host are ours in every
# report). A kernel is ours by its own name, whatever its template arguments are.
count_reports() {
  awk '
    function finish() {
      if (open) ++counts[ours ? "ours" : placed ? "libraries" : "no kernel"]
      open = ours = placed = 0
    }
    /^========= *$/ { finish() }
    /^========= [^ ]/ && !/COMPUTE-SANITIZER|SUMMARY|Target application|not printed|^========= and / { finish(); open = 1 }
    open && /^=========  +at |(Read|Write) access at |^=========  +Device Frame:/ {
      gsub(/<unnamed>|\(anonymous namespace\)/, "unnamed")
      sub(/^.*(Device Frame: ?| at )/, "")
      sub(/[<(].*/, "")
      placed = 1
      if (/(^| )ireplay::/) ours = 1
    }
    END { finish(); print counts["ours"] + 0, counts["libraries"] + 0, counts["no kernel"] + 0 }
  ' "$1"
}

watches_free_memory() { [[ "$1" == *cuda_limits_gpu_test || "$1" == *corpus_gpu_test ]]; }

# run_shard PROGRAM SHARD: one of four parts of a test program; its output and exit code in files
run_shard() {
  local output="$logs/$(basename "$1").$2"
  GTEST_TOTAL_SHARDS=4 GTEST_SHARD_INDEX="$2" "$1" --gtest_brief=1 --gtest_filter='-*LeavesNoDeviceMemory*' >"$output" 2>&1
  echo $? >"$output.code"
}

# shards_of PROGRAM: what its parts printed; fails where one of them did
shards_of() {
  local shard code=0
  for shard in 0 1 2 3; do
    cat "$logs/$1.$shard"
    [ "$(cat "$logs/$1.$shard.code")" = 0 ] || code=1
  done
  return "$code"
}

gpu_tests() {
  local program seconds="$SECONDS"
  export logs
  export -f run_shard
  for program in "$build"/*_gpu_test; do
    watches_free_memory "$program" || printf '%s\n' "$program "{0,1,2,3}
  done | xargs -P "$test_jobs" -L 1 bash -c 'run_shard "$@"' _
  printf '\n%d tests at a time took %d s\n' "$test_jobs" $((SECONDS - seconds))
  for program in "$build"/*_gpu_test; do
    if watches_free_memory "$program"; then
      check "$(basename "$program")" "$program" --gtest_brief=1
    else
      check "$(basename "$program")" shards_of "$(basename "$program")"
    fi
  done
  check "device memory of loops" "$build/cuda_loops_gpu_test" --gtest_brief=1 --gtest_filter='*LeavesNoDeviceMemory*'
}

replay() { "$build/ireplay" run "${replay_options[@]}" "$@"; }

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

# sanitized TOOL PROGRAM...; a tool that is stopped ends with 124, one with reports that are not of libraries with 9
sanitized() {
  local tool="$1" output code ours libraries nowhere
  shift
  local options=(--tool "$tool" --error-exitcode 9 --print-limit 10000)
  [ "$tool" = memcheck ] && options+=(--leak-check full)
  output="$(mktemp)"
  timeout "$sanitizer_time" compute-sanitizer "${options[@]}" "$@" 2>&1 | tee "$output"
  code="${PIPESTATUS[0]}"
  if [ "$code" = 124 ]; then echo "stopped after $sanitizer_time s"; fi
  read -r ours libraries nowhere < <(count_reports "$output")
  echo "reports: ours $ours, libraries $libraries, no kernel $nowhere"
  if [ "$code" = 9 ] && [ "$libraries" -gt 0 ] && [ "$ours" = 0 ] && [ "$nowhere" = 0 ] && ! other_failure "$output"; then
    code=0
  fi
  if [ "$code" = 0 ] && [ $((ours + nowhere)) -gt 0 ]; then code=9; fi
  rm -f "$output"
  return "$code"
}

# what the exit code of a tool with reports hides: a program that failed, reports that were not printed
other_failure() {
  grep -qaE '^[0-9]+ of [0-9]+ graphs? (differ|failed|not supported)|^\[  FAILED |were not printed' "$1"
}

# sanitized_graphs TOOL [HOW OPTION...]
sanitized_graphs() {
  if ! command -v compute-sanitizer >/dev/null; then
    failed+=("$1: there is no compute-sanitizer")
    return
  fi
  local name="$1 over the captured graphs${2:+, $2}"
  check "$name" sanitized "$1" "$build/ireplay" run "${replay_options[@]}" --no-timing "${@:3}" testdata/corpus
  echo "   $(grep -c '^PASS' "$(log_of "$name")") graphs passed under $1"
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
if has initcheck; then
  sanitized_graphs initcheck
  sanitized_graphs initcheck "our own kernels alone" --no-libraries
fi
has racecheck && sanitized_graphs racecheck
if has random; then
  check "random loop programs" env IREPLAY_RANDOM_PROGRAMS="$random_programs" \
    "$build/cuda_loops_gpu_test" --gtest_brief=1 --gtest_filter='*Random*'
  check "random bodies" env IREPLAY_RANDOM_PROGRAMS="$random_programs" "$build/engines_agree_gpu_test" --gtest_brief=1
fi
has kernels && check "kernels" "$build/kernel_bench" && cat "$logs/kernels.log"

printf '\n== summary (%d:%02d), outputs in %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$logs"
[ "${#reports[@]}" = 0 ] || printf '%s\n' "${reports[@]}"
if [ "${#failed[@]}" = 0 ]; then
  echo "all good"
else
  printf 'failed: %s\n' "${failed[@]}"
  exit 1
fi
