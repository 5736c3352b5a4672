#include "app/logging.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "app/options.hpp"

namespace ireplay {

void set_up_logging(const Options& options) {
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("ireplay", std::make_shared<spdlog::sinks::stderr_sink_st>()));
  spdlog::set_pattern("ireplay: %v");
  spdlog::set_level(options.verbosity < 0   ? spdlog::level::err
                    : options.verbosity > 0 ? spdlog::level::debug
                                            : spdlog::level::info);
}

void log_note(const std::string& text) { spdlog::info(text); }

bool wants_color(const Options& options) {
  if (options.color != "auto") return options.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

std::size_t output_width() {
  constexpr std::size_t kLeast = 80, kOfFiles = 100;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kOfFiles;
  return std::max<std::size_t>(kLeast, size.ws_col);
}

}  // namespace ireplay
