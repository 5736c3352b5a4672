#!/usr/bin/env bash
# Installs what the build needs, builds ireplay into build/ and replays the example graph.
#
#   app/quickstart.sh [--no-run] [CMAKE OPTION...]
#
# Debian 12 or Ubuntu 22.04 and later: missing packages are installed with apt-get (with sudo where you are not root);
# where everything is there, apt-get is not called. Without nvcc or without a GPU the program is built for the CPU alone:
# -DIREPLAY_CUDA=ON compiles the kernels there too, for several GPUs, which takes long on few cores. Where there is a GPU,
# kernels are compiled for it (and for newer ones) alone: -DCMAKE_CUDA_ARCHITECTURES=... asks for others.
# BUILD names another build folder than build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build="${BUILD:-build}"
packages=(g++ cmake ninja-build tao-pegtl-dev libcli11-dev libspdlog-dev libfmt-dev nlohmann-json3-dev libgtest-dev
          libboost-dev libeigen3-dev zlib1g-dev libjs-chart.js)

run_it=yes
if [ "${1:-}" = --no-run ]; then
  run_it=no
  shift
fi

have_everything() {
  for tool in g++ cmake ninja; do
    command -v "$tool" >/dev/null || return 1
  done
  [ -e /usr/share/javascript/chart.js/Chart.min.js ] || [ -e /usr/share/javascript/chart.js/chart.min.js ] || return 1
  g++ -std=c++20 -fsyntax-only -x c++ - >/dev/null 2>&1 <<'CODE'
#if !__has_include(<tao/pegtl.hpp>) || !__has_include(<CLI/CLI.hpp>) || !__has_include(<spdlog/spdlog.h>) ||     \
    !__has_include(<fmt/format.h>) || !__has_include(<nlohmann/json.hpp>) || !__has_include(<gtest/gtest.h>) ||  \
    !__has_include(<boost/math/special_functions/gamma.hpp>) || !__has_include(<eigen3/Eigen/Core>) ||            \
    !__has_include(<zlib.h>)
#error
#endif
CODE
}

install_packages() {
  if ! command -v apt-get >/dev/null; then
    echo "quickstart: please install what these Debian packages hold, then run this again: ${packages[*]}" >&2
    exit 1
  fi
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "quickstart: not root, and there is no sudo; please install: ${packages[*]}" >&2
      exit 1
    fi
    sudo=(sudo)
  fi
  echo "quickstart: installing packages with apt-get"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

have_everything || install_packages

options=(-G Ninja -DCMAKE_BUILD_TYPE=Release)
if ! command -v nvcc >/dev/null && [ -x /usr/local/cuda/bin/nvcc ]; then
  PATH="/usr/local/cuda/bin:$PATH"
fi
if ! command -v nvcc >/dev/null; then
  echo "quickstart: no nvcc here: building for the CPU alone"
  options+=(-DIREPLAY_CUDA=OFF)
fi
# 90 for compute capability 9.0; several with semicolons; nothing where no GPU is listed
architectures_here() {
  command -v nvidia-smi >/dev/null || return 0
  nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null |
    sed -nE 's/^ *([0-9]+)\.([0-9]+) *$/\1\2/p' | sort -un | paste -sd ';' || true
}
here="$(architectures_here)"
if [ -n "$here" ]; then
  options+=("-DCMAKE_CUDA_ARCHITECTURES=$here")
elif command -v nvcc >/dev/null && [[ "$*" != *CUDA* ]]; then
  echo "quickstart: no GPU here: building for the CPU alone (-DIREPLAY_CUDA=ON compiles the kernels too)"
  options+=(-DIREPLAY_CUDA=OFF)
fi
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_CUDA_COMPILER_LAUNCHER=ccache)
fi
# a newer compiler may know new warnings: they are no reason to stop here
if [ "$run_it" = yes ]; then
  options+=(-DIREPLAY_WERROR=OFF -DBUILD_TESTING=OFF)
else
  options+=(-DBUILD_TESTING=ON)
fi

echo "quickstart: building into $build/"
cmake -S . -B "$build" "${options[@]}" "$@" >/dev/null
cmake --build "$build"

if [ "$run_it" = yes ]; then
  echo
  echo "\$ $build/ireplay testdata/corpus/seed.0"
  "$build/ireplay" testdata/corpus/seed.0
fi
