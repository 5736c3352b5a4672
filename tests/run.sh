#!/usr/bin/env bash
# Every test, after the same set-up and build as app/quickstart.sh.
#
#   tests/run.sh        builds with the tests, runs those for any machine and, where there is a GPU, those for it
#   tests/run.sh --ci   also formatting, clang-tidy on what changed, the tests under the address and undefined behaviour
#                       sanitizers, and a minute of fuzzing; needs clang-format, clang-tidy and clang
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ci=no
if [ "${1:-}" = --ci ]; then
  ci=yes
  shift
fi
build="${BUILD:-build}"
jobs="$(nproc)"

# those that read input from outside, and those that touch memory by computed addresses
sanitized_tests="parser_golden_test;parser_corpus_test;tensor_file_test;lower_body_test;corpus_test;extern_test;cpu_loops_test"

step() { printf '\n== %s (%d:%02d)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60)); }

run_ctest() { ctest --test-dir "$1" --output-on-failure --no-tests=error -j "$jobs" "${@:2}"; }

has_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | grep -q GPU; }

check_format() {
  if [[ "$(clang-format --version)" != *"version 14."* ]]; then
    echo "skipped: the sources are formatted by clang-format 14, here is $(clang-format --version)"
    return
  fi
  git ls-files '*.cpp' '*.hpp' '*.cu' '*.cuh' | xargs clang-format --dry-run -Werror
}

# Whole-program tidying takes longer than everything else together: what the last commit touched is tidied.
check_tidy() {
  local changed
  mapfile -t changed < <(git diff --name-only --diff-filter=d HEAD~1 -- 'app/*.cpp' 'parser/*.cpp' 'replay/*.cpp' 2>/dev/null)
  if [ "${#changed[@]}" = 0 ]; then
    echo "nothing changed"
    return
  fi
  printf '%s\n' "${changed[@]}" | head -n 8 | xargs -P "$jobs" -n 1 timeout 300 clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option
}

fuzz() {
  cmake -S . -B "$build-fuzz" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER=clang++ -DIREPLAY_CUDA=OFF \
    -DIREPLAY_FUZZ=ON -DIREPLAY_WERROR=OFF >/dev/null
  cmake --build "$build-fuzz" --target scheduler_fuzz wrapper_fuzz expression_fuzz ptx_fuzz
  for name in scheduler wrapper expression ptx; do
    local found
    found="$(mktemp -d)"
    local seeds=()
    [ -d "testdata/dumps" ] && seeds+=(testdata/dumps)
    local dictionary="tests/fuzz/$name.dict"
    "$build-fuzz/${name}_fuzz" ${dictionary:+-dict="$dictionary"} -max_total_time=15 -timeout=10 -rss_limit_mb=2048 \
      -print_final_stats=1 -verbosity=0 "$found" "${seeds[@]}"
    rm -rf "$found"
  done
}

if [ "$ci" = yes ]; then
  step "formatting"
  check_format
fi

step "building"
options=(-DIREPLAY_WERROR=OFF)
# no kernel runs there: where there is a CUDA compiler they are compiled as far as PTX, which takes a tenth of the time
[ "$ci" = yes ] && options=(-DIREPLAY_WERROR=ON -DCMAKE_CUDA_ARCHITECTURES=90-virtual)
BUILD="$build" app/quickstart.sh --no-run "${options[@]}" "$@"

step "tests for any machine"
run_ctest "$build" -L host

step "tests for a GPU"
if ! has_gpu; then
  echo "skipped: no GPU here"
elif ! grep -q 'IREPLAY_CUDA:BOOL=ON' "$build/CMakeCache.txt"; then
  echo "skipped: built without CUDA"
else
  run_ctest "$build" -L gpu -j 1
fi

if [ "$ci" = yes ]; then
  step "clang-tidy on what changed"
  check_tidy
  step "tests under sanitizers"
  BUILD="$build-sanitized" app/quickstart.sh --no-run -DIREPLAY_SANITIZE=address,undefined -DIREPLAY_CUDA=OFF \
    -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -DIREPLAY_TESTS="$sanitized_tests"
  run_ctest "$build-sanitized" -L host
  step "fuzzing"
  fuzz
fi
step "all good"
