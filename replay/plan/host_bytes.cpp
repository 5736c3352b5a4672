#include "replay/plan/host_bytes.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

namespace ireplay {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kLarge = 4 * kHugePage;

}  // namespace

void* allocate_host(std::size_t bytes) {
  if (bytes < kLarge) return ::operator new(bytes);
  if (bytes > SIZE_MAX - kHugePage) throw std::bad_alloc();
  const std::size_t whole = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* const memory = std::aligned_alloc(kHugePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
  madvise(memory, whole, MADV_HUGEPAGE);  // a wish: without huge pages it is slower
  return memory;
}

void free_host(void* memory, std::size_t bytes) noexcept {
  if (bytes < kLarge)
    ::operator delete(memory);
  else
    std::free(memory);
}

}  // namespace ireplay
