#include "replay/lower/listing/inline_asm.hpp"

#include <algorithm>
#include <charconv>

#include "replay/lower/listing/triton_types.hpp"

namespace ireplay {
namespace {

/// The type of `tmp0.to(tl.bfloat16)`, also inside of `inline_asm_pack(.., 2)`.
std::optional<DType> converted_to(const ExprPool& exprs, ExprId id) {
  const auto children = exprs.children_of(id);
  if (exprs[id].kind == ExprKind::call && children.size() == 2) {
    const Expr& callee = exprs[children[0]];
    const bool converts =
        callee.kind == ExprKind::attribute ? callee.text == "to" : callee.text.ends_with(".to");
    if (converts) return find_triton_type(exprs[children[1]].text);
  }
  for (const ExprId child : children)
    if (const auto type = converted_to(exprs, child)) return type;
  return std::nullopt;
}

/// One type, or a tuple of them; false at what is no type.
bool read_types(const ExprPool& exprs, ExprId id, std::vector<DType>& types) {
  const auto children = exprs.children_of(id);
  const ExprId alone[] = {id};
  for (const ExprId type : exprs[id].kind == ExprKind::tuple ? children : std::span<const ExprId>(alone)) {
    const std::optional<DType> known = find_triton_type(exprs[type].text);
    if (!known) return false;
    types.push_back(*known);
  }
  return !types.empty();
}

/// `call` is one of `tl.inline_asm_elementwise`.
bool read_call(const ExprPool& exprs, ExprId call, InlineAsm& code) {
  const auto arguments = exprs.children_of(call).subspan(1);
  if (arguments.size() < 4 || exprs[arguments[0]].kind != ExprKind::string ||
      exprs[arguments[1]].kind != ExprKind::string || exprs[arguments[2]].kind != ExprKind::list)
    return false;
  code.text = exprs[arguments[0]].text;
  code.constraints = exprs[arguments[1]].text;
  for (const ExprId input : exprs.children_of(arguments[2]))
    code.inputs.push_back(converted_to(exprs, input));
  for (const ExprId argument : arguments.subspan(3)) {
    const Expr& keyword = exprs[argument];
    if (keyword.kind != ExprKind::keyword) return false;
    const ExprId value = exprs.children_of(argument)[0];
    if (keyword.text == "dtype" && !read_types(exprs, value, code.outputs)) return false;
    const std::string_view number = exprs[value].text;
    if (keyword.text == "pack") std::from_chars(number.data(), number.data() + number.size(), code.pack);
  }
  return !code.outputs.empty();
}

class UsesOfOutputs {
 public:
  UsesOfOutputs(const Listing& listing, std::size_t statement) : listing_(listing), statement_(statement) {}

  /// Outputs of the statement that the listing goes on with, in the order of their first use.
  std::vector<std::size_t> find() const {
    std::vector<std::pair<const char*, std::size_t>> uses;
    const ListingStatement& made = listing_.statements[statement_];
    const auto targets = slice(listing_.expr_lists, made.targets);
    for (std::size_t k = 0; k < targets.size(); ++k)
      if (const char* at = first_use(listing_.exprs[targets[k]].text, statement_)) uses.emplace_back(at, k);
    std::ranges::sort(uses);
    std::vector<std::size_t> outputs;
    outputs.reserve(uses.size());
    for (const auto& [at, output] : uses) outputs.push_back(output);
    return outputs;
  }

 private:
  /// Where a name is read behind a statement, null if nowhere. What `inline_asm_unpack` makes of it, stands
  /// for it.
  const char* first_use(std::string_view name, std::size_t after) const {
    for (std::size_t k = after + 1; k < listing_.statements.size(); ++k) {
      const ListingStatement& statement = listing_.statements[k];
      const char* const at = use_in(statement.value, name);
      if (at == nullptr) continue;
      const auto targets = slice(listing_.expr_lists, statement.targets);
      return unpacks(statement.value) && targets.size() == 1 ? first_use(listing_.exprs[targets[0]].text, k)
                                                             : at;
    }
    return nullptr;
  }

  bool unpacks(ExprId value) const {
    const ExprPool& exprs = listing_.exprs;
    return exprs[value].kind == ExprKind::call &&
           exprs[exprs.children_of(value)[0]].text == "triton_helpers.inline_asm_unpack";
  }

  /// `tmp1`, also in `tmp1.to(tl.float32)`.
  const char* use_in(ExprId id, std::string_view name) const {
    if (id == kNoExpr) return nullptr;
    const Expr& node = listing_.exprs[id];
    const bool begins = node.kind == ExprKind::name && node.text.starts_with(name);
    if (begins && (node.text.size() == name.size() || node.text[name.size()] == '.')) return node.text.data();
    const char* first = nullptr;
    for (const ExprId child : listing_.exprs.children_of(id))
      if (const char* at = use_in(child, name); at != nullptr && (first == nullptr || at < first)) first = at;
    return first;
  }

  const Listing& listing_;
  std::size_t statement_;
};

}  // namespace

std::vector<InlineAsm> find_inline_asm(const Listing& listing) {
  std::vector<InlineAsm> found;
  const ExprPool& exprs = listing.exprs;
  for (std::size_t k = 0; k < listing.statements.size(); ++k) {
    const ListingStatement& statement = listing.statements[k];
    if (statement.kind != ListingKind::assign || exprs[statement.value].kind != ExprKind::call ||
        exprs[exprs.children_of(statement.value)[0]].text != "tl.inline_asm_elementwise")
      continue;
    InlineAsm code;
    if (!read_call(exprs, statement.value, code)) continue;
    code.used_outputs = UsesOfOutputs(listing, k).find();
    found.push_back(std::move(code));
  }
  return found;
}

}  // namespace ireplay
