#pragma once

#include <functional>

#include "parser/model.hpp"

namespace ireplay {

/// The text of a graph and the one from before fusion, in which the parts of its fused nodes may stand: a
/// node's ranges count in the pools of the text that it is of.
class NodeTexts {
 public:
  /// `before_fusion` may be null.
  NodeTexts(const Dump& text, const Dump* before_fusion) : text_(text), before_fusion_(before_fusion) {}

  const Dump& text() const { return text_; }
  const Dump& of(const Node& node) const {
    return before_fusion_ != nullptr && holds(*before_fusion_, node) ? *before_fusion_ : text_;
  }

 private:
  static bool holds(const Dump& dump, const Node& node) {
    const Node* begin = dump.nodes.data();
    return !std::less<>()(&node, begin) && std::less<>()(&node, begin + dump.nodes.size());
  }

  const Dump& text_;
  const Dump* before_fusion_;
};

}  // namespace ireplay
