#include <charconv>

#include "replay/plan/loop_program.hpp"
#include "replay/plan/reduce_kinds.hpp"

namespace ireplay {
namespace {

std::string number(double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return {digits, end};
}

std::string value_name(ValueId value) { return "v" + std::to_string(value); }

/// Writes one program.
class Writer {
 public:
  Writer(const LoopProgram& program, const std::vector<std::string>& names)
      : program_(program), names_(names) {}

  std::string index(IndexId id) const {
    const IndexExpr& expr = program_.indices[id];
    std::string text;
    for (const IndexTerm& term : expr.terms) {
      const bool negative = term.coefficient < 0;
      if (text.empty())
        text = negative ? "-" : "";
      else
        text += negative ? " - " : " + ";
      const std::uint64_t magnitude = negative ? -static_cast<std::uint64_t>(term.coefficient)
                                               : static_cast<std::uint64_t>(term.coefficient);
      if (magnitude != 1) text += std::to_string(magnitude) + "*";
      text += atom(program_.atoms[term.atom]);
    }
    if (text.empty()) return std::to_string(expr.offset);
    if (expr.offset > 0) text += " + " + std::to_string(expr.offset);
    if (expr.offset < 0) text += " - " + std::to_string(-static_cast<std::uint64_t>(expr.offset));
    return text;
  }

  std::string program() const {
    std::string text = program_.node + ": " + extents(0, program_.parallel);
    if (program_.parallel < static_cast<std::int32_t>(program_.ranges.size()))
      text += " reducing " + extents(program_.parallel, program_.ranges.size());
    text += '\n';
    for (std::size_t k = 0; k < program_.buffers.size(); ++k)
      text += "  " + buffer_line(static_cast<int>(k)) + '\n';
    for (const Stage& stage : program_.stages) {
      text += stage.per_element ? "  each element:\n" : "  once:\n";
      for (ValueId value = stage.begin; value < stage.end; ++value) text += "    " + line(value) + '\n';
    }
    return text;
  }

 private:
  std::string extents(std::size_t first, std::size_t last) const {
    std::string text = "[";
    for (std::size_t k = first; k < last; ++k)
      text += (k == first ? "" : ", ") + std::to_string(program_.ranges[k]);
    return text + "]";
  }

  std::string buffer_name(std::int32_t buffer) const {
    return static_cast<std::size_t>(buffer) < names_.size() ? names_[buffer] : "b" + std::to_string(buffer);
  }

  std::string buffer_line(std::int32_t number) const {
    const BufferUse& use = program_.buffers[number];
    return std::string(use.read ? "reads " : "") + (use.read && use.written ? "and " : "") +
           (use.written ? "writes " : "") + buffer_name(number) + " " + std::string(info(use.dtype).name) +
           "[" + std::to_string(use.extent) + "]";
  }

  std::string atom(const Atom& at) const {
    const auto call = [&](const char* name) {
      std::string text = std::string(name) + "(" + index(at.args[0]);
      for (int k = 1; k < 3; ++k)
        if (at.args[k] != kNone) text += ", " + index(at.args[k]);
      return text + ")";
    };
    switch (at.kind) {
      case AtomKind::variable:
        return at.which < program_.parallel ? "i" + std::to_string(at.which)
                                            : "r" + std::to_string(at.which - program_.parallel);
      case AtomKind::value:
        return value_name(at.which);
      case AtomKind::floordiv:
        return call("floordiv");
      case AtomKind::mod:
        return call("mod");
      case AtomKind::multiply:
        return call("multiply");
      case AtomKind::minimum:
        return call("minimum");
      case AtomKind::maximum:
        return call("maximum");
      case AtomKind::select:
        return call("select");
      case AtomKind::eq:
        return call("eq");
      case AtomKind::ne:
        return call("ne");
      case AtomKind::lt:
        return call("lt");
      case AtomKind::le:
        return call("le");
      case AtomKind::logical_and:
        return call("logical_and");
      case AtomKind::logical_or:
        return call("logical_or");
      case AtomKind::logical_not:
        return call("logical_not");
      case AtomKind::bit_and:
        return call("bit_and");
      case AtomKind::bit_or:
        return call("bit_or");
      case AtomKind::bit_xor:
        return call("bit_xor");
    }
    return "";
  }

  std::string operands(const Instruction& at, int first = 0) const {
    std::string text;
    for (int k = first; k < 4; ++k)
      if (at.operands[k] != kNone) text += (text.empty() ? "" : ", ") + value_name(at.operands[k]);
    return text;
  }

  std::string element(const Instruction& at) const {
    return buffer_name(at.buffer) + "[" + index(at.index) + "]";
  }

  std::string bucketize(const Instruction& at) const {
    const Bucketize& entry = program_.bucketizes[at.extra];
    std::string text =
        operands(at) + " in " + buffer_name(entry.boundaries) + " length " + index(entry.length);
    if (entry.stride != kNone) text += " stride " + index(entry.stride);
    if (entry.sorter != kNone) text += " sorter " + buffer_name(entry.sorter);
    if (entry.sorter_stride != kNone) text += " stride " + index(entry.sorter_stride);
    return text + (entry.right ? " right" : "");
  }

  std::string arguments(const Instruction& at) const {
    const std::string size = at.immediate.i == kNone ? "?" : std::to_string(at.immediate.i);
    const std::string picked = at.selection == 0 ? "" : " [" + std::to_string(at.selection) + "]";
    switch (at.opcode) {
      case Opcode::load:
        return element(at) + (at.checked ? " checked" : "");
      case Opcode::store: {
        const std::string mode = at.mode == StoreMode::plain ? "" : std::string(to_text(at.mode)) + " ";
        return mode + element(at) + (at.checked ? " checked " : " ") + operands(at);
      }
      case Opcode::constant:
        return is_floating(at.dtype) ? number(at.immediate.f) : std::to_string(at.immediate.i);
      case Opcode::index_expr:
        return index(at.index);
      case Opcode::convert:
        return operands(at) + (at.flag ? " rounded" : "");
      case Opcode::bitcast:
        return operands(at) + " of " + std::string(info(at.source).name);
      case Opcode::scalar:
        return operands(at) + picked;
      case Opcode::reduce:
        return std::string(to_text(at.reduce)) + " " + operands(at) + picked;
      case Opcode::scan:
        return std::string(to_text(at.scan)) + " " + operands(at) + picked;
      case Opcode::sort:
        return std::string(at.flag ? "descending " : "") + (at.flag2 ? "stable " : "") + operands(at) +
               picked;
      case Opcode::load_seed:
        return buffer_name(at.buffer) + "[" + std::to_string(at.immediate.i) + "]";
      case Opcode::random:
        return std::string(to_text(at.random)) + " " + operands(at);
      case Opcode::bucketize:
        return bucketize(at);
      case Opcode::indirect:
        return operands(at) + " size " + size + (at.flag ? " checked" : "");
      case Opcode::check_bounds:
        return std::string(at.flag ? "0 <= " : "") + index(at.index) + (at.flag2 ? " < " + size : "");
      case Opcode::device_assert:
        return operands(at) + " '" + program_.messages[at.extra] + "'";
    }
    return "";
  }

  std::string line(ValueId value) const {
    const Instruction& at = program_.instructions[value];
    const bool has_value =
        at.opcode != Opcode::store && at.opcode != Opcode::check_bounds && at.opcode != Opcode::device_assert;
    std::string text;
    if (has_value) text = value_name(value) + " " + std::string(info(at.dtype).name) + " = ";
    text += at.opcode == Opcode::scalar ? info(at.op).name : to_text(at.opcode);
    text += " " + arguments(at);
    return at.mask == kNone ? text : text + " where " + value_name(at.mask);
  }

  const LoopProgram& program_;
  const std::vector<std::string>& names_;
};

}  // namespace

std::string to_text(const LoopProgram& program, IndexId index) { return Writer(program, {}).index(index); }

std::string to_text(const LoopProgram& program, const std::vector<std::string>& buffer_names) {
  return Writer(program, buffer_names).program();
}

std::string_view to_text(Opcode opcode) {
  switch (opcode) {
    case Opcode::load:
      return "load";
    case Opcode::store:
      return "store";
    case Opcode::constant:
      return "constant";
    case Opcode::index_expr:
      return "index_expr";
    case Opcode::convert:
      return "convert";
    case Opcode::bitcast:
      return "bitcast";
    case Opcode::scalar:
      return "scalar";
    case Opcode::reduce:
      return "reduce";
    case Opcode::scan:
      return "scan";
    case Opcode::sort:
      return "sort";
    case Opcode::load_seed:
      return "load_seed";
    case Opcode::random:
      return "random";
    case Opcode::bucketize:
      return "bucketize";
    case Opcode::indirect:
      return "indirect";
    case Opcode::check_bounds:
      return "check_bounds";
    case Opcode::device_assert:
      return "device_assert";
  }
  return "";
}

std::string_view to_text(StoreMode mode) {
  switch (mode) {
    case StoreMode::plain:
      return "plain";
    case StoreMode::atomic_add:
      return "atomic_add";
    case StoreMode::atomic_max:
      return "atomic_max";
    case StoreMode::atomic_min:
      return "atomic_min";
    case StoreMode::atomic_and:
      return "atomic_and";
    case StoreMode::atomic_or:
      return "atomic_or";
    case StoreMode::atomic_xor:
      return "atomic_xor";
    case StoreMode::atomic_xchg:
      return "atomic_xchg";
    case StoreMode::atomic_cas:
      return "atomic_cas";
  }
  return "";
}

std::string_view to_text(ReduceKind kind) { return info(kind).name; }

std::string_view to_text(ScanKind kind) {
  switch (kind) {
    case ScanKind::sum:
      return "sum";
    case ScanKind::prod:
      return "prod";
    case ScanKind::max:
      return "max";
    case ScanKind::min:
      return "min";
    case ScanKind::logaddexp:
      return "logaddexp";
    case ScanKind::cummax:
      return "cummax";
    case ScanKind::cummin:
      return "cummin";
    case ScanKind::program:
      return "program";
  }
  return "";
}

std::string_view to_text(RandomKind kind) {
  switch (kind) {
    case RandomKind::rand:
      return "rand";
    case RandomKind::randn:
      return "randn";
    case RandomKind::randint64:
      return "randint64";
    case RandomKind::rand4x:
      return "rand4x";
    case RandomKind::randn4x:
      return "randn4x";
    case RandomKind::rand_cpu:
      return "rand_cpu";
    case RandomKind::randn_cpu:
      return "randn_cpu";
    case RandomKind::randint64_cpu:
      return "randint64_cpu";
  }
  return "";
}

}  // namespace ireplay
