#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "replay/case/cut.hpp"
#include "replay/lower/wrapper_facts.hpp"

/// The wrapper of a graph that was cut out of another one.
namespace ireplay {

class CutWrapper {
 public:
  CutWrapper(const Wrapper& wrapper, const GraphHints& hints, const Plan& plan);

  /// A node whose statements are kept.
  struct NodeNames {
    std::vector<std::string_view> writes;   // its buffers
    std::vector<std::string_view> changes;  // buffers that it writes into
    bool is_call = false;                   // of a library
    std::string_view kernel;                // aten.scatter_.src, as the text says
    std::size_t before = 0;                 // so many calls change the same buffer before it; where the text
                                            // does not say which it changes, so many of the same kernel
  };
  void keep(const NodeNames& node);

  /// Names that the kept calls use and no kept statement binds.
  std::vector<std::string_view> unknown_names() const;
  /// The kept statements as they stand.
  std::string statements() const;

  /// The whole text. `targets`: by buffer the one in whose memory it lies. `written`: buffers to allocate, in
  /// order.
  std::string write(const CutGraph& graph, const std::map<std::string, std::string, std::less<>>& targets,
                    const std::vector<std::string>& written);

 private:
  const PyStatement* statement_of(ExprId call) const;
  const CallFact* find_call(const NodeNames& node) const;
  void keep_statement(const PyStatement* statement);
  void keep_names(ExprId id);
  void collect_names(ExprId id, std::vector<std::string_view>& names) const;
  const PyStatement* binding_of(std::string_view name) const;
  const PlanBuffer* buffer(std::string_view name) const;
  bool is_of_call(std::string_view name) const;
  std::string layout_of(const PlanBuffer& buffer) const;
  std::string kernel_definitions() const;
  void add_kernel_calls(const CutGraph& graph);
  void keep_what_launches(const PyStatement& call, const std::vector<std::string_view>& names);

  const Wrapper& wrapper_;
  const Plan& plan_;
  WrapperFacts facts_;
  std::vector<NodeNames> nodes_;
  std::vector<const PyStatement*> kept_;  // in the wrapper's order
  std::set<std::string_view> bound_, used_;
  std::set<std::string_view> kernels_;
  std::string grids_;  // functions of kernels' grids
};

}  // namespace ireplay
