#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kernels/scalar/dtype.hpp"
#include "parser/listing/listing.hpp"

/// Inline assembly of a loop body. The scheduler text is cut at its first ';', the kernel's listing has it
/// whole: `tmp2 = tl.inline_asm_elementwise('...', '=f,f', [tmp0], dtype=tl.float32, is_pure=True, pack=1)`.
namespace ireplay {

struct InlineAsm {
  std::string_view text;                     // the assembly, as it stands there
  std::string_view constraints;              // =f,f
  std::vector<std::optional<DType>> inputs;  // the type that an argument is converted to first, if it is
  std::vector<DType> outputs;
  int pack = 1;                           // elements of one invocation
  std::vector<std::size_t> used_outputs;  // those that the listing goes on with, in the order of first use

  /// Whether the two compute the same.
  bool is_like(const InlineAsm& other) const {
    return text == other.text && constraints == other.constraints && inputs == other.inputs &&
           outputs == other.outputs && pack == other.pack;
  }
};

/// The calls of a listing, in order; those that are not of this form are left out.
std::vector<InlineAsm> find_inline_asm(const Listing& listing);

}  // namespace ireplay
