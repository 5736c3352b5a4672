#include <algorithm>
#include <array>

#include "parser/listing/cpp_grammar.hpp"
#include "parser/listing/listing.hpp"
#include "parser/parse_rule.hpp"

/// From text to text: operands lie on a stack of strings, and what an operator matches joins those on top.
/// Statements with the same loops around them become one kernel, whose axes are these loops.
namespace ireplay {

namespace {

struct Loop {
  std::string_view name;
  std::string end;
  std::size_t number = 0;  // in the order of the text
};

struct Group {
  std::vector<Loop> loops;
  std::string statements;
};

std::string_view triton_type(std::string_view type) {
  constexpr std::array<std::array<std::string_view, 2>, 14> kTypes{{{"int64_t", "tl.int64"},
                                                                    {"long", "tl.int64"},
                                                                    {"int32_t", "tl.int32"},
                                                                    {"int", "tl.int32"},
                                                                    {"int16_t", "tl.int16"},
                                                                    {"int8_t", "tl.int8"},
                                                                    {"uint8_t", "tl.uint8"},
                                                                    {"bool", "tl.int1"},
                                                                    {"float", "tl.float32"},
                                                                    {"double", "tl.float64"},
                                                                    {"at::Half", "tl.float16"},
                                                                    {"half", "tl.float16"},
                                                                    {"at::BFloat16", "tl.bfloat16"},
                                                                    {"bfloat16", "tl.bfloat16"}}};
  for (const auto& [cpp, triton] : kTypes)
    if (cpp == type) return triton;
  return {};
}

std::string triton_function(std::string_view function) {
  if (function == "max_propagate_nan") return "triton_helpers.maximum";
  if (function == "min_propagate_nan") return "triton_helpers.minimum";
  constexpr std::string_view kStd = "std::";
  if (!function.starts_with(kStd)) return {};
  return "libdevice." + std::string(function.substr(kStd.size()));
}

class Translator {
 public:
  void parameter(std::string_view text) { parameters_.push_back(text); }
  void operand(std::string_view text) { stack_.emplace_back(text); }
  void truth(bool holds) { stack_.emplace_back(holds ? "True" : "False"); }
  void operation(std::string_view text) {
    operators_.push_back(text);
    fails_ = fails_ || text == "/";  // what it does depends on types, which are not written here
  }
  void type(std::string_view text) { types_.push_back(text); }
  void function(std::string_view text) {
    functions_.push_back({triton_function(text), 0});
    if (functions_.back().first.empty()) fails_ = true;
  }
  void argument() { ++functions_.back().second; }

  void joined() {
    const std::string right = pop();
    std::string_view by = operators_.back();
    operators_.pop_back();
    if (by == "&&" || by == "||") by.remove_suffix(1);
    stack_.back() = "(" + stack_.back() + " " + std::string(by) + " " + right + ")";
  }
  void negated() { stack_.back() = "(-" + stack_.back() + ")"; }
  void inverted() { stack_.back() = "(~" + stack_.back() + ")"; }
  void chosen() {
    const std::string no = pop(), yes = pop();
    stack_.back() = "tl.where(" + stack_.back() + ", " + yes + ", " + no + ")";
  }
  void cast() {
    const std::string_view type = triton_type(types_.back());
    types_.pop_back();
    fails_ = fails_ || type.empty();
    if (in_head_) return;  // of a loop: numbers
    std::string& value = stack_.back();
    const bool is_number = value.find_first_not_of("0123456789.-+e()") == value.npos;
    value = is_number ? "tl.full([1], " + value + ", " + std::string(type) + ")"
                      : "(" + value + ").to(" + std::string(type) + ")";
  }
  void called() {
    const auto [name, count] = functions_.back();
    functions_.pop_back();
    std::string arguments;
    for (std::size_t k = 0; k < count; ++k) {
      const std::string argument = pop();
      arguments.insert(0, argument + (k == 0 ? "" : ", "));
    }
    stack_.push_back(name + "(" + arguments + ")");
  }
  void loaded() {
    const std::string index = pop();
    address_ = pop() + " + (" + index + ")";
    stack_.push_back("tl.load(" + address_ + ")");
    addresses_.push_back(address_);
  }

  void target(std::string_view text) { target_ = text; }
  void assigned() { add(std::string(target_) + " = " + pop()); }
  void stored() {  // its left side was read as a load, the first one of the statement
    const std::string value = pop();
    pop();
    add("tl.store(" + addresses_.front() + ", " + value + ")");
  }

  void loop_name(std::string_view text) {
    in_head_ = true;
    loops_.push_back({text, {}, ++loops_begun_});
  }
  void loop_word(std::string_view text) { fails_ = fails_ || text != loops_.back().name; }
  void loop_begin() { fails_ = fails_ || pop() != "0"; }
  void loop_end() { loops_.back().end = pop(); }
  void loop_step() { fails_ = fails_ || pop() != "1"; }
  void loop_head() { in_head_ = false; }
  void loop() { loops_.pop_back(); }
  void finished() { is_whole_ = true; }

  const std::vector<std::string_view>& parameters() const { return parameters_; }

  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    if (fails_ || !is_whole_) return texts;
    texts.reserve(groups_.size());
    for (const Group& group : groups_) texts.push_back(text_of(group));
    return texts;
  }

 private:
  static constexpr std::array<std::string_view, 3> kAxes{"x", "y", "z"};  // the innermost first

  std::string pop() {
    std::string top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }

  void add(const std::string& statement) {
    addresses_.clear();
    const auto same = [](const Loop& a, const Loop& b) { return a.number == b.number; };
    if (groups_.empty() || !std::ranges::equal(groups_.back().loops, loops_, same)) {
      // a loop with statements before, or behind, another one in it is none of a kernel's axes
      if (!groups_.empty() && !groups_.back().loops.empty() && !loops_.empty() &&
          groups_.back().loops[0].number == loops_[0].number)
        fails_ = true;
      fails_ = fails_ || loops_.size() > kAxes.size();
      groups_.push_back({loops_, {}});
    }
    ((groups_.back().statements += "    ") += statement) += "\n";
  }

  std::string text_of(const Group& group) const {
    std::string text = "def kernel(";
    for (const std::string_view parameter : parameters_) (text += parameter) += ", ";
    text += "XBLOCK : tl.constexpr):\n";
    if (group.loops.empty()) add_axis(text, "x", "1", {});
    for (std::size_t k = 0; k < group.loops.size(); ++k) {
      const Loop& loop = group.loops[k];
      add_axis(text, kAxes[group.loops.size() - 1 - k], loop.end, loop.name);
    }
    return text + group.statements;
  }

  static void add_axis(std::string& text, std::string_view axis, const std::string& numel,
                       std::string_view name) {
    const std::string a(axis);
    text += "    " + a + "numel = " + numel + "\n    " + a + "offset = tl.program_id(0) * XBLOCK\n    " + a +
            "index = " + a + "offset + tl.arange(0, XBLOCK)[:]\n";
    if (!name.empty()) text += "    " + std::string(name) + " = " + a + "index\n";
  }

  std::vector<std::string_view> parameters_;
  std::vector<std::string> stack_, addresses_;
  std::vector<std::string_view> operators_, types_;
  std::vector<std::pair<std::string, std::size_t>> functions_;  // and how many arguments so far
  std::string_view target_;
  std::string address_;
  std::vector<Loop> loops_;
  std::vector<Group> groups_;
  std::size_t loops_begun_ = 0;
  bool in_head_ = false, fails_ = false, is_whole_ = false;
};

}  // namespace

namespace grammar {

template <>
struct action<cpp_parameter_name> : with_text<&Translator::parameter> {};
template <>
struct action<cpp_integer> : with_text<&Translator::operand> {};
template <>
struct action<cpp_real> : with_text<&Translator::operand> {};
template <>
struct action<cpp_name> : with_text<&Translator::operand> {};
template <>
struct action<cpp_memory> : with_text<&Translator::operand> {};
template <>
struct action<cpp_true> {
  static void apply0(Translator& build) { build.truth(true); }
};
template <>
struct action<cpp_false> {
  static void apply0(Translator& build) { build.truth(false); }
};
template <>
struct action<cpp_type> : with_text<&Translator::type> {};
template <>
struct action<cpp_cast> : without_text<&Translator::cast> {};
template <>
struct action<cpp_function> : with_text<&Translator::function> {};
template <>
struct action<cpp_argument> : without_text<&Translator::argument> {};
template <>
struct action<cpp_call> : without_text<&Translator::called> {};
template <>
struct action<cpp_load> : without_text<&Translator::loaded> {};
template <>
struct action<cpp_negated> : without_text<&Translator::negated> {};
template <>
struct action<cpp_inverted> : without_text<&Translator::inverted> {};
template <>
struct action<cpp_times> : with_text<&Translator::operation> {};
template <>
struct action<cpp_plus> : with_text<&Translator::operation> {};
template <>
struct action<cpp_compare> : with_text<&Translator::operation> {};
template <>
struct action<cpp_and> : with_text<&Translator::operation> {};
template <>
struct action<cpp_or> : with_text<&Translator::operation> {};
template <>
struct action<cpp_xor> : with_text<&Translator::operation> {};
template <class Operator, class Operand>
struct action<cpp_more<Operator, Operand>> : without_text<&Translator::joined> {};
template <>
struct action<cpp_choice> : without_text<&Translator::chosen> {};
template <>
struct action<cpp_target> : with_text<&Translator::target> {};
template <>
struct action<cpp_assignment> : without_text<&Translator::assigned> {};
template <>
struct action<cpp_store> : without_text<&Translator::stored> {};
template <>
struct action<cpp_loop_name> : with_text<&Translator::loop_name> {};
template <>
struct action<cpp_loop_word> : with_text<&Translator::loop_word> {};
template <>
struct action<cpp_loop_begin> : without_text<&Translator::loop_begin> {};
template <>
struct action<cpp_loop_end> : without_text<&Translator::loop_end> {};
template <>
struct action<cpp_loop_step> : without_text<&Translator::loop_step> {};
template <>
struct action<cpp_loop_head> : without_text<&Translator::loop_head> {};
template <>
struct action<cpp_loop> : without_text<&Translator::loop> {};
template <>
struct action<cpp_scalar_kernel> : without_text<&Translator::finished> {};

}  // namespace grammar

std::vector<std::string_view> parse_cpp_parameters(std::string_view text) {
  Translator build;
  parse_rule<grammar::cpp_kernel>(text, build);
  return build.parameters();
}

std::vector<std::string> triton_of_cpp(std::string_view text) {
  Translator build;
  parse_rule<grammar::cpp_scalar_kernel>(text, build);
  return build.texts();
}

}  // namespace ireplay
