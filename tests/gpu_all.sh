#!/usr/bin/env bash
# Everything that needs a GPU, on a machine that has one: the tests, the captured cases with the prebuilt kernels, the
# sanitizer on the two seeds, random loop programs, the kernels' benchmark. Ends with a line for each part.
#
#   tests/gpu_all.sh [BUILD]     BUILD: a finished build with CUDA and tests (default: build)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build="${1:-build}"
failed=()

part() {
  printf '\n== %s (%d:%02d)\n' "$1" $((SECONDS / 60)) $((SECONDS % 60))
  shift
}
check() {
  local name="$1"
  shift
  part "$name"
  "$@" || failed+=("$name")
}

captured_cases() { "$build/ireplay" run --device cuda --no-progress --color never "$@" | tail -n 5; }

sanitized_seeds() {
  for seed in seed.0 seed_diffusion.0 rd_softmax_bf16.0 rd_layernorm.0 ix_scatter_add.0 cv_conv2d_bias_relu.0; do
    compute-sanitizer --tool "$1" --error-exitcode 9 --log-file /dev/null \
      "$build/ireplay" run --device cuda --no-timing --no-progress "testdata/corpus/$seed" >/dev/null || return 1
    echo "$1 $seed: clean"
  done
}

check "loop programs" "$build/cuda_loops_gpu_test" --gtest_brief=1
check "library calls" "$build/cuda_externs_gpu_test" --gtest_brief=1
check "convolutions" "$build/cuda_convolution_gpu_test" --gtest_brief=1
check "attention" "$build/cuda_attention_gpu_test" --gtest_brief=1
check "factorizations" "$build/cuda_solver_gpu_test" --gtest_brief=1
check "sorts" "$build/cuda_sort_gpu_test" --gtest_brief=1
check "captured cases, timed" captured_cases --min-time 0.02 testdata/corpus
check "captured cases, part by part" captured_cases --no-timing --unfused testdata/corpus
if command -v compute-sanitizer >/dev/null; then
  check "memcheck" sanitized_seeds memcheck
  check "racecheck" sanitized_seeds racecheck
  check "initcheck" sanitized_seeds initcheck
fi
check "random programs" env IREPLAY_RANDOM_PROGRAMS="${IREPLAY_RANDOM_PROGRAMS:-10000}" \
  "$build/cuda_loops_gpu_test" --gtest_brief=1 --gtest_filter='*Random*'
check "kernels" "$build/kernel_bench"

part "summary"
if [ "${#failed[@]}" = 0 ]; then
  echo "all good"
else
  printf 'failed: %s\n' "${failed[@]}"
  exit 1
fi
