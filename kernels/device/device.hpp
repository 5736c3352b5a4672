#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "kernels/device/call.hpp"

/// Owners of what the CUDA runtime hands out: move-only, made and checked in the constructor, given back in
/// the destructor, which never throws.
namespace ireplay {

template <class Handle, cudaError_t (*destroy)(Handle)>
class CudaHandle {
 public:
  CudaHandle() = default;
  explicit CudaHandle(Handle handle) : handle_(handle) {}
  CudaHandle(CudaHandle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  CudaHandle& operator=(CudaHandle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~CudaHandle() {
    if (handle_ != nullptr) destroy(handle_);
  }
  Handle get() const { return handle_; }
  explicit operator bool() const { return handle_ != nullptr; }

 private:
  Handle handle_ = nullptr;
};

using Stream = CudaHandle<cudaStream_t, cudaStreamDestroy>;
using Event = CudaHandle<cudaEvent_t, cudaEventDestroy>;
using Graph = CudaHandle<cudaGraph_t, cudaGraphDestroy>;
using GraphExec = CudaHandle<cudaGraphExec_t, cudaGraphExecDestroy>;

/// A stream that does not synchronize with the default one.
Stream make_stream();
/// An event that records time.
Event make_event();
/// Microseconds between two recorded events; waits for the second.
double elapsed_us(const Event& from, const Event& to);

/// Everything that `body` launches on `stream`, as a graph ready to launch.
template <class Body>
GraphExec capture(cudaStream_t stream, Body&& body) {
  IREPLAY_CUDA_CALL(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
  cudaGraph_t raw = nullptr;
  try {
    body();
  } catch (...) {
    cudaStreamEndCapture(stream, &raw);
    Graph abandoned(raw);
    cudaGetLastError();
    throw;
  }
  IREPLAY_CUDA_CALL(cudaStreamEndCapture(stream, &raw));
  const Graph graph(raw);
  cudaGraphExec_t executable = nullptr;
  IREPLAY_CUDA_CALL(cudaGraphInstantiate(&executable, graph.get(), 0));
  return GraphExec(executable);
}

/// Device memory, at least 256-byte aligned. Empty for 0 bytes.
class DeviceBuffer {
 public:
  DeviceBuffer() = default;
  explicit DeviceBuffer(std::size_t bytes);
  std::byte* data() const { return data_.get(); }
  std::size_t bytes() const { return bytes_; }

 private:
  static cudaError_t release(std::byte* data) { return cudaFree(data); }
  CudaHandle<std::byte*, release> data_;
  std::size_t bytes_ = 0;
};

/// Facts of one device.
struct DeviceFacts {
  std::string name, driver;
  std::string place;  // GPU 0000:3b:00.0 of host: no other device of any machine has it
  int sm = 0;         // 90 for compute capability 9.0
  int multiprocessors = 0;
  std::size_t l2_bytes = 0, shared_bytes_per_block = 0, shared_bytes_per_multiprocessor = 0;
  std::size_t memory_bytes = 0, free_bytes = 0;
  double clock_ghz = 0;  // highest clock of the multiprocessors
};
/// Of the current device.
DeviceFacts read_device_facts(int device);
/// What is measured on the current device is kept under this name: model, multiprocessors, driver.
std::string current_device_name();

/// Number of usable devices; 0 without a driver, and then `why` says what is missing.
int device_count(std::string* why);

/// Gigabytes per second, read plus written, of a large device-to-device copy.
double measure_copy_gbps(cudaStream_t stream);

}  // namespace ireplay
