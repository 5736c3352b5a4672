#include "tests/support/host_grid.hpp"

#include <setjmp.h>
#include <ucontext.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

#include "tests/support/cuda_on_host/cuda_runtime.h"

namespace ireplay {

uint4 machine_memory[kHostSharedBytes / sizeof(uint4)];

namespace {

constexpr std::size_t kStackBytes = std::size_t{256} * 1024;

/// Stacks outlast a grid: giving them back and taking them again costs more than most grids.
char* stack_of(std::size_t thread) {
  static std::vector<std::unique_ptr<char[]>> stacks;
  while (stacks.size() <= thread) stacks.push_back(std::make_unique_for_overwrite<char[]>(kStackBytes));
  return stacks[thread].get();
}

/// Threads that wait until all others of a block or warp are here.
struct Meeting {
  int expected = 0, arrived = 0;
  unsigned held = 0;  // how many times all have met
};

/// Begins as a context of its own; goes on by jumps, which ask nothing of the system.
struct HostThread {
  ucontext_t context{};
  jmp_buf place;
  bool started = false, finished = false;
};

struct HostBlock {
  jmp_buf scheduler;
  std::vector<HostThread> threads;
  std::vector<Meeting> warps;
  std::vector<std::array<std::uint64_t, 32>> words;
  Meeting all;
  const std::function<void()>* kernel = nullptr;
  int running = 0;
  bool moved = false;  // whether some thread has gone on in this round
};

HostBlock* block = nullptr;

void release_if_complete(Meeting& meeting) {
  if (meeting.arrived == 0 || meeting.arrived < meeting.expected) return;
  meeting.arrived = 0;
  ++meeting.held;
}

void wait_in(Meeting& meeting) {
  const unsigned before = meeting.held;
  ++meeting.arrived;
  block->moved = true;
  release_if_complete(meeting);
  while (meeting.held == before)
    if (_setjmp(block->threads[static_cast<std::size_t>(block->running)].place) == 0)
      _longjmp(block->scheduler, 1);
}

Meeting& warp_of_running() { return block->warps[static_cast<std::size_t>(block->running) / 32]; }

void run_thread() {
  (*block->kernel)();
  block->threads[static_cast<std::size_t>(block->running)].finished = true;
  block->moved = true;
  --block->all.expected;
  --warp_of_running().expected;
  release_if_complete(block->all);
  release_if_complete(warp_of_running());
  _longjmp(block->scheduler, 1);
}

void go_on(HostThread& thread) {
  if (_setjmp(block->scheduler) != 0) return;
  if (thread.started) _longjmp(thread.place, 1);
  thread.started = true;
  setcontext(&thread.context);
}

void stand_on(int thread) {
  block->running = thread;
  threadIdx = {static_cast<unsigned>(thread) % blockDim.x, static_cast<unsigned>(thread) / blockDim.x, 0};
}

[[gnu::noinline]] void prepare(HostThread& thread, char* stack) {
  thread.started = thread.finished = false;
  getcontext(&thread.context);
  thread.context.uc_stack.ss_sp = stack;
  thread.context.uc_stack.ss_size = kStackBytes;
  thread.context.uc_link = nullptr;
  makecontext(&thread.context, &run_thread, 0);
}

void start_threads() {
  const int count = static_cast<int>(block->threads.size());
  block->all = {count, 0, 0};
  for (int k = 0; k < count; ++k) {
    if (k % 32 == 0) block->warps[static_cast<std::size_t>(k) / 32] = {std::min(32, count - k), 0, 0};
    prepare(block->threads[static_cast<std::size_t>(k)], stack_of(static_cast<std::size_t>(k)));
  }
}

void run_block() {
  start_threads();
  std::size_t left = block->threads.size();
  while (left > 0) {
    block->moved = false;
    for (std::size_t k = 0; k < block->threads.size(); ++k) {
      HostThread& thread = block->threads[k];
      if (thread.finished) continue;
      stand_on(static_cast<int>(k));
      const unsigned met = block->all.held + warp_of_running().held;
      go_on(thread);
      if (thread.finished) --left;
      if (block->all.held + warp_of_running().held != met) block->moved = true;
    }
    if (!block->moved) throw std::logic_error("threads of a block wait for others that never come");
  }
}

}  // namespace

void meet_block() { wait_in(block->all); }
void meet_warp() { wait_in(warp_of_running()); }
std::uint64_t* warp_words() { return block->words[static_cast<std::size_t>(block->running) / 32].data(); }
int lane_of_warp() { return block->running % 32; }

void run_grid(const GridShape& shape, const std::function<void()>& kernel) {
  const std::size_t threads = std::size_t{shape.threads_x} * shape.threads_y, warps = (threads + 31) / 32;
  HostBlock own;
  own.threads.resize(threads);
  own.warps.resize(warps);
  own.words.resize(warps);
  own.kernel = &kernel;
  block = &own;
  gridDim = {shape.blocks_x, shape.blocks_y, 1};
  blockDim = {shape.threads_x, shape.threads_y, 1};
  for (unsigned y = 0; y < shape.blocks_y; ++y)
    for (unsigned x = 0; x < shape.blocks_x; ++x) {
      blockIdx = {x, y, 0};
      // what a block reads of shared memory it has written itself
      std::fill_n(reinterpret_cast<unsigned char*>(machine_memory), sizeof machine_memory,
                  static_cast<unsigned char>(0xa5));
      run_block();
    }
  block = nullptr;
}

}  // namespace ireplay
