#pragma once

#include <functional>

/// Ctrl-C, `kill`, a reader that goes away: what is finished is written, no temporary file stays, and the
/// exit code is 128 + the signal's number.
namespace ireplay {

/// Thrown where the work itself notices. No std::exception: it is not a fault of the graph at hand.
struct Interrupted {
  int signal = 0;
};

/// Runs `work` on a stack of 64 MiB, whatever `ulimit -s` says: on a second thread, while the first one
/// waits for SIGINT, SIGTERM and SIGHUP. Such a signal calls what `OnInterrupt` holds and ends the program
/// wherever the work stands. Where there is no second thread to be had the work runs on the first one, on
/// a stack of that size too, and notices signals at `throw_if_interrupted`; a second signal then ends the
/// program at once. SIGPIPE and SIGXFSZ are ignored: the writes fail. Signals that the caller of the program
/// ignores (nohup) stay ignored. Returns what `work` returns, or 128 + signal after Interrupted.
int run_interruptible(const std::function<int()>& work);

/// While it lives, `act(signal)` is called where a signal ends the program. It runs on another thread than
/// the work, which may be anywhere, and within two seconds.
class OnInterrupt {
 public:
  explicit OnInterrupt(std::function<void(int signal)> act);
  ~OnInterrupt();
  OnInterrupt(const OnInterrupt&) = delete;
  OnInterrupt& operator=(const OnInterrupt&) = delete;
};

/// For long work without a second thread.
void throw_if_interrupted();

}  // namespace ireplay
