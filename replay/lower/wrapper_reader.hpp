#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "replay/lower/wrapper_facts.hpp"

/// Reads the statements of one function of the wrapper in execution order: branches are taken and loops
/// unrolled as far as what decides them is known.
namespace ireplay {

/// A small interpreter of Python without its values: what a name stands for is a tensor's layout, a view of
/// another name, a call, a size or a list of these. Statements of no known form are kept with why, and so is
/// the decision at which reading stops because data makes it.
class WrapperReader {
 public:
  /// `function`: `call`, or that of a subgraph. Both arguments must outlive the facts, which point into them.
  WrapperReader(const Wrapper& wrapper, const GraphHints& hints, std::string_view function,
                bool up_to_unknown = false);

  WrapperFacts read();
  /// Names of the function's arguments alone.
  std::vector<std::string_view> parameters();

 private:
  using Children = std::span<const ExprId>;
  using Names = std::vector<std::string_view>;

  void keep_literal(std::string_view text);

  // ---- expressions
  const Expr& expr(ExprId id) const { return wrapper_.exprs[id]; }
  Children children(ExprId id) const { return wrapper_.exprs.children_of(id); }
  Children arguments(ExprId call) const { return children(call).subspan(1); }
  std::string_view callee(ExprId id) const;
  std::optional<NamedView> view(ExprId id) const;
  std::optional<SubgraphValue> object_of(ExprId call, std::string_view method);
  std::optional<std::int64_t> number(ExprId id) const;
  std::optional<Dims> numbers(ExprId id) const;
  const DataSymbol* find_pending(ExprId id) const;
  void expect_symbols(Range body);
  std::string_view first_name(ExprId id) const;
  bool is_arithmetic(ExprId id) const;
  const PyFunction* find_function(std::string_view name) const;
  Names target_names(const PyStatement& statement) const;
  void collect_names(ExprId id, Names& names) const;
  template <class Visit>
  void for_each_statement(Range body, const Visit& visit) const {
    for (std::uint32_t index : slice(wrapper_.body_statements, body)) {
      const PyStatement& statement = wrapper_.statements[index];
      visit(statement);
      for_each_statement(statement.body, visit);
    }
  }

  // ---- statements (wrapper_reader.cpp)
  bool stops() const { return facts_.undecided.has_value() || leaves_loop_; }
  void read_body(Range body);
  void read_statement(const PyStatement& statement);
  void read_return(const PyStatement& statement);
  void read_assignment(const PyStatement& statement);
  void read_value(std::string_view name, const PyStatement& statement);
  bool read_shape_symbol(std::string_view name, ExprId value, const char* at);
  bool read_scratch_reduction(std::string_view name, ExprId value);
  bool read_item(std::string_view name, ExprId value);
  bool read_item_of_list(std::string_view name, ExprId list, std::int64_t position);
  void bind(std::string_view name, const NamedView& view, std::string_view comment);
  bool read_called(std::string_view name, ExprId call);
  bool read_partition(ExprId call);
  bool read_call(ExprId call, Names results, bool assigned);
  bool is_kernel(std::string_view function) const;
  bool has_no_effect(std::string_view function) const;
  void not_understood(const PyStatement& statement, const std::string& why = {});
  void define(std::string_view symbol, std::int64_t value) { facts_.symbols.emplace(symbol, value); }

  // ---- branches, loops and subgraphs (wrapper_control.cpp)
  std::size_t read_branches(std::span<const std::uint32_t> statements, std::size_t first);
  void read_loop(const PyStatement& statement);
  bool only_raises(Range body) const;
  bool only_asserts(Range body) const;
  std::optional<bool> truth(ExprId condition, const PyStatement& statement);
  bool read_data_symbol(std::string_view name, ExprId value);
  void note_unknown(DataSymbol symbol);
  std::optional<SubgraphValue> subgraph_value(ExprId id);
  bool read_subgraph_call(const PyStatement& statement);
  bool read_slot(const PyStatement& statement);
  std::vector<SubgraphValue>* list_in_slot(ExprId id);
  bool read_append(ExprId call);

  // ---- layouts (wrapper_layouts.cpp)
  void read_inputs(const PyFunction& function);
  void unify_shapes(Range body);
  void unify(ExprId name, ExprId sizes);
  void read_harness();
  void read_allocation(std::string_view name, ExprId call);
  void read_dtype(ExprId arg, LayoutFact& fact) const;
  void merge(std::string_view name, const LayoutFact& fact);
  static void see_as(DType dtype, LayoutFact& fact);
  void read_assertion(std::string_view function, ExprId call);
  void assert_layout(ExprId name, ExprId size, ExprId stride, ExprId call);
  void read_kernel_call(std::string_view function, ExprId call);
  void note_numbers(ExprId id, KernelCall& call) const;
  std::string_view pointer_argument(ExprId arg) const;
  void apply_kernel_signatures();

  const Wrapper& wrapper_;
  const GraphHints& hints_;
  std::string_view function_;
  WrapperFacts facts_;
  std::map<std::string_view, ExprId> shape_names_;
  std::map<std::string_view, std::string> derived_;  // pending symbol -> the one that it is computed from
  std::set<std::string_view> unified_;  // inputs whose sizes are those of the tensors, not of the harness
  std::map<std::string_view, std::int64_t> assigned_;             // variables, as last set
  std::map<std::string_view, ExprId> lists_;                      // `true_graph_0_args = [arg2_1, buf0]`
  std::map<std::string_view, std::vector<SubgraphValue>> slots_;  // `buf0 = [None] * 2`
  /// `buf0[2].append(buf0[0])`: what the trips of a loop left
  std::map<std::pair<std::string_view, std::int64_t>, std::vector<SubgraphValue>> lists_in_slots_;
  std::map<std::string_view, std::size_t> tuples_;  // `buf1 = true_graph_0(..)`
  std::size_t next_order_ = 0;                      // of calls
  bool in_partition_ = false;
  bool up_to_unknown_ = false;
  bool leaves_loop_ = false;  // a `break` was read
};

}  // namespace ireplay
