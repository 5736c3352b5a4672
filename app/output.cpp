#include "app/output.hpp"

#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "app/version.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {

void write_output(const std::string& file, const std::string& text) {
  if (file == "-") {
    std::fputs(text.c_str(), stdout);
  } else {
    write_file(file, text);
  }
}

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  char text[64] = "";
  if (gmtime_r(&now, &parts) == nullptr) return "";
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

RunHeader header_of(const std::string& command) {
  RunHeader header{IREPLAY_VERSION, command, time_now(), ""};
  header.commit = build_commit();
  header.toolkit = build_toolkit();
  char text[256] = "";
  if (gethostname(text, sizeof text - 1) == 0) header.host = text;
  return header;
}

}  // namespace ireplay
