#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/triton/machine.hpp"

/// Statements: assignments, branches, loops, calls of the listing's own functions.
namespace ireplay::triton {
namespace {

constexpr double kTrips = 4;                        // of a loop whose end a dry run does not know
constexpr std::int64_t kManyTrips = 1'000'000'000;  // no kernel's loop has as many
constexpr std::size_t kDeepest = 100;

Value forgotten(const Value& value) {
  if (const auto* tensor = value.as<Tensor>()) return {make_unknown(tensor->type, tensor->size)};
  if (const Values* members = value.members()) {
    Values all;
    for (const Value& member : *members) all.push_back(forgotten(member));
    return make_tuple(std::move(all));
  }
  if (const auto* pointer = value.as<std::shared_ptr<const BlockPointer>>()) {
    BlockPointer block = **pointer;
    for (Tensor& offset : block.offset) offset = make_unknown(offset.type, offset.size);
    return {std::make_shared<const BlockPointer>(std::move(block))};
  }
  return value;
}

/// Of an argument of the launch; pointers have the numbers of their memories.
class BoundArgument {
 public:
  BoundArgument(const Computing& with, std::int32_t& memory) : with_(with), memory_(memory) {}

  Value operator()(const TritonConstant& constant) const {
    if (const auto* type = std::get_if<DType>(&constant.value)) return {TypeName{*type, false}};
    return std::visit(
        [](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, DType>)
            return Value{};
          else
            return Value{value};
        },
        constant.value);
  }
  Value operator()(const TritonNumber& number) const {
    if (!is_floating(number.type)) return {make_index(number.integer, number.type)};
    return {make_number(number.type, {.f = with_.stored(number.real, number.type)})};
  }
  Value operator()(const TritonPointer& pointer) const { return {to_pointer(pointer)}; }
  Value operator()(const TritonDescriptor& descriptor) const {
    BlockPointer block{to_pointer(descriptor.base), {}, {}, {}, descriptor.block, true};
    for (const std::int64_t extent : descriptor.size) block.size.push_back(make_index(extent, DType::i64));
    for (const std::int64_t step : descriptor.stride) block.stride.push_back(make_index(step, DType::i64));
    return {std::make_shared<const BlockPointer>(std::move(block))};
  }

 private:
  Tensor to_pointer(const TritonPointer& pointer) const {
    return make_tensor({pointer.type, memory_++}, {}, {Scalar{.i = 0}});
  }

  const Computing& with_;
  std::int32_t& memory_;
};

}  // namespace

Machine::Machine(const TritonLaunch& launch, std::vector<Memory> memories, const Computing& computing_)
    : computing(computing_),
      launch_(launch),
      kernel_(*launch.kernel),
      listing_(kernel_.listing()),
      memories_(std::move(memories)) {
  frames_.emplace_back();
  read_constants();
  frames_.clear();
}

Error Machine::located(Error::Kind kind, const std::string& sentence) const {
  const char* const at = at_ != nullptr ? at_ : kernel_.name().data();
  return {kind, kernel_.source(), at, std::string(kernel_.name()) + ": " + sentence};
}

/// Numbers and types that the text binds outside of functions; what it binds otherwise is not known inside.
void Machine::read_constants() {
  for (const std::uint32_t at : module_statements(listing_)) {
    const ListingStatement& statement = listing_.statements[at];
    if (statement.kind != ListingKind::assign || statement.value == kNoExpr || statement.unpacks) continue;
    const Expr& target = expr(listing_.expr_lists[statement.targets.first]);
    try {
      if (target.kind == ExprKind::name) constants_[target.text] = evaluate(statement.value);
    } catch (const Refusal&) {
      constants_.erase(target.text);
    }
  }
}

void Machine::bind_arguments(Frame& frame) {
  std::int32_t memory = 0;
  const BoundArgument bound(computing, memory);
  const auto parameters = kernel_.parameters();
  for (std::size_t k = 0; k < parameters.size(); ++k)
    frame.names[parameters[k].name] = std::visit(bound, launch_.arguments[k]);
}

void Machine::run(const std::array<std::int64_t, 3>& program) try {
  program_ = program;
  at_ = nullptr;
  frames_.clear();
  frames_.emplace_back();
  bind_arguments(frames_.back());
  run_block(kernel_.function().begin, kernel_.function().end);
} catch (const Refusal& refusal) {
  throw located(Error::Kind::unsupported, refusal.what());
}

void Machine::run_block(std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t at = begin; at < end && !frames_.back().returns;) {
    const ListingStatement& statement = listing_.statements[at];
    if (statement.kind == ListingKind::if_) {
      at = run_branches(at, end);
      continue;
    }
    if (statement.kind == ListingKind::for_) {
      run_for(at);
    } else if (statement.kind == ListingKind::while_) {
      run_while(at);
    } else {
      run_statement(statement);
    }
    at = std::max(statement.end, at + 1);
  }
}

void Machine::run_statement(const ListingStatement& statement) {
  at_ = statement.text.data();
  switch (statement.kind) {
    case ListingKind::assign:
    case ListingKind::add_assign:
      return assign(statement);
    case ListingKind::expression:
      if (expr(statement.value).kind != ExprKind::string) evaluate(statement.value);
      return;
    case ListingKind::ret:
      frames_.back().returned = statement.value == kNoExpr ? Value{} : as_variable(evaluate(statement.value));
      frames_.back().returns = true;
      return;
    case ListingKind::pass_:
      return;
    default:
      break;
  }
  for (const std::string_view ignored : {"assert ", "tl.static_assert(", "tl.static_print(",
                                         "tl.device_print(", "tl.device_assert(", "print("})
    if (statement.text.starts_with(ignored)) return;
  throw Refusal("this statement is not understood");
}

/// `if` with the `elif` and `else` that belong to it; returns what follows them.
std::uint32_t Machine::run_branches(std::uint32_t at, std::uint32_t end) {
  bool decided = false;
  std::uint32_t next = at;
  while (next < end) {
    const ListingStatement& branch = listing_.statements[next];
    const bool belongs = branch.kind == ListingKind::elif || branch.kind == ListingKind::else_;
    if (next != at && !belongs) break;
    if (!decided) {
      at_ = branch.text.data();
      const auto holds =
          branch.kind == ListingKind::else_ ? std::optional(true) : truth_of(evaluate(branch.value));
      decided = holds.value_or(false);
      if (holds.value_or(true)) run_block(next + 1, branch.end);
      if (!holds) {  // a dry run goes on as if neither way had been taken
        forget_changed(next + 1, branch.end);
        frames_.back().returns = false;
      }
    }
    next = std::max(branch.end, next + 1);
  }
  return next;
}

/// A dry run does not know what the statements assign: they run more than once, or perhaps not at all.
void Machine::forget_changed(std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t at = begin; at < end; ++at)
    for (const ExprId target : slice(listing_.expr_lists, listing_.statements[at].targets)) {
      const auto found = frames_.back().names.find(expr(target).text);
      if (found != frames_.back().names.end()) found->second = forgotten(found->second);
    }
}

void Machine::run_for(std::uint32_t at) {
  const ListingStatement& loop = listing_.statements[at];
  at_ = loop.text.data();
  const ExprId target = listing_.expr_lists[loop.targets.first];
  const Expr& over = expr(loop.value);
  const std::string_view callee = over.kind == ExprKind::call ? expr(children(loop.value)[0]).text : "";
  if (loop.unpacks) throw Refusal("a loop over several variables");
  if (callee != "range" && !callee.ends_with(".range") && !callee.ends_with(".static_range")) {
    const Value all = evaluate(loop.value);
    if (all.members() == nullptr) throw Refusal("a loop over what is neither a range nor a tuple");
    for (const Value& member : *all.members()) {
      bind(target, member);
      run_block(at + 1, loop.end);
    }
    return;
  }
  Values bounds;
  std::vector<std::pair<std::string_view, Value>> keywords;  // num_stages and its kin
  collect_arguments(loop.value, bounds, keywords);
  for (const auto& [name, value] : keywords)
    if (name == "arg1" || name == "arg2" || name == "step") bounds.push_back(value);
  if (bounds.empty() || bounds.size() > 3) throw Refusal("expected a range of one to three numbers");
  if (bounds.size() == 1) bounds.insert(bounds.begin(), Value{std::int64_t{0}});
  const auto first = integer_of(bounds[0]), last = integer_of(bounds[1]),
             step = bounds.size() == 3 ? integer_of(bounds[2]) : std::optional<std::int64_t>(1);
  const DType type = common_type(to_tensor(computing, bounds[0]).type.scalar,
                                 to_tensor(computing, bounds[1]).type.scalar, false);
  if (is_floating(type)) throw Refusal("a range of floats");
  if (!first || !last || !step) {
    if (!computing.dry) throw Refusal("a range of blocks");
    const auto* end = bounds[1].as<Tensor>();
    const bool is_bounded = end != nullptr && end->most && step.value_or(1) > 0;
    const double trips = is_bounded
                             ? (static_cast<double>(*end->most) - static_cast<double>(first.value_or(0))) /
                                   static_cast<double>(step.value_or(1))
                             : kTrips;
    return run_dry(at, target, {make_unknown({type}, {})}, std::max(trips, 1.0));
  }
  if (*step == 0) throw Refusal("a range with steps of 0");
  const double trips =
      std::ceil((static_cast<double>(*last) - static_cast<double>(*first)) / static_cast<double>(*step));
  const bool unrolls = callee.ends_with("static_range");
  if (trips > static_cast<double>(kManyTrips)) throw Refusal("a loop of more than a billion trips");
  const auto variable = [&](std::int64_t value) {
    return unrolls ? Value{value} : Value{make_index(value, type)};
  };
  if (computing.dry && !unrolls && trips > 2) {
    bind(target, variable(*first));
    run_block(at + 1, loop.end);
    return run_dry(at, target, {make_unknown({type}, {})}, trips - 1);
  }
  for (std::int64_t trip = 0; trip < static_cast<std::int64_t>(trips) && !frames_.back().returns; ++trip) {
    bind(target, variable(static_cast<std::int64_t>(static_cast<std::uint64_t>(*first) +
                                                    static_cast<std::uint64_t>(trip) *
                                                        static_cast<std::uint64_t>(*step))));
    run_block(at + 1, loop.end);
  }
}

/// Once for many trips.
void Machine::run_dry(std::uint32_t at, ExprId variable, const Value& value, double trips) {
  const ListingStatement& loop = listing_.statements[at];
  forget_changed(at + 1, loop.end);
  if (variable != kNoExpr) bind(variable, value);
  const double weight = computing.weight;
  computing.weight *= trips;
  run_block(at + 1, loop.end);
  computing.weight = weight;
  forget_changed(at + 1, loop.end);
  frames_.back().returns = false;
}

void Machine::run_while(std::uint32_t at) {
  const ListingStatement& loop = listing_.statements[at];
  for (std::int64_t trip = 0; !frames_.back().returns; ++trip) {
    at_ = loop.text.data();
    if (trip == kManyTrips) throw located(Error::Kind::device, "this loop does not end");
    const auto holds = truth_of(evaluate(loop.value));
    if (holds && !*holds) return;
    if (computing.dry) return run_dry(at, kNoExpr, {}, kTrips);
    if (!holds) throw Refusal("a condition that is not known");
    run_block(at + 1, loop.end);
  }
}

/// A number of Python that a variable takes becomes a tensor, as Triton does it.
Value Machine::as_variable(const Value& value) const {
  if (is_number(value)) return {to_tensor(computing, value)};
  const Values* members = value.members();
  if (members == nullptr) return value;
  Values all;
  for (const Value& member : *members) all.push_back(as_variable(member));
  return make_tuple(std::move(all));
}

void Machine::bind(ExprId target, const Value& value) {
  const Expr& name = expr(target);
  if (name.kind == ExprKind::tuple || name.kind == ExprKind::list) {
    const Values* members = value.members();
    if (members == nullptr || members->size() != name.count)
      throw Refusal("expected " + std::to_string(name.count) + " values, not " + describe(value));
    for (std::size_t k = 0; k < members->size(); ++k) bind(children(target)[k], (*members)[k]);
    return;
  }
  if (name.kind != ExprKind::name || name.text.find('.') != std::string_view::npos)
    throw Refusal("an assignment to what is no name");
  frames_.back().names[name.text] = value;
}

void Machine::assign(const ListingStatement& statement) {
  if (statement.value == kNoExpr) return;  // an annotation alone
  const auto targets = slice(listing_.expr_lists, statement.targets);
  Value value = evaluate(statement.value);
  at_ = statement.text.data();
  if (statement.kind == ListingKind::add_assign)
    return bind(targets[0], {apply(computing, ScalarOp::add, evaluate(targets[0]), value)});
  if (!statement.is_constexpr) value = as_variable(value);
  if (!statement.unpacks) return bind(targets[0], value);
  const Values* members = value.members();
  if (members == nullptr || members->size() != targets.size())
    throw Refusal("expected " + std::to_string(targets.size()) + " values, not " + describe(value));
  for (std::size_t k = 0; k < targets.size(); ++k) bind(targets[k], (*members)[k]);
}

Value Machine::call_function(const ListingFunction& function, const Values& positional,
                             const Keywords& keywords) {
  if (frames_.size() >= kDeepest) throw Refusal("functions call each other without end");
  const auto parameters = slice(listing_.parameters, function.parameters);
  if (positional.size() > parameters.size()) throw Refusal("more arguments than parameters");
  Frame frame{&function, {}, {}, false};
  for (std::size_t k = 0; k < positional.size(); ++k) frame.names[parameters[k].name] = positional[k];
  for (const auto& [name, value] : keywords) {
    if (std::ranges::find(parameters, name, &ListingParameter::name) == parameters.end())
      throw Refusal("no parameter '" + std::string(name) + "' of '" + std::string(function.name) + "'");
    frame.names[name] = value;
  }
  for (const ListingParameter& parameter : parameters) {
    if (frame.names.contains(parameter.name)) continue;
    if (parameter.value == kNoExpr)
      throw Refusal("no argument for '" + std::string(parameter.name) + "' of '" +
                    std::string(function.name) + "'");
    frame.names[parameter.name] = evaluate(parameter.value);
  }
  const char* const caller = at_;
  frames_.push_back(std::move(frame));
  run_block(function.begin, function.end);
  Value returned = frames_.back().returned;
  frames_.pop_back();
  at_ = caller;
  return returned;
}

Value Machine::call(const Callee& callee, const Values& arguments) {
  if (callee.function != nullptr) return call_function(*callee.function, arguments, {});
  const Builtin* builtin = find_builtin(callee.path);
  if (builtin == nullptr) throw Refusal("the function '" + std::string(callee.path) + "' is not known");
  return call_builtin(*builtin, callee.path, arguments, {});
}

}  // namespace ireplay::triton
