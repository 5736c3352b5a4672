#include <algorithm>
#include <vector>

#include "kernels/device/delay.hpp"
#include "kernels/device/device.hpp"

namespace ireplay {
namespace {

__device__ unsigned long long nanoseconds() {
  unsigned long long now;
  asm volatile("mov.u64 %0, %globaltimer;" : "=l"(now));
  return now;
}

__global__ void wait(unsigned long long duration) {
  if (duration == 0) return;
  const unsigned long long begin = nanoseconds();
  while (nanoseconds() - begin < duration) {
  }
}

constexpr int kRounds = 15;
constexpr double kHostUs = 50;  // more than the host takes to queue one round

}  // namespace

void launch_delay(double us, cudaStream_t stream) {
  wait<<<1, 1, 0, stream>>>(static_cast<unsigned long long>(std::max(us, 0.0) * 1e3));
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

double event_overhead_us(cudaStream_t stream) {
  const Event begin = make_event(), middle = make_event(), end = make_event();
  std::vector<double> samples;
  for (int round = 0; round < kRounds; ++round) {
    launch_delay(kHostUs, stream);
    IREPLAY_CUDA_CALL(cudaEventRecord(begin.get(), stream));
    launch_delay(0, stream);
    IREPLAY_CUDA_CALL(cudaEventRecord(middle.get(), stream));
    launch_delay(0, stream);
    launch_delay(0, stream);
    IREPLAY_CUDA_CALL(cudaEventRecord(end.get(), stream));
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
    samples.push_back(2 * elapsed_us(begin, middle) - elapsed_us(middle, end));
  }
  std::ranges::nth_element(samples, samples.begin() + kRounds / 2);
  return std::max(samples[kRounds / 2], 0.0);
}

}  // namespace ireplay
