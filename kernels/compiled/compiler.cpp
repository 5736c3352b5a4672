#include "kernels/compiled/compiler.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "kernels/compiled/nvrtc.hpp"
#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

enum class Stage { waiting, running, done };

struct Job {
  KernelText text;
  Stage stage = Stage::waiting;
  KernelCode code;
  std::exception_ptr error;
};

}  // namespace

struct KernelCompiler::State {
  CompilerOptions options;

  std::mutex mutex;  // of all up to `stopping`
  std::condition_variable work_or_stop, done;
  std::map<std::pair<std::string, std::string>, Job> jobs;  // by entry and text; nodes do not move
  std::deque<Job*> waiting;
  std::vector<std::thread> threads;
  int idle_threads = 0;
  bool stopping = false;

  std::mutex cache_mutex;
  FileCache cache;

  std::once_flag looked_for_nvrtc;
  std::string nvrtc, why_unavailable;

  explicit State(CompilerOptions chosen)
      : options(std::move(chosen)),
        cache(options.cache_dir.empty() ? std::string() : options.cache_dir + "/kernels") {
    if (options.threads <= 0)
      options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  }

  void look_for_nvrtc() {
    std::call_once(looked_for_nvrtc, [this] { nvrtc = find_nvrtc(&why_unavailable).value_or(""); });
  }

  /// The job of `text`, queued where it is new. `mutex` is held.
  Job& job_of(const KernelText& text) {
    const auto [found, is_new] = jobs.try_emplace({text.entry, text.text});
    Job& job = found->second;
    if (is_new) {
      job.text = text;
      waiting.push_back(&job);
    }
    return job;
  }

  /// `lock` is held on entry and on return, and not in between.
  void run(Job& job, std::unique_lock<std::mutex>& lock) {
    job.stage = Stage::running;
    lock.unlock();
    const auto start = std::chrono::steady_clock::now();
    try {
      job.code = code_of(job.text);
    } catch (...) {
      job.error = std::current_exception();
    }
    job.code.milliseconds = milliseconds_since(start);
    lock.lock();
    job.stage = Stage::done;
    done.notify_all();
  }

  KernelCode code_of(const KernelText& text) {
    look_for_nvrtc();
    if (!why_unavailable.empty()) throw CudaError(why_unavailable);
    const std::string sm = std::to_string(options.sm);
    const std::array<std::string_view, 6> parts = {text.text, text.entry, nvrtc_options(options.contract),
                                                   sm,        nvrtc,      IREPLAY_VERSION};
    const std::string key = cache_key(parts);
    if (auto known = cache.load(key)) return {std::move(*known), true};
    KernelCode code{compile_with_nvrtc(text.text, text.entry, options.sm, options.contract)};
    const std::lock_guard lock(cache_mutex);
    cache.save(key, code.cubin);
    return code;
  }

  void work() {
    std::unique_lock lock(mutex);
    for (;;) {
      ++idle_threads;
      work_or_stop.wait(lock, [this] { return stopping || !waiting.empty(); });
      --idle_threads;
      if (stopping) return;
      Job& job = *waiting.front();
      waiting.pop_front();
      run(job, lock);
    }
  }
};

KernelCompiler::KernelCompiler(CompilerOptions options)
    : state_(std::make_unique<State>(std::move(options))) {}

KernelCompiler::~KernelCompiler() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->work_or_stop.notify_all();
  for (std::thread& thread : state_->threads) thread.join();
}

std::string KernelCompiler::why_unavailable() {
  state_->look_for_nvrtc();
  return state_->why_unavailable;
}

void KernelCompiler::start(const KernelText& text) {
  const std::lock_guard lock(state_->mutex);
  state_->job_of(text);
  const bool all_busy = static_cast<int>(state_->waiting.size()) > state_->idle_threads;
  if (all_busy && static_cast<int>(state_->threads.size()) < state_->options.threads) try {
      state_->threads.emplace_back([state = state_.get()] { state->work(); });
    } catch (const std::system_error&) {  // no thread to be had: `get` compiles what is waiting
    }
  state_->work_or_stop.notify_one();
}

const KernelCode& KernelCompiler::get(const KernelText& text) {
  std::unique_lock lock(state_->mutex);
  Job& job = state_->job_of(text);
  if (job.stage == Stage::waiting) {
    std::erase(state_->waiting, &job);
    state_->run(job, lock);
  }
  state_->done.wait(lock, [&job] { return job.stage == Stage::done; });
  if (job.error) std::rethrow_exception(job.error);
  return job.code;
}

}  // namespace ireplay
