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

# what reads files from outside, with a dictionary each in tests/fuzz/
fuzzed="scheduler wrapper expression listing ptx fx cubin plan"

step() { printf '\n== %s (%d:%02d)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60)); }

run_ctest() { ctest --test-dir "$1" --output-on-failure --no-tests=error -j "$jobs" "${@:2}"; }

has_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi -L 2>/dev/null | grep -q GPU; }

# Without a GPU no kernel runs: where there is a CUDA compiler every one of them is compiled to machine code, but without
# most optimizations, which takes a fraction of the time. One that does not know how compiles them as far as PTX.
unoptimized_kernels() {
  if has_gpu; then return; fi
  local nvcc
  nvcc="$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)"
  if "$nvcc" --help 2>/dev/null | grep -q -e --Ofast-compile; then
    echo "-DCMAKE_CUDA_ARCHITECTURES=90-real"
    echo "-DCMAKE_CUDA_FLAGS=--Ofast-compile=max"
  else
    echo "-DCMAKE_CUDA_ARCHITECTURES=90-virtual"
  fi
}

check_format() {
  if [[ "$(clang-format --version)" != *"version 14."* ]]; then
    echo "skipped: the sources are formatted by clang-format 14, here is $(clang-format --version)"
    return
  fi
  git ls-files '*.cpp' '*.hpp' '*.cu' '*.cuh' | xargs clang-format --dry-run -Werror
}

seed_cubins() {
  local file
  find testdata -name '*.cubin' -size -20k | while read -r file; do cp "$file" "$1/${file//\//_}"; done
}

# Of the build $0, in the folder $1: a line where nothing is found; else what was said is kept.
tidy_one() {
  local out="$1" file="$2" log
  log="$out/${file//\//_}"
  if timeout 300 clang-tidy --quiet -p "$0" --extra-arg=-Wno-unknown-warning-option "$file" >"$log" 2>&1; then
    echo "$file: ok"
  else
    echo "$file: FAILED, exit code $?"
    mv "$log" "$log.failed"
  fi
}

# Whole-program tidying takes longer than everything else together: what the last commit touched is tidied.
check_tidy() {
  local changed
  mapfile -t changed < <(git diff --name-only --diff-filter=d HEAD~1 -- 'app/*.cpp' 'parser/*.cpp' 'replay/*.cpp' 2>/dev/null)
  if [ "${#changed[@]}" = 0 ]; then
    echo "nothing changed"
    return
  fi
  local out failed
  out="$(mktemp -d)"
  export -f tidy_one
  printf '%s\n' "${changed[@]}" | head -n 8 | xargs -P "$jobs" -n 1 bash -c 'tidy_one "$@"' "$build" "$out"
  if ! compgen -G "$out/*.failed" >/dev/null; then
    rm -rf "$out"
    return
  fi
  for failed in "$out"/*.failed; do
    echo
    grep -A 6 -E ': (warning|error): ' "$failed" | head -n 80 || tail -n 20 "$failed"
  done
  rm -rf "$out"
  return 1
}

# A second compiler, which takes less time for it, too; warnings are the first one's business. One build for the tests
# under sanitizers and for the fuzz targets.
build_sanitized() {
  local options=()
  if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  cmake -S . -B "$build-sanitized" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 \
    -DCMAKE_CXX_COMPILER=clang++ -DIREPLAY_WERROR=OFF -DIREPLAY_SANITIZE=address,undefined -DIREPLAY_FUZZ=ON \
    -DIREPLAY_CUDA=OFF -DIREPLAY_TESTS="$sanitized_tests" "${options[@]}" >/dev/null
  cmake --build "$build-sanitized" --target ${sanitized_tests//;/ } ${fuzzed// /_fuzz }_fuzz
}

# Small captured graphs with their wrappers, as plan_fuzz reads them.
seed_plans() {
  local text folder
  find testdata/corpus/{pw,rd,mm}_*.0 testdata/corpus_language -name ir_post_fusion.txt -size -20k -not -path '*/rank1/*' |
    while read -r text; do
      folder="$(dirname "$text")"
      if [ ! -f "$folder/output_code.py" ]; then continue; fi
      { cat "$text"; printf '\n# ---- output_code.py\n'; cat "$folder/output_code.py"; } >"$1/${folder//\//_}"
    done
}

# Of the build $0, in the folder $1: a line where nothing is found; else its log and the input are kept.
fuzz_one() {
  local out="$1" target="$2"
  mkdir -p "$out/$target.corpus" "$out/$target.found"
  if [ "$target" = plan ]; then seed_plans "$out/$target.corpus"; fi
  if [ "$target" = cubin ]; then seed_cubins "$out/$target.corpus"; fi
  if "$0/${target}_fuzz" -dict="tests/fuzz/$target.dict" -seed="${FUZZ_SEED:-1}" -max_total_time="${FUZZ_SECONDS:-10}" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$out/$target.found/" "$out/$target.corpus" testdata/dumps \
    >"$out/$target.log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log") executions, ok"
  else
    echo "$target: FAILED, exit code $?"
    touch "$out/$target.failed"
  fi
}

# What failed is told last, whole enough to be found again from the end of a log alone.
fuzz() {
  export -f fuzz_one seed_plans seed_cubins
  local out failed input
  out="$(mktemp -d)"
  printf '%s\n' $fuzzed | xargs -P "$jobs" -n 1 bash -c 'fuzz_one "$@"' "$build-sanitized" "$out"
  if ! compgen -G "$out/*.failed" >/dev/null; then
    rm -rf "$out"
    return
  fi
  for failed in "$out"/*.failed; do
    printf '\n%s: the last lines of its log\n' "$(basename "$failed" .failed)"
    tail -n 40 "${failed%.failed}.log" | cut -c 1-300
  done
  compgen -G "$out/*.found/*" | while read -r input; do
    printf '\n%s, for base64 -d | gunzip:\n' "${input#"$out"/}"
    gzip -9c "$input" | base64
  done
  rm -rf "$out"
  return 1
}

if [ "$ci" = yes ]; then
  step "formatting"
  check_format
fi

step "building"
options=(-DIREPLAY_WERROR=OFF)
if [ "$ci" = yes ]; then
  options=(-DIREPLAY_WERROR=ON)
  mapfile -t -O 1 options < <(unoptimized_kernels)
fi
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
  build_sanitized
  # captured graphs once each: read in other ways they have run without sanitizers
  run_ctest "$build-sanitized" -L host -E 'TextAlone|BeforeFusion'
  step "fuzzing"
  fuzz
fi
step "all good"
