#include "app/output.hpp"

#include <cstdio>

#include "replay/case/tensor_file.hpp"

namespace ireplay {

void write_output(const std::string& file, const std::string& text) {
  if (file == "-") {
    std::fputs(text.c_str(), stdout);
  } else {
    write_file(file, text);
  }
}

}  // namespace ireplay
