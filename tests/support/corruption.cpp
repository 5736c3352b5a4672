#include "tests/support/corruption.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>

#include "kernels/scalar/scalar.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/verdict/elements.hpp"

namespace ireplay {
namespace {

const std::map<std::string_view, std::string_view> kOtherOps = {{"add", "sub"},
                                                                {"sub", "add"},
                                                                {"mul", "add"},
                                                                {"truediv", "mul"},
                                                                {"maximum", "minimum"},
                                                                {"minimum", "maximum"},
                                                                {"exp", "sin"},
                                                                {"sqrt", "rsqrt"},
                                                                {"rsqrt", "sqrt"},
                                                                {"neg", "abs"},
                                                                {"abs", "neg"},
                                                                {"sigmoid", "tanh"},
                                                                {"tanh", "sigmoid"},
                                                                {"lt", "ge"},
                                                                {"le", "gt"},
                                                                {"gt", "le"},
                                                                {"ge", "lt"},
                                                                {"eq", "ne"},
                                                                {"ne", "eq"},
                                                                {"sin", "cos"},
                                                                {"cos", "sin"},
                                                                {"log", "exp"},
                                                                {"erf", "tanh"},
                                                                {"relu", "neg"},
                                                                {"logical_and", "logical_or"},
                                                                {"logical_or", "logical_and"},
                                                                {"square", "neg"}};
const std::map<std::string_view, std::string_view> kOtherReductions = {
    {"sum", "max"}, {"max", "min"}, {"min", "max"}, {"prod", "sum"}, {"any", "min"}};
const std::map<std::string_view, std::string_view> kOtherTypes = {
    {"torch.float32", "torch.bfloat16"}, {"torch.bfloat16", "torch.int8"}, {"torch.float16", "torch.int8"},
    {"torch.float64", "torch.float16"},  {"torch.int64", "torch.bool"},    {"torch.int32", "torch.bool"}};

std::string other_number(const Expr& number) {
  if (number.kind == ExprKind::integer) {
    std::int64_t value = 0;
    std::from_chars(number.text.data(), number.text.data() + number.text.size(), value);
    return std::to_string(value + 1);
  }
  const double value = std::strtod(std::string(number.text).c_str(), nullptr);
  return std::isfinite(value) ? std::to_string(value * 1.25 + 0.125) : "0.5";
}

RunOptions quick() {
  RunOptions options;
  options.measure = false;
  options.threads = 1;
  return options;
}

/// Whether what a tensor holds is another result, not another rounding.
bool differs(const HostTensor& a, const HostTensor& b) {
  if (a.dtype != b.dtype || a.size != b.size) return true;
  if (a.data == b.data) return false;
  const std::vector<double> x = to_doubles(a), y = to_doubles(b);
  double sum = 0, of = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i]) != std::isnan(y[i]) ||
        (std::isinf(x[i]) || std::isinf(y[i])) != (x[i] == y[i] && std::isinf(x[i])))
      return true;
    if (!std::isfinite(x[i])) continue;
    sum += (x[i] - y[i]) * (x[i] - y[i]);
    of += y[i] * y[i];
  }
  return is_floating(a.dtype) || is_complex(a.dtype) ? sum > 1e-4 * of : sum > 0;
}

TensorMap intermediates(const Plan& plan, const TensorMap& inputs) {
  RunOptions options = quick();
  options.keep_intermediates = true;
  return make_cpu_engine()->run(plan, inputs, options).intermediates;
}

/// Makes a tensor wrong; what was done to it.
std::string spoil(HostTensor& tensor, std::mt19937& random) {
  const std::size_t bytes = bytes_of(tensor.dtype), count = tensor.data.size() / bytes;
  const auto set = [&](std::size_t at, double factor, double plus) {
    std::byte* element = tensor.data.data() + at * bytes;
    Scalar value = load_element(element, tensor.dtype);
    if (is_floating(tensor.dtype))
      value.f = value.f * factor + plus;
    else
      value.i = tensor.dtype == DType::boolean ? !value.i : value.i + 1;
    store_element(element, tensor.dtype, value, compute_type(tensor.dtype));
  };
  switch (random() % 3) {
    case 0: {
      const std::size_t at = random() % count;
      const std::vector<double> values = to_doubles(tensor);
      double largest = 0;
      for (const double value : values)
        if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
      set(at, 1, 2 * largest + 1);
      return "element " + std::to_string(at) + " is another";
    }
    case 1:
      for (std::size_t at = 0; at < count; ++at) set(at, 1.125, 0);
      return "all elements times 1.125";
    default:
      std::rotate(tensor.data.begin(), tensor.data.begin() + static_cast<std::ptrdiff_t>(bytes),
                  tensor.data.end());
      return "all elements moved by one";
  }
}

}  // namespace

std::string_view name_of(Fault fault) {
  constexpr std::string_view kNames[] = {"constant", "op", "index", "dtype", "saved"};
  return kNames[static_cast<std::size_t>(fault)];
}

CorruptedCase::CorruptedCase(const CaseFiles& files) : files_(files), texts_(read_texts(files, false)) {
  TensorMap given = files.inputs.empty() ? TensorMap() : read_tensors(files.inputs);
  if (!files.pinned.empty()) given.merge(read_tensors(files.pinned));
  hints_ = make_hints(files, read_facts(files.facts), given, {}, false);
  parsed_ = load_graph(files, texts_, 0);
  plan_ = lower_graph(parsed_, hints_);
  std::vector<std::string> drawn;
  inputs_ = make_inputs(plan_, given, {}, 0, drawn);
  saved_ = intermediates(plan_, inputs_);
  // what others save knows nothing of the unrounded values inside of a fused kernel
  std::erase_if(saved_, [](const auto& entry) { return entry.first.find('.') != std::string::npos; });
}

std::vector<CorruptedCase::Edit> CorruptedCase::edits_of(Fault fault) const {
  std::vector<Edit> edits = edits_of(fault, parsed_.ir, false);
  if (edits.empty() && parsed_.pre) edits = edits_of(fault, *parsed_.pre, true);
  return edits;
}

std::vector<CorruptedCase::Edit> CorruptedCase::edits_of(Fault fault, const Dump& dump, bool is_pre) const {
  std::vector<Edit> edits;
  const char* begin = dump.source->text().data();
  for (const Node& node : dump.nodes) {
    if (node.body < 0) continue;
    const LoopBody& body = dump.bodies[static_cast<std::size_t>(node.body)];
    const auto add = [&](std::string_view old, std::string_view text) {
      edits.push_back({std::string(node.name), is_pre, static_cast<std::size_t>(old.data() - begin),
                       old.size(), std::string(text)});
    };
    if (fault == Fault::index)
      for (const IndexLine& line : slice(dump.index_lines, body.indices)) {
        std::vector<ExprId> open{line.value};
        while (!open.empty()) {
          const Expr& at = dump.exprs[open.back()];
          const auto children = dump.exprs.children_of(open.back());
          open.pop_back();
          open.insert(open.end(), children.begin(), children.end());
          const auto is_variable = [&](const Variable& variable) { return variable.name == at.text; };
          if (at.kind == ExprKind::name &&
              std::ranges::any_of(slice(dump.variables, body.variables), is_variable))
            add(at.text, "0");
        }
      }
    for (const Block& block : slice(dump.blocks, body.blocks))
      for (const Statement& statement : slice(dump.statements, block.statements)) {
        if (statement.kind != StatementKind::ops_call) continue;
        const auto arguments = slice(dump.expr_lists, statement.arguments);
        const auto argument = [&](std::size_t k) -> const Expr& { return dump.exprs[arguments[k]]; };
        if (fault == Fault::constant && statement.name == "constant" && arguments.size() == 2 &&
            (argument(0).kind == ExprKind::real || argument(0).kind == ExprKind::integer))
          add(argument(0).text, other_number(argument(0)));
        if (fault == Fault::op && kOtherOps.contains(statement.name))
          add(statement.name, kOtherOps.at(statement.name));
        if (fault == Fault::op && statement.name == "reduction")
          for (const ExprId id : arguments)
            if (dump.exprs[id].kind == ExprKind::string && kOtherReductions.contains(dump.exprs[id].text))
              add(dump.exprs[id].text, kOtherReductions.at(dump.exprs[id].text));
        if (fault == Fault::dtype && statement.name == "to_dtype" && arguments.size() > 1 &&
            kOtherTypes.contains(argument(1).text))
          add(argument(1).text, kOtherTypes.at(argument(1).text));
      }
  }
  return edits;
}

std::optional<Plan> CorruptedCase::plan_of(const Edit& edit, CaseTexts& texts, ParsedCase& parsed) const try {
  texts = texts_;
  std::shared_ptr<const Source>& source = edit.in_pre ? texts.pre : texts.ir;
  std::string text(source->text());
  text.replace(edit.offset, edit.length, edit.text);
  source = std::make_shared<const Source>(source->name(), std::move(text));
  parsed = load_graph(files_, texts, 0);
  Plan plan = lower_graph(parsed, hints_);
  if (!make_cpu_engine()->unsupported(plan).empty()) return std::nullopt;
  return plan;
} catch (const Error&) {
  return std::nullopt;
}

bool CorruptedCase::shows(const Plan& plan, const std::string& op, const TensorMap& saved) const {
  const TensorMap wrong = intermediates(plan, inputs_);
  for (const Unit& unit : units_of(plan, true)) {
    if (ireplay::name_of(plan, unit) != op) continue;
    for (const std::int32_t buffer : written_by(plan, unit)) {
      const std::string& name = buffer_of(plan, buffer).name;
      const auto got = wrong.find(name), want = saved.find(name);
      if (got != wrong.end() && want != saved.end() && differs(got->second, want->second)) return true;
    }
  }
  return false;
}

std::optional<Trial> CorruptedCase::try_edit(const Edit& edit) const try {
  CaseTexts texts;
  ParsedCase parsed;
  const std::optional<Plan> plan = plan_of(edit, texts, parsed);
  if (!plan || !shows(*plan, edit.op, saved_)) return std::nullopt;
  const auto engine = make_cpu_engine();
  BisectOptions options;
  options.run = quick();
  const Bisection found =
      bisect(*plan, inputs_, *engine, {BisectJudge::Kind::saved, saved_, ReferenceRounding::fused}, options);
  Trial trial{.op = edit.op, .change = edit.text};
  if (found.guilt)
    for (const std::size_t op : found.guilt->suspects) trial.named.push_back(found.ops[op].name);
  return trial;
} catch (const Error&) {
  return std::nullopt;  // the fault runs into an index out of range, or types that do not fit
}

std::optional<Trial> CorruptedCase::try_saved(std::mt19937& random) const {
  const std::vector<Unit> units = units_of(plan_, true);
  std::map<std::string, std::string> writer;  // the last one
  for (const Unit& unit : units)
    for (const std::int32_t buffer : written_by(plan_, unit))
      if (saved_.contains(buffer_of(plan_, buffer).name))
        writer[buffer_of(plan_, buffer).name] = ireplay::name_of(plan_, unit);
  if (writer.empty()) return std::nullopt;
  const auto picked = std::next(writer.begin(), static_cast<std::ptrdiff_t>(random() % writer.size()));
  TensorMap saved = saved_;
  HostTensor& tensor = saved.at(picked->first);
  if (tensor.data.empty() || is_complex(tensor.dtype)) return std::nullopt;
  Trial trial{.fault = Fault::saved, .op = picked->second};
  trial.change = picked->first + ": " + spoil(tensor, random);
  if (!differs(tensor, saved_.at(picked->first))) return std::nullopt;
  const auto engine = make_cpu_engine();
  BisectOptions options;
  options.run = quick();
  const Bisection found =
      bisect(plan_, inputs_, *engine, {BisectJudge::Kind::saved, saved, ReferenceRounding::fused}, options);
  if (found.guilt)
    for (const std::size_t op : found.guilt->suspects) trial.named.push_back(found.ops[op].name);
  return trial;
}

std::optional<Trial> CorruptedCase::try_fault(Fault fault, std::mt19937& random) const {
  if (fault == Fault::saved) return try_saved(random);
  std::vector<Edit> edits = edits_of(fault);
  std::shuffle(edits.begin(), edits.end(), random);
  constexpr std::size_t kMostEdits = 8;  // some do not show
  for (std::size_t k = 0; k < std::min(edits.size(), kMostEdits); ++k)
    if (std::optional<Trial> trial = try_edit(edits[k])) {
      trial->fault = fault;
      return trial;
    }
  return std::nullopt;
}

}  // namespace ireplay
