#include "parser/wrapper/wrapper_builder.hpp"

#include <algorithm>

#include "parser/messages.hpp"

namespace ireplay {

namespace {

constexpr std::size_t kMaxBlocks = 200;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

}  // namespace

WrapperBuilder::WrapperBuilder(const Source& source, Wrapper& wrapper)
    : ExpressionBuilder(wrapper.exprs), wrapper_(wrapper) {
  wrapper_.source = &source;
}

void WrapperBuilder::begin_attempt() {
  clear();
  statement_ = {};
  node_mark_ = pool_.nodes.size();
  child_mark_ = pool_.children.size();
  list_mark_ = wrapper_.expr_lists.size();
}

void WrapperBuilder::take_back_attempt() {
  clear();
  statement_ = {};
  pool_.nodes.resize(node_mark_);
  pool_.children.resize(child_mark_);
  wrapper_.expr_lists.resize(list_mark_);
}

// ---- lines and comments ----

void WrapperBuilder::begin_line(std::string_view indentation) {
  indentation_ = indentation.size();
  while (!blocks_.empty() && indentation_ <= blocks_.back().indentation) close_block();
  first_on_line_ = wrapper_.statements.size();
}

void WrapperBuilder::line_comment(std::string_view text) {
  if (text.starts_with("#include") && blocks_.empty()) throw Fault{text.data(), kCppWrapper};
  const char* const first = comment_block_.empty() ? text.data() : comment_block_.data();
  comment_block_ = {first, static_cast<std::size_t>(text.data() + text.size() - first)};
}

void WrapperBuilder::comment(std::string_view text) {
  for (std::size_t i = first_on_line_; i < wrapper_.statements.size(); ++i) {
    wrapper_.statements[i].comment = trimmed(text);
  }
}

// ---- statements ----

void WrapperBuilder::begin_values() {
  first_value_ = value_count();
  tuple_ = false;
}

void WrapperBuilder::end_values() {
  if (tuple_) make_tuple(first_value_);
}

void WrapperBuilder::add_target(ExprId id) {
  const Expr& target = pool_[id];
  if (target.kind != ExprKind::tuple && target.kind != ExprKind::list) {
    wrapper_.expr_lists.push_back(id);
    return;
  }
  statement_.unpacks = true;
  for (const ExprId member : pool_.children_of(id)) wrapper_.expr_lists.push_back(member);
}

void WrapperBuilder::assignment() {
  std::vector<ExprId> values;
  take_all(values);
  statement_.value = values.back();
  statement_.kind = values.size() == 1 ? PyKind::expression : PyKind::assign;
  statement_.targets.first = static_cast<std::uint32_t>(wrapper_.expr_lists.size());
  for (std::size_t i = 0; i + 1 < values.size(); ++i) add_target(values[i]);
  statement_.targets.count =
      static_cast<std::uint32_t>(wrapper_.expr_lists.size()) - statement_.targets.first;
}

void WrapperBuilder::del() {
  statement_.kind = PyKind::del;
  statement_.targets.first = static_cast<std::uint32_t>(wrapper_.expr_lists.size());
  add_target(take());
  statement_.unpacks = false;
  statement_.targets.count =
      static_cast<std::uint32_t>(wrapper_.expr_lists.size()) - statement_.targets.first;
}

void WrapperBuilder::return_value() {
  statement_.kind = PyKind::ret;
  if (value_count() > 0) statement_.value = take();
}

void WrapperBuilder::add(std::string_view text) {
  statement_.text = trimmed(text);
  if (!comment_block_.empty())
    statement_.above = {comment_block_.data(), static_cast<std::size_t>(text.data() - comment_block_.data())};
  pending_.push_back(static_cast<std::uint32_t>(wrapper_.statements.size()));
  wrapper_.statements.push_back(statement_);
  statement_ = {};
}

void WrapperBuilder::statement(std::string_view text) {
  if (statement_.kind == PyKind::assign) find_kernel();
  const char* const first = comment_block_.empty() ? text.data() : comment_block_.data();
  const bool belongs_to_next = fetches_stream();
  add(text);
  comment_block_ = {};
  if (belongs_to_next) comment_block_ = {first, static_cast<std::size_t>(text.data() + text.size() - first)};
}

/// `stream0 = get_raw_stream(0)`
bool WrapperBuilder::fetches_stream() const {
  if (statement_.kind != PyKind::assign || pool_[statement_.value].kind != ExprKind::call) return false;
  const Expr& callee = pool_[pool_.children_of(statement_.value)[0]];
  return callee.kind == ExprKind::name && callee.text.ends_with("_stream");
}

void WrapperBuilder::other(std::string_view text) {
  statement_ = {};
  add(text);
  comment_block_ = {};
  if (wrapper_.statements.back().text.ends_with(':')) open_block(-1);
}

void WrapperBuilder::header(std::string_view text) {
  std::int32_t function = -1;
  if (statement_.kind == PyKind::def) {
    function = static_cast<std::int32_t>(wrapper_.functions.size());
    wrapper_.functions.push_back({def_name_, {}});
  }
  add(text);
  comment_block_ = {};
  open_block(function);
}

void WrapperBuilder::open_block(std::int32_t function) {
  if (blocks_.size() >= kMaxBlocks) throw Fault{wrapper_.statements.back().text.data(), kBlocksTooDeep};
  blocks_.push_back(
      {static_cast<std::uint32_t>(wrapper_.statements.size()) - 1, indentation_, pending_.size(), function});
}

Range WrapperBuilder::flush(std::size_t first) {
  const Range range{static_cast<std::uint32_t>(wrapper_.body_statements.size()),
                    static_cast<std::uint32_t>(pending_.size() - first)};
  wrapper_.body_statements.insert(wrapper_.body_statements.end(),
                                  pending_.begin() + static_cast<std::ptrdiff_t>(first), pending_.end());
  pending_.resize(first);
  return range;
}

void WrapperBuilder::close_block() {
  const Block block = blocks_.back();
  blocks_.pop_back();
  const Range body = flush(block.first);
  wrapper_.statements[block.statement].body = body;
  if (block.function >= 0) wrapper_.functions[static_cast<std::size_t>(block.function)].body = body;
}

void WrapperBuilder::finish() {
  while (!blocks_.empty()) close_block();
  wrapper_.top_level = flush(0);
}

/// `name = async_compile.triton('name', '''source''', device_str='cuda')`: the last positional string is the
/// source.
void WrapperBuilder::find_kernel() {
  constexpr std::string_view kCompiler = "async_compile.";
  const Expr& value = pool_[statement_.value];
  if (value.kind != ExprKind::call || statement_.targets.count != 1) return;
  const auto children = pool_.children_of(statement_.value);
  const Expr& callee = pool_[children[0]];
  const Expr& target = pool_[wrapper_.expr_lists[statement_.targets.first]];
  if (callee.kind != ExprKind::name || !callee.text.starts_with(kCompiler) || target.kind != ExprKind::name)
    return;
  PyKernel kernel;
  kernel.name = target.text;
  kernel.language = callee.text.substr(kCompiler.size());
  kernel.comments = comment_block_;
  for (const ExprId argument : children.subspan(1)) {
    if (pool_[argument].kind == ExprKind::string) kernel.source = pool_[argument].text;
  }
  wrapper_.kernels.push_back(kernel);
}

}  // namespace ireplay
