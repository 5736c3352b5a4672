#include "kernels/device/device.hpp"

#include <unistd.h>

#include <algorithm>

namespace ireplay {

void check_cuda(cudaError_t status, const char* call) {
  if (status == cudaSuccess) return;
  cudaGetLastError();
  throw CudaError(std::string(call) + ": " + cudaGetErrorString(status));
}

Stream make_stream() {
  cudaStream_t stream = nullptr;
  IREPLAY_CUDA_CALL(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  return Stream(stream);
}

Event make_event() {
  cudaEvent_t event = nullptr;
  IREPLAY_CUDA_CALL(cudaEventCreate(&event));
  return Event(event);
}

double elapsed_us(const Event& from, const Event& to) {
  IREPLAY_CUDA_CALL(cudaEventSynchronize(to.get()));
  float milliseconds = 0;
  IREPLAY_CUDA_CALL(cudaEventElapsedTime(&milliseconds, from.get(), to.get()));
  return 1e3 * milliseconds;
}

DeviceBuffer::DeviceBuffer(std::size_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;
  void* data = nullptr;
  IREPLAY_CUDA_CALL(cudaMalloc(&data, bytes));
  data_ = CudaHandle<std::byte*, release>(static_cast<std::byte*>(data));
}

namespace {

std::string place_of(int device) {
  char bus[32] = "", host[256] = "";
  IREPLAY_CUDA_CALL(cudaDeviceGetPCIBusId(bus, sizeof bus, device));
  if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::string("GPU ") + bus + " of " + host;
}

}  // namespace

DeviceFacts read_device_facts(int device) {
  cudaDeviceProp properties{};
  IREPLAY_CUDA_CALL(cudaGetDeviceProperties(&properties, device));
  int version = 0, clock_khz = 0;
  IREPLAY_CUDA_CALL(cudaDriverGetVersion(&version));
  IREPLAY_CUDA_CALL(cudaDeviceGetAttribute(&clock_khz, cudaDevAttrClockRate, device));
  DeviceFacts facts;
  facts.name = properties.name;
  facts.place = place_of(device);
  facts.driver = "CUDA " + std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
  facts.sm = properties.major * 10 + properties.minor;
  facts.multiprocessors = properties.multiProcessorCount;
  facts.l2_bytes = static_cast<std::size_t>(properties.l2CacheSize);
  facts.shared_bytes_per_block = properties.sharedMemPerBlockOptin;
  facts.shared_bytes_per_multiprocessor = properties.sharedMemPerMultiprocessor;
  facts.clock_ghz = 1e-6 * clock_khz;
  IREPLAY_CUDA_CALL(cudaMemGetInfo(&facts.free_bytes, &facts.memory_bytes));
  return facts;
}

int device_count(std::string* why) {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaSuccess && count > 0) return count;
  cudaGetLastError();
  if (why != nullptr) *why = status == cudaSuccess ? "no CUDA device" : cudaGetErrorString(status);
  return 0;
}

std::string current_device_name() {
  int number = 0;
  IREPLAY_CUDA_CALL(cudaGetDevice(&number));
  const DeviceFacts facts = read_device_facts(number);
  return facts.name + ' ' + std::to_string(facts.multiprocessors) + ' ' + facts.driver;
}

double measure_copy_gbps(cudaStream_t stream) {
  std::size_t free_bytes = 0, total_bytes = 0;
  IREPLAY_CUDA_CALL(cudaMemGetInfo(&free_bytes, &total_bytes));
  const std::size_t bytes = std::min<std::size_t>(std::size_t{512} << 20, free_bytes / 4);
  if (bytes < (std::size_t{1} << 20)) return 0;
  const DeviceBuffer from(bytes), to(bytes);
  IREPLAY_CUDA_CALL(cudaMemsetAsync(from.data(), 0x5A, bytes, stream));
  const Event start = make_event(), end = make_event();
  double best_us = 0;
  for (int sample = 0; sample < 6; ++sample) {
    IREPLAY_CUDA_CALL(cudaEventRecord(start.get(), stream));
    IREPLAY_CUDA_CALL(cudaMemcpyAsync(to.data(), from.data(), bytes, cudaMemcpyDeviceToDevice, stream));
    IREPLAY_CUDA_CALL(cudaEventRecord(end.get(), stream));
    const double us = elapsed_us(start, end);
    best_us = sample == 0 ? us : std::min(best_us, us);
  }
  return 2e-3 * static_cast<double>(bytes) / best_us;
}

}  // namespace ireplay
