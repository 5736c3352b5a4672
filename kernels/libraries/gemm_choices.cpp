#include "kernels/libraries/gemm_choices.hpp"

#include <array>
#include <cstring>
#include <type_traits>
#include <vector>

namespace ireplay {
namespace {

static_assert(std::is_trivially_copyable_v<GemmChoice>);

/// The largest power of two up to 256 that the address is a multiple of.
std::int64_t alignment_of(const void* data) {
  const std::uintptr_t bits = reinterpret_cast<std::uintptr_t>(data) | 256;
  return static_cast<std::int64_t>(bits & (~bits + 1));
}

}  // namespace

void GemmChoices::use_cache(const std::string& cache_dir, const std::string& made_for) {
  made_for_ = made_for;
  cache_ = FileCache(cache_dir.empty() ? std::string() : cache_dir + "/cublasLt");
}

std::optional<GemmChoice> GemmChoices::find(const GemmProblem& problem) {
  const std::string key = key_of(problem);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const std::optional<std::vector<std::byte>> saved = cache_.load(key);
  if (!saved || saved->size() != sizeof(GemmChoice)) return std::nullopt;
  GemmChoice choice;
  std::memcpy(&choice, saved->data(), sizeof choice);
  return known_[key] = choice;
}

void GemmChoices::keep(const GemmProblem& problem, const GemmChoice& choice) {
  const std::string key = key_of(problem);
  known_[key] = choice;
  cache_.save(key, std::as_bytes(std::span(&choice, 1)));
}

std::string GemmChoices::key_of(const GemmProblem& problem) const {
  std::vector<std::int64_t> numbers{problem.beta == 0, problem.bias != nullptr, problem.allow_tf32};
  for (const MatrixView* matrix : {&problem.a, &problem.b, &problem.d})
    numbers.insert(numbers.end(), {static_cast<std::int64_t>(matrix->dtype), matrix->rows, matrix->columns,
                                   matrix->row_stride, matrix->column_stride, matrix->batch,
                                   matrix->batch_stride, alignment_of(matrix->data)});
  const std::string_view bytes(reinterpret_cast<const char*>(numbers.data()),
                               numbers.size() * sizeof numbers[0]);
  const std::array<std::string_view, 4> parts = {"cublasLt", bytes, made_for_, IREPLAY_VERSION};
  return cache_key(parts);
}

}  // namespace ireplay
