#include "replay/lower/listing/lower_kernel.hpp"

#include <algorithm>
#include <array>

#include "parser/source.hpp"
#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"
#include "replay/lower/listing/triton_types.hpp"
#include "replay/lower/symbols.hpp"
#include "replay/plan/loop_stages.hpp"

/// Abstract interpretation of one program instance: the statements are run once for a symbolic point of the
/// grid, each name standing for a value per point, a range along an axis or a number, and what they compute
/// is written as instructions. Loops over a reduction's tiles are recognised and become the program's
/// reduction ranges.
namespace ireplay {
namespace {

using Numbers = SymbolValues;

constexpr std::array kIterating = {std::string_view("z"), std::string_view("y"), std::string_view("x")};
constexpr std::array kReducing = {std::string_view("r0_"), std::string_view("r1_"), std::string_view("r")};

std::optional<std::int64_t> number_of(const Listing& listing, ExprId id, const Numbers& numbers) try {
  return evaluate_size(*listing.source, listing.exprs, id, numbers);
} catch (const Error&) {
  return std::nullopt;
}

/// Whether a name or the end of a dotted one occurs.
bool mentions(const ExprPool& exprs, ExprId id, std::string_view word) {
  const Expr& node = exprs[id];
  if (node.kind == ExprKind::name && (node.text == word || node.text.ends_with("." + std::string(word))))
    return true;
  return std::ranges::any_of(exprs.children_of(id),
                             [&](ExprId child) { return mentions(exprs, child, word); });
}

/// The text of a statement's first line, for faults and `show`.
std::string_view label_of(std::string_view text) {
  constexpr std::size_t kMost = 80;
  return text.substr(0, std::min({text.find('\n'), text.find(','), kMost}));
}

}  // namespace

KernelLowering::KernelLowering(const KernelContext& context, std::vector<Block> blocks)
    : context_(context),
      listing_(*context.listing),
      kernel_(context.listing->functions.back()),
      blocks_(std::move(blocks)) {
  program_.node = context.name;
}

// ---- the loops
// -----------------------------------------------------------------------------------------------------

/// Numbers by which the text divides `xindex`: parts of it begin there.
bool KernelLowering::takes_apart(ExprId id, std::string_view index, const Numbers& numbers,
                                 std::vector<std::int64_t>& steps) const {
  const Expr& node = expr(id);
  if (node.kind == ExprKind::name) return node.text == index;
  const auto sides = children(id);
  if ((node.kind == ExprKind::floordiv || node.kind == ExprKind::mod) &&
      takes_apart(sides[0], index, numbers, steps)) {
    const auto by = number_of(listing_, sides[1], numbers);
    if (!by || *by <= 0) return false;
    std::int64_t unit = 1;
    const Expr& base = expr(sides[0]);
    if (base.kind == ExprKind::floordiv)
      unit = number_of(listing_, children(sides[0])[1], numbers).value_or(0);
    std::int64_t step = 0;
    if (unit > 0 && !__builtin_mul_overflow(*by, unit, &step)) steps.push_back(step);
    return node.kind == ExprKind::floordiv;
  }
  for (const ExprId child : sides) takes_apart(child, index, numbers, steps);
  return false;
}

/// The finest parts of an axis that all divisions of the text fall between, so that they vanish.
void KernelLowering::split_axis(Axis& axis, const Numbers& numbers) const {
  const std::string index = std::string(axis.name) + "index";
  std::vector<std::string> names{index};
  if (axis.name == "r0_" && !find_axis("r1_")) names.emplace_back("rindex");
  std::vector<std::int64_t> found;
  for (const Block& block : blocks_)
    for (std::uint32_t at = block.begin; at < block.end; ++at)
      if (const ExprId value = listing_.statements[at].value; value != kNoExpr)
        for (const std::string& name : names) takes_apart(value, name, numbers, found);
  std::ranges::sort(found);
  axis.steps = {1};
  for (const std::int64_t step : found)
    if (step > axis.steps.back() && step < axis.extent && step % axis.steps.back() == 0 &&
        axis.extent % step == 0)
      axis.steps.push_back(step);
  std::ranges::reverse(axis.steps);
}

const KernelLowering::Axis* KernelLowering::find_axis(std::string_view name) const {
  const auto found = std::ranges::find(axes_, name, &Axis::name);
  return found == axes_.end() ? nullptr : &*found;
}

void KernelLowering::collect_axes() {
  Numbers numbers;
  const auto parameters = slice(listing_.parameters, kernel_.parameters);
  for (std::size_t k = 0; k < parameters.size(); ++k)
    if (const auto& number = context_.arguments[k].number) numbers[std::string(parameters[k].name)] = *number;
  std::vector<std::string_view> written;
  const auto visit = [&](const ListingStatement& statement) {
    if (statement.kind != ListingKind::assign || statement.targets.count != 1) return;
    const std::string_view target = expr(slice(listing_.expr_lists, statement.targets)[0]).text;
    if (target.ends_with("numel")) {
      if (const auto number = number_of(listing_, statement.value, numbers))
        numbers[std::string(target)] = *number;
      return;
    }
    if (target.ends_with("mask") && expr(statement.value).kind == ExprKind::lt) {  // xindex < xnumel_0
      const std::string axis(target.substr(0, target.size() - 4));
      const auto sides = children(statement.value);
      const auto number = number_of(listing_, sides[1], numbers);
      if (number && expr(sides[0]).text == axis + "index") numbers.emplace(axis + "numel", *number);
      return;
    }
    if (!target.ends_with("index")) return;
    const std::string_view axis = target.substr(0, target.size() - 5);
    const bool begins = mentions(listing_.exprs, statement.value, "arange") ||
                        mentions(listing_.exprs, statement.value, std::string(axis) + "base") ||
                        mentions(listing_.exprs, statement.value, std::string(axis) + "offset");
    if (!begins) return;
    written.push_back(axis);
    if (axis == "x") tiles_x_ = mentions(listing_.exprs, statement.value, "arange");
  };
  for (const Block& block : blocks_)
    for (std::uint32_t at = block.begin; at < block.end; ++at) visit(listing_.statements[at]);
  const auto add = [&](std::string_view name) {
    if (std::ranges::find(written, name) == written.end()) return;
    const auto numel = numbers.find(std::string(name) + "numel");
    if (numel == numbers.end() || numel->second < 0)
      fail(kernel_.name, "how many elements '" + std::string(name) + "index' numbers is not known");
    axes_.push_back({name, numel->second, {}, 0});
  };
  for (const std::string_view name : kIterating) add(name);
  const std::size_t iterating = axes_.size();
  for (const std::string_view name : kReducing) add(name);
  for (std::size_t k = 0; k < axes_.size(); ++k) {
    Axis& axis = axes_[k];
    split_axis(axis, numbers);
    axis.first = program_.ranges.size();
    std::int64_t outer = axis.extent;
    for (const std::int64_t step : axis.steps) {
      program_.ranges.push_back(step == 0 ? 0 : outer / step);
      outer = step;
    }
    if (k < iterating) program_.parallel = static_cast<std::int32_t>(program_.ranges.size());
  }
}

KernelValue KernelLowering::axis_index(std::string_view name) const {
  const Axis* const axis = find_axis(name);
  if (axis == nullptr) return KernelValue::of_kind(Kind::unknown);
  Linear index;
  for (std::size_t k = 0; k < axis->steps.size(); ++k)
    index.add(algebra_->variable(static_cast<std::int32_t>(axis->first + k)), axis->steps[k]);
  return KernelValue::of_index(std::move(index));
}

// ---- statements
// ----------------------------------------------------------------------------------------------------

void KernelLowering::bind_parameters() {
  const auto parameters = slice(listing_.parameters, kernel_.parameters);
  const auto types = signature_of(listing_);
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    const KernelArgument& argument = context_.arguments[k];
    KernelValue value = KernelValue::of_kind(Kind::block);
    if (argument.buffer != kNone) {
      value = KernelValue::of_kind(Kind::pointer);
      value.which = k;
      const DType narrow =
          narrow_or_wide((*context_.buffers)[static_cast<std::size_t>(argument.buffer)].dtype);
      if (narrow != DType::f32 && narrow_type_ != DType::bf16) narrow_type_ = narrow;
    } else if (argument.number) {
      const bool wide = k < types.size() && types[k] == "i64";
      value = KernelValue::of_index(Linear(*argument.number), wide ? DType::i64 : DType::i32);
    } else if (parameters[k].name == "RSPLIT") {  // a cooperative reduction, done by one block
      value = KernelValue::of_index(Linear(1));
    }
    names_[parameters[k].name] = value;
  }
}

LoopProgram KernelLowering::run() {
  collect_axes();
  algebra_ = std::make_unique<IndexAlgebra>(program_);
  bind_parameters();
  try {
    for (const Block& block : blocks_) run(block);
  } catch (const IndexFault& fault) {
    throw Error(Error::Kind::dump, *listing_.source, statement_->text.data(),
                context_.name + ": " + fault.what());
  }
  arrange_stages(program_);
  return std::move(program_);
}

/// The arguments stand for the first instructions, so that values are numbered as a CombineProgram numbers
/// them.
CombineProgram KernelLowering::run_combine(const ListingFunction& function, std::span<const DType> types) {
  const auto parameters = slice(listing_.parameters, function.parameters);
  if (parameters.size() != 2 * types.size())
    fail(function.name, "expected " + std::to_string(2 * types.size()) + " parameters");
  algebra_ = std::make_unique<IndexAlgebra>(program_);
  for (std::size_t k = 0; k < parameters.size(); ++k) {
    const DType type = compute_type(types[k % types.size()]);
    program_.instructions.push_back(make_instruction(Opcode::load, type));
    program_.labels.emplace_back();
    names_[parameters[k].name] = KernelValue::of_value(static_cast<ValueId>(k), type);
  }
  KernelValue returned = KernelValue::of_kind(Kind::unknown);
  for (std::uint32_t at = function.begin; at < function.end; at = listing_.statements[at].end) {
    statement_ = &listing_.statements[at];
    if (statement_->kind == ListingKind::ret) {
      returned = evaluate(statement_->value);
      break;
    }
    if (statement_->kind != ListingKind::assign)
      fail(statement_->text, "this statement is none of those that Inductor generates");
    assign(*statement_);
  }
  if (statement_ == nullptr || statement_->kind != ListingKind::ret)
    fail(function.name, "expected a function that returns");
  if (!returned.is(Kind::tuple)) {
    const KernelValue lone = returned;
    returned.members.assign(1, lone);
  }
  if (returned.members.size() != types.size())
    fail(function.name, "expected " + std::to_string(types.size()) + " results");
  CombineProgram combine;
  combine.members = static_cast<std::int32_t>(types.size());
  for (std::size_t k = 0; k < types.size(); ++k)
    combine.results.push_back(id_of(returned.members[k], types[k], statement_->value));
  combine.instructions.assign(program_.instructions.begin() + static_cast<std::ptrdiff_t>(parameters.size()),
                              program_.instructions.end());
  for (const Instruction& made : combine.instructions)
    if (made.opcode != Opcode::scalar && made.opcode != Opcode::constant && made.opcode != Opcode::convert)
      fail(function.name, "expected operations on values alone");
  return combine;
}

void KernelLowering::run(Block block) {
  bool taken = false;
  for (std::uint32_t at = block.begin; at < block.end;) {
    const ListingStatement& statement = listing_.statements[at];
    const Block body{at + 1, statement.end};
    statement_ = &statement;
    switch (statement.kind) {
      case ListingKind::assign:
        assign(statement);
        break;
      case ListingKind::expression:
        if (!enter(statement.value) && evaluate(statement.value).is(Kind::unknown))
          fail(statement.text, "what this call does is not known");
        break;
      case ListingKind::for_:
        loop(statement, body);
        break;
      case ListingKind::if_:
      case ListingKind::elif:
      case ListingKind::else_: {
        if (statement.kind == ListingKind::if_) taken = false;
        KernelValue holds = KernelValue::of_truth(true);
        if (statement.kind != ListingKind::else_) holds = evaluate(statement.value);
        if (!holds.is(Kind::truth))
          fail(statement.text, "which branch a kernel takes must be known before it runs");
        if (holds.truth && !taken) run(body);
        taken = taken || holds.truth;
        break;
      }
      case ListingKind::pass_:
        break;
      default:
        fail(statement.text, "this statement is none of those that Inductor generates");
    }
    at = statement.end;
  }
}

/// `triton_poi_fused_0_body_0(in_ptr1, out_ptr1, x_pid_offset, XBLOCK_1)`: the function's statements are the
/// block behind this one.
bool KernelLowering::enter(ExprId id) {
  const ListingFunction* function = called_function(listing_, id);
  if (function == nullptr) return false;
  const auto parameters = slice(listing_.parameters, function->parameters);
  const auto given = children(id).subspan(1);
  if (given.size() != parameters.size())
    fail(id, "expected as many arguments as the function has parameters");
  std::vector<KernelValue> values;
  values.reserve(given.size());
  for (const ExprId argument : given) values.push_back(evaluate(argument));
  for (std::size_t k = 0; k < parameters.size(); ++k) names_[parameters[k].name] = std::move(values[k]);
  return true;
}

void KernelLowering::assign(const ListingStatement& statement) {
  const auto targets = slice(listing_.expr_lists, statement.targets);
  for (const ExprId target : targets)
    if (expr(target).kind != ExprKind::name) fail(target, "expected a name");
  if (!statement.unpacks && assign_axis(expr(targets[0]).text, statement.value)) return;
  KernelValue value = evaluate(statement.value);
  if (!statement.unpacks) {
    names_[expr(targets[0]).text] = std::move(value);
    return;
  }
  if (value.is(Kind::unknown)) value = KernelValue::of_kind(Kind::tuple);
  value.members.resize(std::max(value.members.size(), targets.size()), KernelValue::of_kind(Kind::unknown));
  if (!value.is(Kind::tuple) || value.members.size() != targets.size())
    fail(statement.text, "expected as many values as names");
  for (std::size_t k = 0; k < targets.size(); ++k) names_[expr(targets[k]).text] = value.members[k];
}

/// `xoffset = tl.program_id(0) * XBLOCK`, `xindex = xoffset + tl.arange(0, XBLOCK)[:]`.
bool KernelLowering::assign_axis(std::string_view name, ExprId value) {
  for (const std::string_view word : {"offset", "index"}) {
    if (!name.ends_with(word)) continue;
    const std::string_view axis = name.substr(0, name.size() - word.size());
    const bool is_axis = std::ranges::find(kIterating, axis) != kIterating.end() ||
                         std::ranges::find(kReducing, axis) != kReducing.end();
    if (!is_axis) continue;
    if (word == "index") {
      const KernelValue given = evaluate(value);
      const bool begins = given.is(Kind::block_elements) || given.is(Kind::start);
      names_[name] = begins ? axis_index(axis) : given;
      return true;
    }
    if (expr(value).kind == ExprKind::name && names_.contains(expr(value).text)) return false;
    names_[name] = KernelValue::of_kind(Kind::start);
    return true;
  }
  return false;
}

/// `for r0_offset in tl.range(0, r0_numel, R0_BLOCK):`. What names of before the loop become in it is a
/// reduction, which is found out by running the body once with their old values left open.
void KernelLowering::loop(const ListingStatement& statement, Block body) {
  const ExprId target = slice(listing_.expr_lists, statement.targets)[0];
  const std::string_view name = expr(target).text;
  const std::string_view axis = name.ends_with("offset") ? name.substr(0, name.size() - 6) : name;
  const bool ranges = mentions(listing_.exprs, statement.value, "range");
  if (!ranges || find_axis(axis) == nullptr || std::ranges::find(kReducing, axis) == kReducing.end())
    fail(statement.text,
         "this loop is not over the blocks of a reduction; sums over rows and columns in one kernel are not "
         "supported");
  names_[name] = KernelValue::of_kind(Kind::start);
  for (std::uint32_t at = body.begin; at < body.end; ++at)
    for (const ExprId changed : slice(listing_.expr_lists, listing_.statements[at].targets)) {
      const auto known = names_.find(expr(changed).text);
      if (known == names_.end()) continue;
      const KernelValue& before = known->second;
      if (!before.is_constant() && !before.is(Kind::value) && !before.is(Kind::truth) &&
          !before.is(Kind::carried))
        continue;
      KernelValue carried = KernelValue::of_kind(Kind::carried);
      carried.dtype = known->second.dtype;
      carried.text = known->first;
      known->second = carried;
    }
  run(body);
}

// ---- emitted instructions carry the statement they come from

ValueId KernelLowering::emit(const Instruction& instruction) {
  constexpr std::size_t kMost = 1 << 22;
  if (program_.instructions.size() >= kMost) fail(statement_->text, "the kernel is too long");
  program_.instructions.push_back(instruction);
  program_.labels.push_back(label_of(statement_->text));
  return static_cast<ValueId>(program_.instructions.size() - 1);
}

CombineProgram lower_combine(const Listing& listing, const ListingFunction& function,
                             std::span<const DType> types) {
  const KernelContext context{.listing = &listing, .name = std::string(function.name)};
  return KernelLowering(context, {}).run_combine(function, types);
}

/// The function of the listing that a call calls; null for another call.
const ListingFunction* called_function(const Listing& listing, ExprId id) {
  const Expr& call = listing.exprs[id];
  if (call.kind != ExprKind::call) return nullptr;
  const std::string_view name = listing.exprs[listing.exprs.children_of(id)[0]].text;
  const auto found = std::ranges::find(listing.functions, name, &ListingFunction::name);
  return found == listing.functions.end() || &*found == &listing.functions.back() ? nullptr : &*found;
}

// ---- kernels
// -------------------------------------------------------------------------------------------------------

std::vector<LoopProgram> lower_kernel(const KernelContext& context) {
  const Listing& listing = *context.listing;
  const ListingFunction& kernel = listing.functions.back();
  using Span = KernelLowering::Block;
  // `if pid < num_xblocks_0:` and its kin: each branch is a kernel of its own, with what stands before and
  // behind all of them
  std::vector<Span> branches;
  std::uint32_t shared = kernel.end, behind = kernel.end;
  for (std::uint32_t at = kernel.begin; at < kernel.end; at = std::max(listing.statements[at].end, at + 1)) {
    const ListingStatement& statement = listing.statements[at];
    const bool branches_on_block =
        statement.value != kNoExpr &&
        (statement.kind == ListingKind::if_ || statement.kind == ListingKind::elif) &&
        (mentions(listing.exprs, statement.value, "pid") || mentions(listing.exprs, statement.value, "xpid"));
    if (statement.kind == ListingKind::else_ && behind == at) behind = statement.end;  // no block is left
    if (!branches_on_block) continue;
    if (branches.empty()) shared = at;
    branches.push_back({at + 1, statement.end});
    behind = statement.end;
  }
  std::vector<LoopProgram> programs;
  if (branches.empty()) branches.push_back({kernel.end, kernel.end});
  programs.reserve(branches.size());
  for (const Span& branch : branches) {
    Span called{branch.end, branch.end};  // by its last statement
    for (std::uint32_t at = branch.begin; at < branch.end; ++at)
      if (listing.statements[at].kind == ListingKind::expression)
        if (const auto* function = called_function(listing, listing.statements[at].value))
          called = {function->begin, function->end};
    programs.push_back(
        KernelLowering(context, {{kernel.begin, shared}, branch, called, {behind, kernel.end}}).run());
  }
  return programs;
}

}  // namespace ireplay
