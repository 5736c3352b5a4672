#include "app/interrupts.hpp"

#include <pthread.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <mutex>

#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kStackBytes = std::size_t{64} << 20;  // more than any text that the parser takes needs
constexpr std::array<int, 3> kEnding{SIGINT, SIGTERM, SIGHUP};
constexpr std::chrono::seconds kPatience{2};

std::timed_mutex action_mutex;
std::function<void(int)> action;
volatile std::sig_atomic_t noticed = 0;  // by a handler, where there is no thread that waits

bool is_ignored(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

struct Work {
  const std::function<int()>* work;
  pthread_t waiter;
  int done_signal;
  int code = 0;
};

int run_noticing(const std::function<int()>& work) {
  try {
    return work();
  } catch (const Interrupted& interrupted) {
    return 128 + interrupted.signal;
  }
}

void* run_on_thread(void* argument) {
  auto* const work = static_cast<Work*>(argument);
  work->code = run_noticing(*work->work);
  pthread_kill(work->waiter, work->done_signal);
  return nullptr;
}

/// The work may be in the middle of anything: nothing of it is waited for, no destructor runs.
[[noreturn]] void end_by(int signal) {
  if (action_mutex.try_lock_for(kPatience) && action) action(signal);
  remove_unfinished_files();
  _exit(128 + signal);
}

bool start_thread(Work& work, pthread_t& thread) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  const bool started = pthread_attr_setstacksize(&attributes, kStackBytes) == 0 &&
                       pthread_create(&thread, &attributes, run_on_thread, &work) == 0;
  pthread_attr_destroy(&attributes);
  return started;
}

/// What `run_on_own_stack` runs; contexts take no arguments.
const std::function<int()>* work_of_context = nullptr;
int code_of_context = 0;

/// On a stack as large as a thread's would be; on the one there is where no memory is to be had for it.
int run_on_own_stack(const std::function<int()>& work) {
  void* const stack = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ucontext_t here{}, there{};
  if (stack == MAP_FAILED || getcontext(&there) != 0) return run_noticing(work);
  there.uc_stack.ss_sp = stack;
  there.uc_stack.ss_size = kStackBytes;
  there.uc_link = &here;
  work_of_context = &work;
  makecontext(
      &there, [] { code_of_context = run_noticing(*work_of_context); }, 0);
  swapcontext(&here, &there);
  munmap(stack, kStackBytes);
  return code_of_context;
}

int run_on_this_thread(const std::function<int()>& work, const sigset_t& ending) {
  struct sigaction handler {};
  handler.sa_handler = [](int signal) { noticed = signal; };
  handler.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : kEnding)
    if (sigismember(&ending, signal) == 1) sigaction(signal, &handler, nullptr);
  pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);
  const int code = run_on_own_stack(work);
  if (noticed != 0) remove_unfinished_files();
  return code;
}

}  // namespace

OnInterrupt::OnInterrupt(std::function<void(int)> act) {
  const std::lock_guard lock(action_mutex);
  action = std::move(act);
}

OnInterrupt::~OnInterrupt() {
  const std::lock_guard lock(action_mutex);
  action = nullptr;
}

void throw_if_interrupted() {
  if (noticed != 0) throw Interrupted{noticed};
}

int run_interruptible(const std::function<int()>& work) {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
  sigset_t waited;
  sigemptyset(&waited);
  for (const int signal : kEnding)
    if (!is_ignored(signal)) sigaddset(&waited, signal);
  const sigset_t ending = waited;
  Work on_thread{&work, pthread_self(), SIGRTMIN};
  sigaddset(&waited, on_thread.done_signal);
  pthread_sigmask(SIG_BLOCK, &waited, nullptr);
  pthread_t thread{};
  if (!start_thread(on_thread, thread)) return run_on_this_thread(work, ending);
  int signal = 0;
  while (sigwait(&waited, &signal) != 0) {
  }
  if (signal != on_thread.done_signal) end_by(signal);
  pthread_join(thread, nullptr);
  return on_thread.code;
}

}  // namespace ireplay
