#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model.hpp"

namespace ireplay {

/// A fault found by an action: the sentence and where. The three parse functions turn it into an Error.
struct Fault {
  const char* at;
  std::string sentence;
};

/// Brackets and operators may nest this deep: beyond it, readers that recurse over a tree could exhaust the
/// stack.
inline constexpr std::uint32_t kMaxDepth = 500;

/// Binding strength, weakest first. A leading minus covers the whole product that follows it (`-z0//4` is
/// -(z0//4)); one that follows an operator of a product covers its factor alone (`2*-z0//4` is (2*-z0)//4).
enum class Precedence : std::uint8_t {
  or_,
  and_,
  not_,
  compare,
  bit_or,
  bit_xor,
  bit_and,
  shift,
  add,
  minus,
  mul,
  factor_minus,
  pow
};

/// Builds expression trees bottom-up from tokens: finished values and waiting operators lie on two stacks,
/// and open brackets remember how much of both lay below them.
class ExpressionBuilder {
 public:
  explicit ExpressionBuilder(ExprPool& pool);

  bool in_brackets() const { return frames_.size() > 1; }
  std::size_t value_count() const { return values_.size(); }
  ExprId top() const { return values_.back().id; }

  void leaf(ExprKind kind, std::string_view text);
  /// A name, or the constant that it spells. False for Python's reserved words, which are no values.
  bool name(std::string_view text);
  void number(std::string_view text);
  void string(std::string_view with_quotes);

  void prefix_minus(std::string_view text);
  void prefix_not(std::string_view text);
  void prefix_invert(std::string_view text);
  void infix(ExprKind kind, Precedence precedence, std::string_view text);
  /// A whole chain of operands is there: applies the operators that wait.
  void end_operation();
  void begin_condition(std::string_view text);
  /// Folds `a if b else c if d else e` from the right.
  void end_conditions();

  /// An opening bracket; `takes` values before it belong to the node that its closing makes (a callee).
  void open(std::string_view bracket, std::uint32_t takes);
  void comma();
  void close(ExprKind kind);
  void close_group();  // a tuple, or the one expression inside
  void close_subscript();
  /// A bound of a slice that is not there.
  void absent(std::string_view text) { leaf(ExprKind::none, text); }
  /// Both bounds are there.
  void slice(std::string_view text);
  void attribute(std::string_view text);
  /// Whether the last value is a plain name, which a `=` after it makes a keyword.
  bool begin_keyword();
  void end_keyword();

  /// Takes the last value off the stack.
  ExprId take();
  /// Moves all values to `list`.
  Range take_all(std::vector<ExprId>& list);

 protected:
  /// Forgets what is half built.
  void clear();
  /// Makes a tuple of the values from number `first` on.
  void make_tuple(std::size_t first);

  ExprPool& pool_;
  bool minus_binds_ = false;  // as in Python: `-x // 4` is (-x) // 4

 private:
  struct Value {
    ExprId id;
    std::uint32_t height;
  };
  struct Operator {
    ExprKind kind;
    Precedence precedence;
    std::string_view text;
  };
  struct Frame {
    std::uint32_t values, operators;
    std::uint32_t conditions = 0;
    bool comma = false;
    std::string_view bracket;
  };

  void push(ExprKind kind, std::string_view text, std::size_t operands);
  void reduce();
  void reduce_down_to(Precedence precedence, bool equal_too);
  bool fold_minus(std::string_view minus);
  Frame pop_frame();

  std::vector<Value> values_;
  std::vector<Operator> operators_;
  std::vector<std::string_view> condition_texts_;
  std::vector<Frame> frames_;
};

}  // namespace ireplay
