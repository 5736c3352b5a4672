#include "replay/report/op_texts.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace ireplay {
namespace {

/// What a node at the top of the IR text says, up to the next one.
class NodeTexts {
 public:
  explicit NodeTexts(const Dump& dump) {
    if (dump.source == nullptr) return;  // a wrapper alone
    std::vector<const Node*> top;
    for (const std::uint32_t index : dump.top) top.push_back(&dump.nodes[index]);
    std::sort(top.begin(), top.end(),
              [](const Node* a, const Node* b) { return a->name.data() < b->name.data(); });
    const std::string_view text = dump.source->text();
    for (std::size_t k = 0; k < top.size(); ++k) {
      const char* begin = top[k]->name.data();
      const char* end = k + 1 < top.size() ? top[k + 1]->name.data() : text.data() + text.size();
      std::string_view own(begin, static_cast<std::size_t>(end - begin));
      own = own.substr(0, own.find_last_not_of(" \n\r\t") + 1);
      by_name_[top[k]->name] = own;
      for (std::uint32_t p = 0; p < top[k]->parts.count; ++p)
        by_name_.try_emplace(dump.nodes[dump.parts[top[k]->parts.first + p]].name, own);
    }
  }

  std::string_view of(const OpReport& op) const {
    auto found = by_name_.find(op.name);
    if (found == by_name_.end() && !op.nodes.empty()) found = by_name_.find(op.nodes.front());
    return found == by_name_.end() ? std::string_view() : found->second;
  }

 private:
  std::map<std::string_view, std::string_view> by_name_;
};

}  // namespace

void add_places(GraphReport& report, const Dump& dump) {
  const NodeTexts texts(dump);
  for (OpReport& op : report.ops) {
    const std::string_view text = texts.of(op);
    if (text.empty()) continue;
    op.first_line = static_cast<std::int64_t>(dump.source->position(text.data()).line);
    op.last_line = static_cast<std::int64_t>(dump.source->position(text.data() + text.size()).line);
  }
}

void add_texts(GraphReport& report, const Plan& plan, const Dump& dump) {
  const NodeTexts texts(dump);
  for (std::size_t k = 0; k < report.ops.size() && k < plan.steps.size(); ++k) {
    report.ops[k].texts.ir = texts.of(report.ops[k]);
    report.ops[k].texts.program = to_text(plan.steps[k], plan);
  }
}

}  // namespace ireplay
