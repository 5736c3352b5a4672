#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"
#include "replay/externs/program.hpp"

/// Loop programs out of the Triton listing of a foreach kernel. PyTorch 2.4 prints such a node without its
/// parts, and the listing is the only place that has them: branches of straight-line code on elements.
namespace ireplay {

struct ListingLoops {
  std::vector<LoopPart> parts;  // one for each branch
  std::string fault;            // what was not understood, and nothing else is set; empty if all was
};

/// `tensor(k)` is the tensor, seen as a flat one, that the kernel is given for parameter k.
ListingLoops read_foreach_listing(std::string_view listing,
                                  const std::function<TensorView(std::size_t parameter)>& tensor);

}  // namespace ireplay
