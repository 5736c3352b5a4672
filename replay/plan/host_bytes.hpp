#pragma once

#include <cstddef>
#include <vector>

/// Memory of large tensors on the host.
namespace ireplay {

/// `bytes` of memory, from some megabytes on in huge pages where the system has them: to touch a gigabyte for
/// the first time in pages of 4 KiB takes longer than to read it from a file. Throws std::bad_alloc.
void* allocate_host(std::size_t bytes);
/// Frees what allocate_host gave for so many bytes.
void free_host(void* memory, std::size_t bytes) noexcept;

template <class T>
struct HostAllocator {
  using value_type = T;
  HostAllocator() = default;
  template <class Other>
  HostAllocator(const HostAllocator<Other>&) {}  // NOLINT(google-explicit-constructor): allocators convert
  T* allocate(std::size_t count) { return static_cast<T*>(allocate_host(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { free_host(memory, count * sizeof(T)); }
  template <class Other>
  bool operator==(const HostAllocator<Other>&) const {
    return true;
  }
};

using HostBytes = std::vector<std::byte, HostAllocator<std::byte>>;

}  // namespace ireplay
