#pragma once

#include "parser/expression/expression_builder.hpp"

namespace ireplay {

/// Puts what the wrapper grammar recognises into a Wrapper. Blocks that may still get statements lie on a
/// stack; a line that does not start deeper than a block's header ends it.
class WrapperBuilder : public ExpressionBuilder {
 public:
  WrapperBuilder(const Source& source, Wrapper& wrapper);

  void begin_attempt();
  void take_back_attempt();

  void begin_line(std::string_view indentation);
  void empty_line() { comment_block_ = {}; }
  void line_comment(std::string_view text);
  void comment(std::string_view text);

  void begin_values();
  void tuple_comma() { tuple_ = true; }
  void end_values();

  void kind(PyKind kind) { statement_.kind = kind; }
  void assignment();
  void del();
  void return_value();
  void value() { statement_.value = take(); }
  void def_name(std::string_view name) { def_name_ = name; }
  void statement(std::string_view text);
  void other(std::string_view text);
  void header(std::string_view text);
  /// The end of the file.
  void finish();

 private:
  struct Block {
    std::uint32_t statement;
    std::size_t indentation;
    std::size_t first;      // into pending_
    std::int32_t function;  // into Wrapper::functions, -1 for other blocks
  };

  void add(std::string_view text);
  void open_block(std::int32_t function);
  void close_block();
  Range flush(std::size_t first);
  void add_target(ExprId id);
  void find_kernel();
  bool fetches_stream() const;

  Wrapper& wrapper_;
  PyStatement statement_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> pending_;
  std::size_t first_on_line_ = 0, first_value_ = 0;
  std::size_t indentation_ = 0;
  bool tuple_ = false;
  std::string_view def_name_, comment_block_;
  std::size_t node_mark_ = 0, child_mark_ = 0, list_mark_ = 0;
};

}  // namespace ireplay
