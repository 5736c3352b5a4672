#include "parser/scheduler/dump_builder.hpp"

#include <algorithm>
#include <charconv>

#include "parser/messages.hpp"
#include "parser/text.hpp"
#include "parser/words.hpp"

namespace ireplay {

namespace {

constexpr std::size_t kMaxNodeDepth = 16;  // grouped > fused > part is the deepest that is written
constexpr std::uint32_t kNoLayout = 0xFFFFFFFF;
constexpr int kMaxSelection = 1000;  // results of one op
constexpr std::string_view kBodySuffix = "_loop_body";
constexpr std::string_view kLayoutSuffix = "_layout";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

}  // namespace

DumpBuilder::DumpBuilder(const Source& source, Dump& dump) : ExpressionBuilder(dump.exprs), dump_(dump) {
  dump_.source = &source;
}

Range DumpBuilder::from(std::size_t first, std::size_t size) const {
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(size - first)};
}

// ---- nodes ----

void DumpBuilder::close_last() {
  const OpenNode last = open_.back();
  open_.pop_back();
  dump_.nodes[last.node].parts =
      from(dump_.parts.size(), dump_.parts.size() + pending_parts_.size() - last.first_part);
  dump_.parts.insert(dump_.parts.end(), pending_parts_.begin() + static_cast<std::ptrdiff_t>(last.first_part),
                     pending_parts_.end());
  pending_parts_.resize(last.first_part);
}

/// Makes the open node of that name the last one. False if there is none.
bool DumpBuilder::select(std::string_view name) {
  const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                  [&](const OpenNode& open) { return dump_.nodes[open.node].name == name; });
  if (found == open_.rend()) return false;
  for (auto deeper = found - open_.rbegin(); deeper > 0; --deeper) close_last();
  return true;
}

Node& DumpBuilder::own_node() {
  if (!select(line_name_)) throw Fault{line_name_.data(), missing_header(line_name_)};
  return node();
}

void DumpBuilder::header() {
  const auto index = static_cast<std::uint32_t>(dump_.nodes.size());
  Node added;
  added.name = line_name_;
  added.scheduler_class = header_class_;
  added.is_part = part_follows_;
  if (part_follows_) {
    if (open_.size() >= kMaxNodeDepth) throw Fault{line_name_.data(), kNodesTooDeep};
    pending_parts_.push_back(index);
  } else {
    finish();
    dump_.top.push_back(index);
  }
  part_follows_ = false;
  dump_.nodes.push_back(added);
  open_.push_back({index, pending_parts_.size()});
  begin_names();
}

void DumpBuilder::end_header() { node().classes = names_from_first(); }

void DumpBuilder::part_marker() {
  own_node();
  part_follows_ = true;
}

void DumpBuilder::end_part_names() { own_node().part_names = names_from_first(); }

void DumpBuilder::device_code(std::string_view text) { own_node().device_code = trimmed(text); }

void DumpBuilder::end_sizes(Range Node::*sizes) {
  Node& owner = own_node();
  owner.has_sizes = true;
  owner.*sizes = take_all(dump_.expr_lists);
}

void DumpBuilder::end_names(Range Node::*names) { own_node().*names = names_from_first(); }

void DumpBuilder::finish() {
  while (!open_.empty()) close_last();
}

// ---- dependencies and users ----

void DumpBuilder::end_deps(Range Node::*deps) { own_node().*deps = from(first_dep_, dump_.deps.size()); }

void DumpBuilder::dep(DepKind kind) {
  dep_.kind = kind;
  dump_.deps.push_back(dep_);
  dep_ = {};
}

void DumpBuilder::dep_name(std::string_view quoted) {
  dep_.name = without_quotes(quoted);
  begin_variables();
}

void DumpBuilder::dep_size() { dump_.variables.push_back({{}, take()}); }

void DumpBuilder::dep_quoted_mode(std::string_view quoted) { dep_.mode = without_quotes(quoted); }

void DumpBuilder::dep_domain(std::string_view text) {
  dep_.variables = from(first_variable_, dump_.variables.size());
  domains_.emplace(text, Domain{dep_.index, dep_.variables});
}

bool DumpBuilder::use_domain(std::string_view text) {
  const auto known = domains_.find(text);
  if (known == domains_.end()) return false;
  dep_.index = known->second.index;
  dep_.variables = known->second.variables;
  return true;
}

void DumpBuilder::variable_extent() { dump_.variables.push_back({variable_name_, take()}); }

void DumpBuilder::begin_users() { first_user_ = dump_.users.size(); }

void DumpBuilder::user() {
  dump_.users.push_back(user_);
  user_ = {};
}

void DumpBuilder::user_quoted_node(std::string_view quoted) { user_.node = without_quotes(quoted); }

void DumpBuilder::end_node_users() { own_node().users = from(first_user_, dump_.users.size()); }

void DumpBuilder::list_name(std::string_view quoted) { dump_.names.push_back(without_quotes(quoted)); }

// ---- layouts and outputs ----

void DumpBuilder::layout_class(std::string_view name) {
  layout_ = {};
  layout_.class_name = name;
}

void DumpBuilder::layout_device(std::string_view quoted) { layout_.device = without_quotes(quoted); }

void DumpBuilder::layout_repr_class(std::string_view dotted) { layout_class(split_last(dotted).last); }

void DumpBuilder::end_layout(std::string_view text) {
  last_layout_ = static_cast<std::uint32_t>(dump_.layouts.size());
  dump_.layouts.push_back(layout_);
  layouts_.emplace(text, last_layout_);
}

bool DumpBuilder::use_layout(std::string_view text) {
  const auto known = layouts_.find(text);
  if (known == layouts_.end()) return false;
  last_layout_ = known->second;
  return true;
}

bool DumpBuilder::is_layout_line() const { return line_name_.ends_with(kLayoutSuffix); }

void DumpBuilder::buffer_layout() {
  if (open_.empty()) throw Fault{line_name_.data(), missing_header(line_name_)};
  std::string_view buffer = line_name_;
  buffer.remove_suffix(kLayoutSuffix.size());
  Range& layouts = node().layouts;
  if (layouts.count == 0) layouts.first = static_cast<std::uint32_t>(dump_.buffer_layouts.size());
  if (layouts.first + layouts.count != dump_.buffer_layouts.size())
    throw Fault{line_name_.data(), kLayoutsApart};
  ++layouts.count;
  dump_.buffer_layouts.push_back({buffer, last_layout_});
}

void DumpBuilder::begin_outputs() {
  own_node();
  first_output_ = dump_.out_buffers.size();
}

void DumpBuilder::output_class(std::string_view name) {
  OutBuffer buffer;
  buffer.name = output_name_;
  buffer.ir_class = name;
  buffer.layout = kNoLayout;
  dump_.out_buffers.push_back(buffer);
}

OutBuffer& DumpBuilder::output() {
  const bool any = dump_.out_buffers.size() > first_output_;
  if (!any || dump_.out_buffers.back().name != output_name_) {
    throw Fault{output_name_.data(), missing_header(output_name_)};
  }
  return dump_.out_buffers.back();
}

void DumpBuilder::output_names(Range OutBuffer::*names) { output().*names = names_from_first(); }

void DumpBuilder::output_users() { output().users = from(first_user_, dump_.users.size()); }

void DumpBuilder::end_outputs() {
  for (std::size_t i = first_output_; i < dump_.out_buffers.size(); ++i) {
    if (dump_.out_buffers[i].layout == kNoLayout)
      throw Fault{dump_.out_buffers[i].name.data(), kNoOutputLayout};
  }
  node().outputs = from(first_output_, dump_.out_buffers.size());
}

// ---- loop bodies ----

void DumpBuilder::begin_body(std::string_view class_name) {
  if (!class_name.ends_with(kBodySuffix)) throw Fault{class_name.data(), kBodyName};
  class_name.remove_suffix(kBodySuffix.size());
  line_name_ = class_name;
  own_node().body = static_cast<std::int32_t>(dump_.bodies.size());
  body_ = {};
  body_.name = class_name;
  first_index_ = dump_.index_lines.size();
  first_block_ = dump_.blocks.size();
}

void DumpBuilder::body_variables() { body_.variables = from(first_variable_, dump_.variables.size()); }

void DumpBuilder::index_value() { dump_.index_lines.push_back({index_name_, take()}); }

void DumpBuilder::begin_block(std::string_view name) {
  block_.name = name;
  first_statement_ = dump_.statements.size();
}

void DumpBuilder::end_block() {
  block_.statements = from(first_statement_, dump_.statements.size());
  dump_.blocks.push_back(block_);
}

void DumpBuilder::end_body() {
  body_.indices = from(first_index_, dump_.index_lines.size());
  body_.blocks = from(first_block_, dump_.blocks.size());
  dump_.bodies.push_back(body_);
}

void DumpBuilder::selection(std::string_view text) {
  const std::size_t bracket = text.find('[');
  statement_.kind = StatementKind::selection;
  statement_.name = text.substr(0, bracket);
  const char* const first = text.data() + bracket + 1;
  int number = 0;
  const auto parsed = std::from_chars(first, text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || number >= kMaxSelection) throw Fault{first, kSelectionTooLarge};
  statement_.selection = static_cast<std::int16_t>(number);
}

void DumpBuilder::end_statement() {
  const bool is_pass = statement_.kind != StatementKind::returned && statement_.result.empty();
  if (!is_pass) dump_.statements.push_back(statement_);
}

void DumpBuilder::return_value() {
  statement_.kind = StatementKind::returned;
  statement_.value = take();
}

}  // namespace ireplay
