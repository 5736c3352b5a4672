#pragma once

#include <unordered_map>

#include "parser/expression/expression_builder.hpp"

namespace ireplay {

/// Puts what the scheduler grammar recognises into a Dump.
///
/// Nodes that may still get lines lie on a stack: a top node, below it (for fused and grouped nodes) the part
/// that is being read. A line belongs to the open node that it names.
class DumpBuilder : public ExpressionBuilder {
 public:
  DumpBuilder(const Source& source, Dump& dump);

  bool in_brackets() const { return false; }  // no expression of this text runs over lines
  std::size_t block_indentation() const { return indentation_; }

  void indentation(std::string_view blanks) { indentation_ = blanks.size(); }
  void marker() { has_marker_ = true; }
  bool has_marker() const { return has_marker_; }
  void line_name(std::string_view name) { line_name_ = name; }

  void header_class(std::string_view name) { header_class_ = name; }
  void header();
  void part_class(std::string_view name) { dump_.names.push_back(name); }
  void end_header();
  void part_marker();
  void end_part_names();
  void device(std::string_view text) { own_node().device = text; }
  void kernel(std::string_view text) { own_node().kernel = text; }
  void device_code(std::string_view text);
  void end_sizes(Range Node::*sizes);
  void end_names(Range Node::*names);
  /// The end of the file.
  void finish();

  void begin_deps() { first_dep_ = dump_.deps.size(); }
  void end_deps(Range Node::*deps);
  void dep(DepKind kind);
  void dep_name(std::string_view quoted);
  void dep_index() { dep_.index = take(); }
  void dep_size();
  void dep_mode(std::string_view mode) { dep_.mode = mode; }
  void dep_quoted_mode(std::string_view quoted);
  /// The end of a dependency's index and variables, `text`.
  void dep_domain(std::string_view text);
  void dep_sizes() { dep_.variables = from(first_variable_, dump_.variables.size()); }
  /// The same index and variables as those of an earlier dependency; false if there was none.
  bool use_domain(std::string_view text);

  void begin_variables() { first_variable_ = dump_.variables.size(); }
  void variable_name(std::string_view name) { variable_name_ = name; }
  void variable_extent();

  void begin_users();
  void user();
  void user_quoted_node(std::string_view quoted);
  void end_node_users();
  NodeUser& current_user() { return user_; }

  void begin_names() { first_name_ = dump_.names.size(); }
  void list_name(std::string_view quoted);

  void layout_class(std::string_view name);
  void layout_repr_class(std::string_view dotted);
  void layout_device(std::string_view quoted);
  Layout& current_layout() { return layout_; }
  void layout_size() { layout_.size = take_all(dump_.expr_lists); }
  void layout_stride() { layout_.stride = take_all(dump_.expr_lists); }
  void layout_offset() { layout_.offset = take(); }
  void end_layout(std::string_view text);
  /// The same layout as an earlier one; false if there was none.
  bool use_layout(std::string_view text);
  bool is_layout_line() const;
  void buffer_layout();

  void begin_outputs();
  void output_name(std::string_view name) { output_name_ = name; }
  void output_class(std::string_view name);
  void output_layout() { output().layout = last_layout_; }
  void output_names(Range OutBuffer::*names);
  void output_users();
  void end_outputs();

  void begin_body(std::string_view class_name);
  void body_variables();
  void index_name(std::string_view name) { index_name_ = name; }
  void index_value();
  void begin_block(std::string_view name);
  void end_block();
  void end_body();
  void begin_statement() { statement_ = {}; }
  Statement& current_statement() { return statement_; }
  void call(StatementKind kind) { statement_.kind = kind; }
  void statement_arguments() { statement_.arguments = take_all(dump_.expr_lists); }
  void statement_value() { statement_.value = take(); }
  void selection(std::string_view text);
  void return_value();
  void end_statement();

 private:
  struct OpenNode {
    std::uint32_t node;
    std::size_t first_part;  // into pending_parts_
  };
  struct Domain {
    ExprId index;
    Range variables;
  };

  Node& node() { return dump_.nodes[open_.back().node]; }
  Node& own_node();
  bool select(std::string_view name);
  void close_last();
  Range from(std::size_t first, std::size_t size) const;
  Range names_from_first() const { return from(first_name_, dump_.names.size()); }
  OutBuffer& output();

  Dump& dump_;
  std::vector<OpenNode> open_;
  std::vector<std::uint32_t> pending_parts_;
  bool part_follows_ = false, has_marker_ = false;
  std::size_t indentation_ = 0;
  std::string_view line_name_, header_class_, variable_name_, output_name_, index_name_;
  std::size_t first_dep_ = 0, first_variable_ = 0, first_user_ = 0, first_name_ = 0, first_output_ = 0;
  std::size_t first_index_ = 0, first_block_ = 0, first_statement_ = 0;
  Dep dep_;
  NodeUser user_;
  Layout layout_;
  std::uint32_t last_layout_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> layouts_;  // by text, into Dump::layouts
  std::unordered_map<std::string_view, Domain> domains_;         // of dependencies, by text
  Statement statement_;
  LoopBody body_;
  Block block_;
};

}  // namespace ireplay
