#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "kernels/device/cuda_error.hpp"
#include "kernels/scalar/dtype.hpp"

/// NCCL, found when it is first asked for: the file or the folder that IREPLAY_NCCL names, else as other
/// libraries are. What is used of it is declared here, so that it builds and is tested without the toolkit.
namespace ireplay {

/// A `cudaStream_t`.
using NcclStream = void*;

/// What one rank tells the others of a new communicator; passed by value, as NCCL declares it.
struct NcclUniqueId {
  char bytes[128];
};

/// The group of one rank, itself among them, on the device that was current when it was made.
///
/// Calls are queued on a stream of that device; all members have to make the same ones in the same order.
/// Counts are elements of `dtype`, of what one rank sends unless it is said otherwise; memory is dense, and
/// `from` may be `to`. Where NCCL reports a fault, throws CudaError with its words.
class NcclCommunicator {
 public:
  /// A new id. Throws CudaError where the library cannot be loaded.
  static NcclUniqueId make_id();
  /// Waits until all members have called it with that id.
  NcclCommunicator(const NcclUniqueId& id, int size, int rank);
  NcclCommunicator(NcclCommunicator&& other) noexcept;
  NcclCommunicator& operator=(NcclCommunicator&&) = delete;
  ~NcclCommunicator();

  int size() const { return size_; }
  int rank() const { return rank_; }

  /// Why NCCL cannot take this reduction of this type; empty where it can. `op` in PyTorch's words.
  static std::string why_not(std::string_view op, DType dtype);

  void all_reduce(const void* from, void* to, std::size_t count, DType dtype, std::string_view op,
                  NcclStream stream) const;
  /// `count`: of what one rank gets.
  void reduce_scatter(const void* from, void* to, std::size_t count, DType dtype, std::string_view op,
                      NcclStream stream) const;
  void all_gather(const void* from, void* to, std::size_t bytes, NcclStream stream) const;
  void broadcast(const void* from, void* to, std::size_t bytes, int root, NcclStream stream) const;
  void send(const void* from, std::size_t bytes, int to, NcclStream stream) const;
  void receive(void* to, std::size_t bytes, int from, NcclStream stream) const;

  /// Throws where the communicator has met a fault while nobody waited for it.
  void check() const;
  /// Ends what is queued, which would wait for ever for a member that is gone; only to be destroyed then.
  void abort();

 private:
  void* handle_ = nullptr;
  int size_, rank_;
};

/// Calls between construction and `launch` are queued as one: sends and receives wait for each other only
/// there.
class NcclGroup {
 public:
  NcclGroup();
  ~NcclGroup();
  NcclGroup(const NcclGroup&) = delete;
  NcclGroup& operator=(const NcclGroup&) = delete;
  void launch();

 private:
  bool open_ = true;
};

/// `NCCL 2.27.5`.
std::string nccl_version();

}  // namespace ireplay
