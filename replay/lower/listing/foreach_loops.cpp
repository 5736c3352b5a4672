#include "replay/lower/listing/foreach_loops.hpp"

#include <charconv>
#include <map>

#include "parser/parse.hpp"
#include "replay/lower/listing/combine_reader.hpp"
#include "replay/plan/loop_writer.hpp"

namespace ireplay {
namespace {

struct Fault {
  std::string sentence;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

/// `name(` ... `)` up to the parenthesis that closes it.
std::string_view inside_parentheses(std::string_view text) {
  int depth = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '(' || text[k] == '[') ++depth;
    if ((text[k] == ')' || text[k] == ']') && --depth == 0) return text.substr(1, k - 1);
  }
  throw Fault{"'" + std::string(text) + "': expected a closing parenthesis"};
}

std::vector<std::string_view> arguments_of(std::string_view text) {
  std::vector<std::string_view> arguments;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t k = 0; k <= text.size(); ++k) {
    if (k == text.size() || (text[k] == ',' && depth == 0)) {
      if (!trimmed(text.substr(begin, k - begin)).empty())
        arguments.push_back(trimmed(text.substr(begin, k - begin)));
      begin = k + 1;
    } else {
      depth += text[k] == '(' || text[k] == '[' ? 1 : text[k] == ')' || text[k] == ']' ? -1 : 0;
    }
  }
  return arguments;
}

/// Indices of a listing: +, -, *, // and % of numbers, `tl.full([XBLOCK], 0, tl.int32)` and names that are
/// known.
class IndexReader {
 public:
  IndexReader(LoopWriter& writer, const std::map<std::string_view, Index>& names)
      : writer_(writer), names_(names) {}

  Index read(std::string_view text) const {
    const Source source("index", std::string(text));
    ExprPool exprs;
    try {
      return index(exprs, parse_expression(source, exprs));
    } catch (const Error&) {
      throw Fault{"'" + std::string(text) + "': expected an index"};
    }
  }

 private:
  Index index(const ExprPool& exprs, ExprId id) const {
    const Expr& expr = exprs[id];
    const auto operands = exprs.children_of(id);
    switch (expr.kind) {
      case ExprKind::integer:
        return number(expr.text);
      case ExprKind::name:
        if (const auto found = names_.find(expr.text); found != names_.end()) return found->second;
        throw Fault{"unknown name '" + std::string(expr.text) + "' in an index"};
      case ExprKind::add:
        return index(exprs, operands[0]) + index(exprs, operands[1]);
      case ExprKind::sub:
        return index(exprs, operands[0]) - index(exprs, operands[1]);
      case ExprKind::mul:
        return product(index(exprs, operands[0]), index(exprs, operands[1]));
      case ExprKind::floordiv:
        return index(exprs, operands[0]) / divisor(index(exprs, operands[1]));
      case ExprKind::mod:
        return index(exprs, operands[0]) % divisor(index(exprs, operands[1]));
      case ExprKind::call:
        if (operands.size() == 4 && exprs[operands[0]].text == "tl.full") return index(exprs, operands[2]);
        throw Fault{"a call of '" + std::string(exprs[operands[0]].text) + "' in an index"};
      default:
        throw Fault{"'" + std::string(expr.text) + "' in an index"};
    }
  }

  Index number(std::string_view text) const {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size())
      throw Fault{"'" + std::string(text) + "' in an index"};
    return writer_.number(value);
  }

  static std::int64_t constant(const Index& value) {
    if (value.low != value.high) throw Fault{"expected a number in an index"};
    return value.low;
  }
  static std::int64_t divisor(const Index& value) {
    if (constant(value) <= 0) throw Fault{"expected a divisor above 0 in an index"};
    return value.low;
  }
  static Index product(const Index& left, const Index& right) {
    return left.low == left.high ? right * left.low : left * constant(right);
  }

  LoopWriter& writer_;
  const std::map<std::string_view, Index>& names_;
};

/// `tl.load(in_ptr0 + (x0), xmask)`: the pointer's name and the index.
struct PointerUse {
  std::string_view pointer, index;
};
PointerUse pointer_use(std::string_view argument) {
  const std::size_t plus = argument.find('+');
  if (plus == argument.npos) return {trimmed(argument), "0"};
  return {trimmed(argument.substr(0, plus)), trimmed(argument.substr(plus + 1))};
}

class Branch {
 public:
  Branch(std::string name, const std::map<std::string_view, TensorView>& tensors)
      : name_(std::move(name)), tensors_(tensors) {}

  void add(std::string_view line) { lines_.push_back(line); }

  LoopPart read() {
    LoopWriter writer(name_, {count()}, 1);
    std::map<std::string_view, Index> names{{"xindex", writer.at(0)}};
    const IndexReader indices(writer, names);
    std::string header, body, results;
    std::vector<Value> values;
    std::vector<DType> parameters, types;
    struct Stored {
      const TensorView* tensor;
      Index index;
    };
    std::vector<Stored> stores;
    for (std::string_view line : lines_) {
      if (line.starts_with("tl.store(")) {
        const auto arguments = arguments_of(inside_parentheses(line.substr(8)));
        if (arguments.size() < 2) throw Fault{"'" + std::string(line) + "': expected a pointer and a value"};
        const PointerUse use = pointer_use(arguments[0]);
        stores.push_back({&tensor(use.pointer), indices.read(use.index)});
        types.push_back(stores.back().tensor->dtype);
        results += (results.empty() ? "" : ", ") + std::string(arguments[1]);
        continue;
      }
      const std::size_t equals = line.find(" = ");
      if (equals == line.npos) throw Fault{"'" + std::string(line) + "': expected an assignment"};
      const std::string_view left = trimmed(line.substr(0, equals)), right = trimmed(line.substr(equals + 3));
      if (is_bookkeeping(left)) continue;
      if (left.starts_with('x')) {
        names[left] = indices.read(right);
      } else if (right.starts_with("tl.load(")) {
        const auto arguments = arguments_of(inside_parentheses(right.substr(7)));
        if (arguments.empty()) throw Fault{"'" + std::string(line) + "': expected a pointer"};
        const PointerUse use = pointer_use(arguments[0]);
        values.push_back(writer.load(tensor(use.pointer), {indices.read(use.index)}));
        parameters.push_back(tensor(use.pointer).dtype);
        header += (header.empty() ? "" : ", ") + std::string(left);
      } else {
        body += "\n    " + std::string(line);
      }
    }
    if (parameters.empty() || stores.empty()) throw Fault{"a branch without loads or stores"};
    CombineReader reader(parameters, types);
    if (const std::string fault = reader.read("(" + header + "):" + body + "\n    return " + results + "\n");
        !fault.empty())
      throw Fault{fault};
    compute(writer, reader, values);
    for (std::size_t k = 0; k < stores.size(); ++k)
      writer.store(*stores[k].tensor, {stores[k].index},
                   values[static_cast<std::size_t>(reader.program().results[k])]);
    return writer.finish();
  }

 private:
  /// Blocks and masks of the launch.
  static bool is_bookkeeping(std::string_view name) {
    return name == "xpid_offset" || name == "pid_offset" || name == "xnumel" || name == "xoffset" ||
           name == "xindex" || name == "xmask" || name == "rnumel" || name == "RBLOCK";
  }

  std::int64_t count() const {
    for (std::string_view line : lines_) {
      if (!line.starts_with("xnumel = ")) continue;
      std::int64_t value = 0;
      const std::string_view digits = trimmed(line.substr(9));
      const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (fault == std::errc() && end == digits.data() + digits.size() && value >= 0) return value;
    }
    throw Fault{"a branch without a number of elements ('xnumel = ')"};
  }

  const TensorView& tensor(std::string_view pointer) const {
    const auto found = tensors_.find(pointer);
    if (found == tensors_.end()) throw Fault{"unknown pointer '" + std::string(pointer) + "'"};
    return found->second;
  }

  static void compute(LoopWriter& writer, const CombineReader& reader, std::vector<Value>& values) {
    for (const Instruction& at : reader.program().instructions) {
      const auto operand = [&](int k) {
        return at.operands[k] == kNone ? Value{} : values[static_cast<std::size_t>(at.operands[k])];
      };
      if (at.opcode == Opcode::constant)
        values.push_back(is_floating(at.dtype) ? writer.constant(at.dtype, at.immediate.f)
                                               : writer.integer(at.immediate.i, at.dtype));
      else if (at.opcode == Opcode::convert)
        values.push_back(writer.convert(operand(0), at.dtype));
      else
        values.push_back(writer.scalar(at.op, operand(0), operand(1), operand(2)));
    }
  }

  std::string name_;
  const std::map<std::string_view, TensorView>& tensors_;
  std::vector<std::string_view> lines_;
};

/// Lines of the kernel's function: its parameters, then branch after branch.
class ForeachListing {
 public:
  ForeachListing(std::string_view text, const std::function<TensorView(std::size_t)>& tensor) : text_(text) {
    const std::size_t def = text.find("\ndef ");
    if (def == text.npos || text.find("foreach") > def) throw Fault{"it is no foreach kernel"};
    const std::size_t open = text.find('(', def);
    if (open == text.npos) throw Fault{"expected the kernel's parameters"};
    const auto parameters = arguments_of(inside_parentheses(text.substr(open)));
    for (std::size_t k = 0; k < parameters.size(); ++k)
      if (parameters[k].find("_ptr") != parameters[k].npos) tensors_.emplace(parameters[k], tensor(k));
    text_ = text.substr(open);
  }

  std::vector<LoopPart> read() {
    std::vector<Branch> branches;
    bool inside = false;
    while (!text_.empty()) {
      const std::size_t end = text_.find('\n');
      const std::string_view line = trimmed(text_.substr(0, end));
      text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
      if (line.starts_with("if xpid") || line.starts_with("elif xpid") || line.starts_with("if pid") ||
          line.starts_with("elif pid")) {
        branches.emplace_back("part" + std::to_string(branches.size()), tensors_);
        inside = true;
      } else if (line.starts_with("else:")) {
        inside = false;
      } else if (inside && !line.empty() && !line.starts_with("#")) {
        branches.back().add(line);
      }
    }
    if (branches.empty()) throw Fault{"expected branches ('if xpid >= 0 and xpid < 1:')"};
    std::vector<LoopPart> parts;
    parts.reserve(branches.size());
    for (Branch& branch : branches) parts.push_back(branch.read());
    return parts;
  }

 private:
  std::string_view text_;
  std::map<std::string_view, TensorView> tensors_;
};

}  // namespace

ListingLoops read_foreach_listing(std::string_view listing,
                                  const std::function<TensorView(std::size_t parameter)>& tensor) {
  try {
    return {ForeachListing(listing, tensor).read(), {}};
  } catch (const Fault& fault) {
    return {{}, fault.sentence};
  }
}

}  // namespace ireplay
