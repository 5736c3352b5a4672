#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parser/source.hpp"

namespace ireplay {

/// The wrappers in a log of `TORCH_LOGS=ir_post_fusion,output_code`, in order. Each begins with the record
/// `[__output_code] Output code:`; what other programs and artifacts print in between is left out.
class LogWrappers {
 public:
  LogWrappers() = default;
  LogWrappers(std::string name, std::string log);

  std::size_t count() const { return first_lines_.size(); }
  /// Wrapper number `i`; its places are those of the log.
  std::shared_ptr<const Source> read(std::size_t i) const;

 private:
  struct Line {
    std::size_t begin, number;  // offset in the log, and how many lines stand before it
  };
  std::string name_, log_;
  std::vector<Line> first_lines_;  // of each wrapper, behind `Output code:`
};

}  // namespace ireplay
