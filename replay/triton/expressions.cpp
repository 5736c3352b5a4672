#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/words.hpp"
#include "replay/triton/machine.hpp"
#include "replay/triton/python.hpp"
#include "replay/triton/types.hpp"

/// Expressions. Numbers of Python stay such among themselves; beside a tensor they take its type.
namespace ireplay::triton {
namespace {

bool is_float_tensor(const Value& value) {
  const auto* tensor = value.as<Tensor>();
  return value.as<double>() != nullptr || (tensor != nullptr && is_floating(tensor->type.scalar));
}

/// `is_fp8()` and its kin.
std::optional<bool> type_question(const TypeName& type, std::string_view name) {
  const bool is_number = !type.is_pointer;
  const DTypeClass kind = info(type.scalar).kind;
  if (name == "is_ptr") return type.is_pointer;
  if (name == "is_floating") return is_number && is_floating(type.scalar);
  if (name == "is_int") return is_number && !is_floating(type.scalar);
  if (name == "is_int_signed") return is_number && kind == DTypeClass::signed_int;
  if (name == "is_int_unsigned") return is_number && kind == DTypeClass::unsigned_int;
  if (name == "is_bool" || name == "is_int1") return is_number && type.scalar == DType::boolean;
  if (name == "is_fp8") return is_number && is_floating(type.scalar) && bytes_of(type.scalar) == 1;
  if (name.starts_with("is_"))
    if (const auto asked = find_triton_type(name.substr(3))) return is_number && type.scalar == *asked;
  return std::nullopt;
}

}  // namespace

const Value* Machine::find(std::string_view name) const {
  const auto own = frames_.back().names.find(name);
  if (own != frames_.back().names.end()) return &own->second;
  const auto constant = constants_.find(name);
  return constant == constants_.end() ? nullptr : &constant->second;
}

Value Machine::evaluate(ExprId id) {
  const Expr& node = expr(id);
  if (!node.text.empty() && kernel_.source().contains(node.text.data())) at_ = node.text.data();
  switch (node.kind) {
    case ExprKind::integer:
      return {to_integer(node.text)};
    case ExprKind::real:
      return {to_real(node.text)};
    case ExprKind::string:
      return {std::string(node.text)};
    case ExprKind::boolean:
      return {node.text == "True"};
    case ExprKind::none:
      return {};
    case ExprKind::name:
      return evaluate_name(node);
    case ExprKind::call:
      return evaluate_call(id);
    case ExprKind::attribute: {
      const Value base = evaluate(children(id)[0]);
      return attribute_of(base, node.text);
    }
    case ExprKind::subscript:
      return evaluate_subscript(id);
    case ExprKind::tuple:
    case ExprKind::list: {
      Values all;
      for (const ExprId child : children(id)) all.push_back(evaluate(child));
      return make_tuple(std::move(all));
    }
    case ExprKind::neg:
    case ExprKind::not_:
      return evaluate_prefix(id);
    case ExprKind::conditional: {
      const auto holds = truth_of(evaluate(children(id)[1]));
      if (holds) return evaluate(children(id)[*holds ? 0 : 2]);
      evaluate(children(id)[2]);
      const Value first = evaluate(children(id)[0]);
      const auto* tensor = first.as<Tensor>();
      return tensor == nullptr ? first : Value{make_unknown(tensor->type, tensor->size)};
    }
    default:
      return evaluate_binary(id);
  }
}

/// A variable with attributes behind it, a function, a type, or another name of Triton's.
Value Machine::evaluate_name(const Expr& node) {
  const std::size_t dot = node.text.find('.');
  if (const Value* found = find(node.text.substr(0, dot))) {
    Value value = *found;
    for (std::string_view rest = dot == std::string_view::npos ? "" : node.text.substr(dot + 1);
         !rest.empty();) {
      const std::size_t end = std::min(rest.find('.'), rest.size());
      value = attribute_of(value, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return value;
  }
  if (const ListingFunction* function = kernel_.find_function(node.text))
    return {Callee{node.text, function}};
  const std::string_view last = split_last(node.text).last;
  if (node.text.find("PropagateNan.") != std::string_view::npos) return {std::string(last)};
  if (dot != std::string_view::npos)
    if (const auto type = find_triton_type(last)) return {TypeName{*type, false}};
  if (node.text == "math.inf" || node.text == "math.nan" || node.text == "math.pi")
    return {last == "pi" ? M_PI : to_real(last)};
  if (find_builtin(node.text) != nullptr) return {Callee{node.text, nullptr}};
  throw Refusal("'" + std::string(node.text) + "' is not known here");
}

Value Machine::attribute_of(const Value& value, std::string_view name) {
  if (const auto* tensor = value.as<Tensor>()) {
    if (name == "dtype" || name == "type" || name == "scalar")
      return {TypeName{tensor->type.scalar, tensor->type.is_pointer()}};
    if (name == "T") return call_builtin(*find_builtin("tl.trans"), "tl.trans", {value}, {});
    if (name == "numel") return {numel(tensor->size)};
    if (name == "shape") {
      Values sizes;
      for (const std::int64_t extent : tensor->size) sizes.push_back({extent});
      return make_tuple(std::move(sizes));
    }
  }
  if (const auto* type = value.as<TypeName>()) {
    if (name == "element_ty") return {TypeName{type->scalar, false}};
    if (name == "scalar" || name == "type" || name == "dtype") return value;
    if (name.ends_with("bitwidth"))
      return {type->scalar == DType::boolean ? std::int64_t{1}
                                             : static_cast<std::int64_t>(8 * bytes_of(type->scalar))};
    if (name == "itemsize") return {static_cast<std::int64_t>(bytes_of(type->scalar))};
  }
  if (const auto* pointer = value.as<std::shared_ptr<const BlockPointer>>()) {
    const BlockPointer& block = **pointer;
    if (name == "dtype" || name == "type") return {TypeName{block.base.type.scalar, false}};
    const auto tuple_of = [](const std::vector<Tensor>& tensors) {
      Values all;
      for (const Tensor& tensor : tensors) all.push_back({tensor});
      return make_tuple(std::move(all));
    };
    if (name == "shape") return tuple_of(block.size);
    if (name == "strides") return tuple_of(block.stride);
    if (name == "block_shape") {
      Values sizes;
      for (const std::int64_t extent : block.block) sizes.push_back({extent});
      return make_tuple(std::move(sizes));
    }
  }
  if (name == "value" && (is_number(value) || value.as<std::string>() != nullptr)) return value;
  throw Refusal("'." + std::string(name) + "' of " + describe(value));
}

void Machine::collect_arguments(ExprId call, Values& positional, Keywords& keywords) {
  for (const ExprId argument : children(call).subspan(1)) {
    if (expr(argument).kind == ExprKind::keyword)
      keywords.emplace_back(expr(argument).text, evaluate(children(argument)[0]));
    else
      positional.push_back(evaluate(argument));
  }
}

Value Machine::evaluate_call(ExprId id) {
  const ExprId target = children(id)[0];
  const Expr& callee = expr(target);
  if (callee.kind == ExprKind::attribute) return call_method(evaluate(children(target)[0]), callee.text, id);
  if (callee.kind != ExprKind::name) throw Refusal("a call of what is no name");
  const auto [object, method] = split_last(callee.text);
  if (!object.empty() && find(callee.text.substr(0, callee.text.find('.'))) != nullptr) {
    Expr base = callee;
    base.text = object;
    return call_method(evaluate_name(base), method, id);
  }
  for (const std::string_view silent : {"static_assert", "static_print", "device_print", "device_assert"})
    if (callee.text.ends_with(silent)) return {};
  at_ = callee.text.data();
  const Value function = evaluate_name(callee);
  const auto* found = function.as<Callee>();
  if (found == nullptr) throw Refusal("a call of " + describe(function));
  Values positional;
  Keywords keywords;
  collect_arguments(id, positional, keywords);
  at_ = callee.text.data();
  if (found->function != nullptr) return call_function(*found->function, positional, keywords);
  return call_builtin(*find_builtin(found->path), found->path, positional, keywords);
}

/// `x.sum(1)` is `tl.sum(x, 1)`.
Value Machine::call_method(const Value& self, std::string_view name, ExprId call) {
  Values positional{self};
  Keywords keywords;
  collect_arguments(call, positional, keywords);
  at_ = name.data();
  if (const auto* type = self.as<TypeName>()) {
    if (const auto answer = type_question(*type, name)) return {*answer};
  } else if (const auto* pointer = self.as<std::shared_ptr<const BlockPointer>>();
             pointer != nullptr && (*pointer)->is_descriptor) {
    if (name == "load") name = "load_tensor_descriptor";
    if (name == "store") name = "store_tensor_descriptor";
  }
  const std::string path = "tl." + std::string(name);
  const Builtin* builtin = self.as<TypeName>() == nullptr ? find_builtin(path) : nullptr;
  if (builtin == nullptr) throw Refusal("'." + std::string(name) + "()' of " + describe(self));
  return call_builtin(*builtin, path, positional, keywords);
}

/// Binds the arguments to the parameters of the signature.
Value Machine::call_builtin(const Builtin& builtin, std::string_view path, const Values& positional,
                            const Keywords& keywords) {
  Arguments given{path, {}, {}};
  std::size_t next = 0, taken = 0;
  for (std::string_view rest = builtin.signature; !rest.empty();) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    std::string_view name = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    const bool optional = name.ends_with('?');
    if (optional) name.remove_suffix(1);
    const bool takes_all = name.starts_with('*');
    if (takes_all) name.remove_prefix(1);
    const auto keyword = std::ranges::find(keywords, name, &Keywords::value_type::first);
    bool is_given = true;
    Value value;
    if (keyword != keywords.end()) {
      value = keyword->second;
      if (takes_all) value = make_tuple({value});
      ++taken;
    } else if (takes_all) {
      value = make_tuple(
          Values(positional.begin() + static_cast<std::ptrdiff_t>(std::min(next, positional.size())),
                 positional.end()));
      next = positional.size();
    } else if (next < positional.size()) {
      value = positional[next++];
    } else {
      is_given = false;
      if (!optional) throw Refusal("expected an argument '" + std::string(name) + "'");
    }
    given.values.push_back(std::move(value));
    given.given.push_back(is_given);
  }
  const bool takes_anything = builtin.signature.starts_with('*');
  if (next < positional.size() || (taken < keywords.size() && !takes_anything))
    throw Refusal("an argument of '" + std::string(path) + "' is not known");
  return builtin.call(*this, given);
}

Value Machine::evaluate_prefix(ExprId id) {
  const Expr& node = expr(id);
  const Value value = evaluate(children(id)[0]);
  at_ = node.text.data();
  const auto* tensor = value.as<Tensor>();
  if (node.kind == ExprKind::neg) {
    if (tensor != nullptr) return {apply(computing, ScalarOp::neg, *tensor)};
    if (const auto* real = value.as<double>()) return {-*real};
    if (const auto* integer = value.as<std::int64_t>()) return of_integers(ExprKind::sub, 0, *integer);
    throw Refusal("the negative of " + describe(value));
  }
  if (node.text == "not") {
    if (tensor == nullptr || tensor->size.empty()) {
      const auto truth = truth_of(value);
      if (tensor == nullptr) return {!truth.value_or(false)};
    }
    return {apply(computing, ScalarOp::logical_not, *tensor)};
  }
  if (tensor != nullptr)
    return {apply(computing,
                  tensor->type.scalar == DType::boolean ? ScalarOp::logical_not : ScalarOp::bitwise_not,
                  *tensor)};
  if (const auto integer = integer_of(value)) return {~*integer};
  throw Refusal("'~' of " + describe(value));
}

/// `and` and `or`: of what is no tensor Python's own, which do not look at the second operand where the first
/// one decides.
Value Machine::evaluate_logic(ExprId id) {
  const bool is_and = expr(id).kind == ExprKind::and_;
  Value first = evaluate(children(id)[0]);
  const auto* tensor = first.as<Tensor>();
  const auto truth = tensor == nullptr || numel(tensor->size) == 1 ? truth_of(first) : std::nullopt;
  if (tensor == nullptr && truth && *truth != is_and) return first;
  Value second = evaluate(children(id)[1]);
  if (tensor == nullptr && second.as<Tensor>() == nullptr) return second;
  const auto as_bool = [&](const Value& value) {
    const auto holds = value.as<Tensor>() == nullptr ? truth_of(value) : std::nullopt;
    return holds ? make_number(DType::boolean, {.i = *holds ? 1 : 0})
                 : convert(computing, to_tensor(computing, value), DType::boolean);
  };
  return {apply(computing, is_and ? ScalarOp::logical_and : ScalarOp::logical_or,
                std::vector<Tensor>{as_bool(first), as_bool(second)})};
}

Value Machine::evaluate_binary(ExprId id) {
  const Expr& node = expr(id);
  const ExprKind kind = node.kind;
  if (node.text == "and" || node.text == "or") return evaluate_logic(id);
  if (node.count != 2 || !(scalar_op_of(kind, false) || kind == ExprKind::truediv || kind == ExprKind::is))
    throw Refusal("this expression is not understood");
  ExprId right = children(id)[1];
  const bool is_not = kind == ExprKind::is && expr(right).kind == ExprKind::not_ && expr(right).text == "not";
  if (is_not) right = children(right)[0];  // `x is not None`
  const Value a = evaluate(children(id)[0]), b = evaluate(right);
  at_ = node.text.data();
  const bool is_tensor = a.as<Tensor>() != nullptr || b.as<Tensor>() != nullptr;
  if (is_tensor && !a.is_none() && !b.is_none()) {
    if (kind == ExprKind::truediv) return {divide(computing, a, b)};
    const auto op = scalar_op_of(kind, is_float_tensor(a) || is_float_tensor(b));
    if (!op) throw Refusal("'is' of tensors");
    return {apply(computing, *op, a, b)};
  }
  if (kind == ExprKind::is || kind == ExprKind::eq) return {are_equal(a, b) != is_not};
  if (kind == ExprKind::ne) return {!are_equal(a, b)};
  const auto x = number_of(a), y = number_of(b);
  if (!x || !y) {
    if (kind == ExprKind::add && a.members() != nullptr && b.members() != nullptr) {
      Values all = *a.members();
      all.insert(all.end(), b.members()->begin(), b.members()->end());
      return make_tuple(std::move(all));
    }
    throw Refusal("'" + std::string(node.text) + "' of " + describe(a) + " and " + describe(b));
  }
  if (const auto truth = compared(kind, *x, *y)) return {*truth};
  if (a.as<double>() != nullptr || b.as<double>() != nullptr) return of_reals(kind, *x, *y);
  return of_integers(kind, *integer_of(a), *integer_of(b));
}

/// `x[:, None]`, `sizes[0]`
Value Machine::evaluate_subscript(ExprId id) {
  const Value base = evaluate(children(id)[0]);
  const ExprId index = children(id)[1];
  at_ = expr(id).text.data();
  if (const Values* members = base.members()) {
    const auto at = integer_of(evaluate(index));
    const auto count = static_cast<std::int64_t>(members->size());
    if (!at || *at < -count || *at >= count) throw Refusal("an index that the tuple does not have");
    return (*members)[static_cast<std::size_t>(*at < 0 ? *at + count : *at)];
  }
  const auto* tensor = base.as<Tensor>();
  if (tensor == nullptr) throw Refusal("an index of " + describe(base));
  const std::vector<ExprId> one{index};
  const auto items = expr(index).kind == ExprKind::tuple ? children(index) : std::span<const ExprId>(one);
  Dims size;
  std::size_t next = 0;
  for (const ExprId item : items) {
    const Expr& what = expr(item);
    if (what.kind == ExprKind::none) {
      size.push_back(1);
      continue;
    }
    const bool is_all = what.kind == ExprKind::slice && expr(children(item)[0]).kind == ExprKind::none &&
                        expr(children(item)[1]).kind == ExprKind::none;
    if (!is_all || next >= tensor->size.size()) throw Refusal("an index other than ':' and None");
    size.push_back(tensor->size[next++]);
  }
  size.insert(size.end(), tensor->size.begin() + static_cast<std::ptrdiff_t>(next), tensor->size.end());
  return {reshape(*tensor, size)};
}

}  // namespace ireplay::triton
