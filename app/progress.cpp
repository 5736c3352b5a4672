#include "app/progress.hpp"

#include <unistd.h>

#include <cstdio>

namespace ireplay {
namespace {

constexpr std::chrono::milliseconds kQuiet{1000};
constexpr std::chrono::milliseconds kBetween{100};
constexpr std::size_t kWidth = 78;

}  // namespace

Progress::Progress(bool wanted)
    : enabled_(wanted && isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {}

Progress::~Progress() { wipe(); }

void Progress::begin(std::string title) { title_ = std::move(title); }

void Progress::update(std::int64_t done, std::int64_t total, std::string_view what) {
  const Clock::time_point now = Clock::now();
  if (!enabled_ || now - start_ < kQuiet || now - last_ < kBetween) return;
  last_ = now;
  std::string line =
      title_ + ": " + std::to_string(done) + " of " + std::to_string(total) + "  " + std::string(what);
  if (line.size() > kWidth) line.resize(kWidth);
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  shown_ = true;
}

void Progress::wipe() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace ireplay
