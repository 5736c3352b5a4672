#include <algorithm>
#include <utility>

#include "parser/expression/expression_actions.hpp"
#include "parser/listing/listing.hpp"
#include "parser/messages.hpp"
#include "parser/parse_error.hpp"
#include "parser/to_text.hpp"

namespace ireplay {

namespace {

constexpr std::size_t kMaxBlocks = 200;

/// Takes what the rules match. A line that does not start deeper than a block's header ends the block.
class ListingBuilder : public ExpressionBuilder {
 public:
  explicit ListingBuilder(Listing& listing) : ExpressionBuilder(listing.exprs), listing_(listing) {
    minus_binds_ = true;
  }

  void begin_attempt() {
    clear();
    statement_ = {};
    nodes_ = pool_.nodes.size();
    children_ = pool_.children.size();
    lists_ = listing_.expr_lists.size();
    parameters_ = listing_.parameters.size();
  }
  void take_back_attempt() {
    clear();
    statement_ = {};
    pool_.nodes.resize(nodes_);
    pool_.children.resize(children_);
    listing_.expr_lists.resize(lists_);
    listing_.parameters.resize(parameters_);
  }

  void begin_line(std::string_view blanks) {
    column_ = blanks.size();
    while (!blocks_.empty() && column_ <= blocks_.back().column) close_block();
  }

  void begin_values() {
    first_value_ = value_count();
    tuple_ = false;
  }
  void tuple_comma() { tuple_ = true; }
  void end_values() {
    if (tuple_) make_tuple(first_value_);
  }
  void kind(ListingKind kind) { statement_.kind = kind; }
  void plus() { adds_ = true; }
  void change(ExprKind kind, std::string_view text) {
    change_ = kind;
    change_text_ = text;
  }
  /// `x -= y` is x = x - y.
  void changed() {
    const ExprId value = take(), target = take();
    Expr node;
    node.kind = change_;
    node.text = change_text_;
    node.count = 2;
    node.first = static_cast<std::uint32_t>(pool_.children.size());
    pool_.children.insert(pool_.children.end(), {target, value});
    statement_.kind = ListingKind::assign;
    statement_.value = static_cast<ExprId>(pool_.nodes.size());
    pool_.nodes.push_back(node);
    set_targets(target);
  }
  void annotation(std::string_view text) { statement_.is_constexpr = text.find("constexpr") != text.npos; }

  void assignment() {
    const ListingKind kind = std::exchange(adds_, false) ? ListingKind::add_assign : ListingKind::assign;
    statement_.value = take();
    statement_.kind = value_count() == 0 ? ListingKind::expression : kind;
    if (value_count() != 0) set_targets(take());
  }
  void for_loop() {
    statement_.kind = ListingKind::for_;
    statement_.value = take();
    set_targets(take());
  }
  void with_value(ListingKind kind) {
    statement_.kind = kind;
    if (value_count() != 0) statement_.value = take();  // `return` alone has none
  }

  void statement(std::string_view text) {
    statement_.text = text;
    statement_.end = next() + 1;
    listing_.statements.push_back(std::exchange(statement_, {}));
    last_ = text.data() + text.size();
  }
  void header(std::string_view text) {
    statement(text);
    open(next() - 1, false);
  }
  void other(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    statement_ = {};
    statement(text);
    if (text.ends_with(':')) open(next() - 1, false);
  }

  void function_name(std::string_view name) { function_.name = name; }
  void parameter(std::string_view name) { listing_.parameters.push_back({name}); }
  void parameter_type(std::string_view text) {
    listing_.parameters.back().is_constexpr = text.find("constexpr") != text.npos;
  }
  void parameter_default() { listing_.parameters.back().value = take(); }
  void function(std::string_view text) {
    function_.parameters = {static_cast<std::uint32_t>(parameters_),
                            static_cast<std::uint32_t>(listing_.parameters.size() - parameters_)};
    function_.decorators.first = decorators_;
    decorators_ = static_cast<std::uint32_t>(listing_.decorators.size());
    function_.decorators.count = decorators_ - function_.decorators.first;
    const char* const bracket = function_.name.data() + function_.name.size();
    last_ = text.data() + text.size();
    function_.text = {bracket, static_cast<std::size_t>(last_ - bracket)};
    function_.begin = function_.end = next();
    listing_.functions.push_back(std::exchange(function_, {}));
    open(static_cast<std::uint32_t>(listing_.functions.size()) - 1, true);
  }
  void decorator() { listing_.decorators.push_back(take()); }

  void finish() {
    while (!blocks_.empty()) close_block();
  }

 private:
  struct Block {
    std::uint32_t number;  // of a statement or a function
    std::size_t column;
    bool is_function;
  };

  std::uint32_t next() const { return static_cast<std::uint32_t>(listing_.statements.size()); }

  void set_targets(ExprId id) {
    statement_.targets.first = static_cast<std::uint32_t>(listing_.expr_lists.size());
    statement_.unpacks = pool_[id].kind == ExprKind::tuple;
    if (statement_.unpacks)
      for (const ExprId member : pool_.children_of(id)) listing_.expr_lists.push_back(member);
    else
      listing_.expr_lists.push_back(id);
    statement_.targets.count =
        static_cast<std::uint32_t>(listing_.expr_lists.size()) - statement_.targets.first;
  }

  void open(std::uint32_t number, bool is_function) {
    if (blocks_.size() >= kMaxBlocks) throw Fault{last_, kBlocksTooDeep};
    blocks_.push_back({number, column_, is_function});
  }

  void close_block() {
    const Block block = blocks_.back();
    blocks_.pop_back();
    if (!block.is_function) {
      listing_.statements[block.number].end = next();
      return;
    }
    ListingFunction& function = listing_.functions[block.number];
    function.end = next();
    function.text = {function.text.data(), static_cast<std::size_t>(last_ - function.text.data())};
  }

  Listing& listing_;
  ListingStatement statement_;
  ListingFunction function_;
  std::vector<Block> blocks_;
  std::size_t column_ = 0, first_value_ = 0;
  std::uint32_t decorators_ = 0;  // that functions have so far
  bool tuple_ = false, adds_ = false;
  ExprKind change_ = ExprKind::none;
  std::string_view change_text_;
  const char* last_ = nullptr;  // one past the last statement
  std::size_t nodes_ = 0, children_ = 0, lists_ = 0, parameters_ = 0;
};

}  // namespace

namespace grammar {

template <auto Method>
struct listing_text_action {
  template <class Input>
  static void apply(const Input& in, ListingBuilder& build) {
    (build.*Method)(in.string_view());
  }
};

template <auto Method>
struct listing_action {
  static void apply0(ListingBuilder& build) { (build.*Method)(); }
};

template <ListingKind Kind>
struct listing_with_value {
  static void apply0(ListingBuilder& build) { build.with_value(Kind); }
};

template <ListingKind Kind>
struct listing_kind {
  static void apply0(ListingBuilder& build) { build.kind(Kind); }
};

template <>
struct action<listing_indentation> : listing_text_action<&ListingBuilder::begin_line> {};
template <>
struct action<listing_values_begin> : listing_action<&ListingBuilder::begin_values> {};
template <>
struct action<listing_tuple_comma> : listing_action<&ListingBuilder::tuple_comma> {};
template <>
struct action<listing_values> : listing_action<&ListingBuilder::end_values> {};
template <>
struct action<listing_plus_equal> : listing_action<&ListingBuilder::plus> {};
template <ExprKind Kind, char... Text>
struct action<listing_infix_equal<Kind, Text...>> {
  template <class Input>
  static void apply(const Input& in, ListingBuilder& build) {
    build.change(Kind, in.string_view());
  }
};
template <>
struct action<listing_infix_value> : listing_action<&ListingBuilder::changed> {};
template <>
struct action<listing_annotation> : listing_text_action<&ListingBuilder::annotation> {};
template <>
struct action<listing_assignment> : listing_action<&ListingBuilder::assignment> {};
template <>
struct action<listing_return> : listing_with_value<ListingKind::ret> {};
template <>
struct action<listing_while> : listing_with_value<ListingKind::while_> {};
template <>
struct action<listing_pass> : listing_kind<ListingKind::pass_> {};
template <>
struct action<listing_for> : listing_action<&ListingBuilder::for_loop> {};
template <>
struct action<listing_if> : listing_with_value<ListingKind::if_> {};
template <>
struct action<listing_elif> : listing_with_value<ListingKind::elif> {};
template <>
struct action<listing_else> : listing_kind<ListingKind::else_> {};
template <>
struct action<listing_known> : listing_text_action<&ListingBuilder::statement> {};
template <>
struct action<listing_header> : listing_text_action<&ListingBuilder::header> {};
template <>
struct action<listing_other> : listing_text_action<&ListingBuilder::other> {};
template <>
struct action<listing_function_name> : listing_text_action<&ListingBuilder::function_name> {};
template <>
struct action<listing_parameter_name> : listing_text_action<&ListingBuilder::parameter> {};
template <>
struct action<listing_parameter_type> : listing_text_action<&ListingBuilder::parameter_type> {};
template <>
struct action<listing_default> : listing_action<&ListingBuilder::parameter_default> {};
template <>
struct action<listing_def> : listing_text_action<&ListingBuilder::function> {};
template <>
struct action<listing_decorator_value> : listing_action<&ListingBuilder::decorator> {};

}  // namespace grammar

Listing parse_listing(const Source& source, std::string_view text) {
  Listing listing;
  listing.source = &source;
  with_located_errors(source, text, [&] {
    ListingBuilder build(listing);
    grammar::peg::memory_input<grammar::peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(),
                                                                     "");
    grammar::peg::parse<grammar::listing_text, grammar::action, grammar::control>(in, build);
    build.finish();
  });
  return listing;
}

namespace {

class ListingWriter {
 public:
  explicit ListingWriter(const Listing& listing) : listing_(listing) {}

  std::string write() {
    for (const ExprId decorator : listing_.decorators) line(1, "@" + to_text(listing_.exprs, decorator));
    for (const ListingFunction& function : listing_.functions) {
      std::string header = "def " + std::string(function.name) + "(";
      for (const ListingParameter& parameter : slice(listing_.parameters, function.parameters)) {
        if (header.back() != '(') header += ", ";
        header += parameter.name;
        if (parameter.is_constexpr) header += ": constexpr";
        if (parameter.value != kNoExpr) header += " = " + to_text(listing_.exprs, parameter.value);
      }
      line(1, header + ")");
      block(function.begin, function.end, 2);
    }
    return std::move(text_);
  }

 private:
  void line(int depth, const std::string& text) {
    text_.append(static_cast<std::size_t>(2 * depth - 2), ' ').append(text) += '\n';
  }

  void block(std::uint32_t begin, std::uint32_t end, int depth) {
    for (std::uint32_t at = begin; at < end;) {
      const ListingStatement& statement = listing_.statements[at];
      line(depth, to_line(statement));
      block(at + 1, statement.end, depth + 1);
      at = std::max(statement.end, at + 1);
    }
  }

  std::string to_line(const ListingStatement& statement) const {
    static constexpr const char* kWords[] = {"=",    "+=",   "",      "return", "in",   "if",
                                             "elif", "else", "while", "pass",   "other"};
    std::string text = kWords[static_cast<std::size_t>(statement.kind)];
    if (statement.kind == ListingKind::other) return text + " " + std::string(statement.text);
    std::string targets;
    for (const ExprId target : slice(listing_.expr_lists, statement.targets))
      targets += (targets.empty() ? "" : ", ") + to_text(listing_.exprs, target);
    if (statement.unpacks) targets += ",";
    if (!targets.empty()) text = targets + " " + text;
    if (statement.value == kNoExpr) return text;
    return text + (text.empty() ? "" : " ") + to_text(listing_.exprs, statement.value);
  }

  const Listing& listing_;
  std::string text_;
};

}  // namespace

std::vector<std::uint32_t> module_statements(const Listing& listing) {
  std::vector<std::uint32_t> found;
  std::size_t function = 0;
  for (std::uint32_t at = 0; at < listing.statements.size();) {
    while (function < listing.functions.size() && listing.functions[function].end <= at) ++function;
    if (function < listing.functions.size() && listing.functions[function].begin <= at) {
      at = listing.functions[function].end;
      continue;
    }
    found.push_back(at);
    at = std::max(listing.statements[at].end, at + 1);
  }
  return found;
}

std::string to_text(const Listing& listing) { return ListingWriter(listing).write(); }

}  // namespace ireplay
