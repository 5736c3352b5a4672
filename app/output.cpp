#include "app/output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "app/interrupts.hpp"
#include "app/version.hpp"
#include "parser/source.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/style.hpp"

namespace ireplay {
namespace {

int lost_errno = 0;  // of the first write to standard output that failed

void note_failure() {
  if (lost_errno == 0) lost_errno = errno != 0 ? errno : EIO;
}

void flush_output() {
  errno = 0;
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) note_failure();
}

void write_out(const std::string& text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) note_failure();
  flush_output();
  if (lost_errno == EPIPE) throw Interrupted{SIGPIPE};
}

/// Length of a colour of ours (style.hpp) or a line break at the start of `text`; 0 for all else.
std::size_t own_control(std::string_view text) {
  for (const std::string_view own : {"\n", kRed, kGreen, kYellow, kDim, kBold, kPlain})
    if (text.starts_with(own)) return own.size();
  return 0;
}

/// With the escape codes that names of files and tensors bring made visible.
std::string harmless(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("\n\x1b"), text.size());
    out += printable(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t own = own_control(text), taken = std::max<std::size_t>(1, own);
    out += own > 0 ? std::string(text.substr(0, own)) : printable(text.substr(0, taken));
    text.remove_prefix(taken);
  }
  return out;
}

}  // namespace

void print(const std::string& text) { write_out(harmless(text)); }

void print_error(const std::string& text) {
  flush_output();
  std::fputs(text.c_str(), stderr);
}

void write_output(const std::string& file, const std::string& text) {
  if (file == "-") {
    write_out(text);
  } else {
    write_file(file, text);
  }
}

int finish_output() {
  flush_output();
  if (lost_errno == 0) return 0;
  if (lost_errno == EPIPE) return 128 + SIGPIPE;
  std::fprintf(stderr, "error: cannot write standard output: %s\n", std::strerror(lost_errno));
  return static_cast<int>(Error::Kind::device);
}

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  char text[64] = "";
  if (gmtime_r(&now, &parts) == nullptr) return "";
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

RunHeader header_of(const std::string& command) {
  RunHeader header;
  header.version = IREPLAY_VERSION;
  header.command = command;
  header.started = time_now();
  header.commit = build_commit();
  header.toolkit = build_toolkit();
  char text[256] = "";
  if (gethostname(text, sizeof text - 1) == 0) header.host = text;
  return header;
}

}  // namespace ireplay
