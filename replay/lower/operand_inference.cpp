#include "replay/lower/operand_inference.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "replay/externs/arguments.hpp"
#include "replay/lower/extern_steps.hpp"

namespace ireplay {
namespace {

/// How one operand of a matrix product is read from a buffer.
struct OperandView {
  TensorView tensor;  // buffer kNone: the buffer's own shape is not known yet
  Dims buffer_size;   // the shape of the buffer that this reading means
  bool transposed = false;
};

struct Reading {
  std::vector<std::string_view> names;  // by operand
  std::vector<OperandView> operands;
};

bool collapsible(const Dims& size, const Dims& stride, std::size_t begin, std::size_t end) {
  for (std::size_t d = begin; d + 1 < end; ++d)
    if (size[d] != 1 && stride[d] != stride[d + 1] * size[d + 1]) return false;
  return true;
}

void transpose_last(TensorView& view) {
  const std::size_t rank = view.size.size();
  std::swap(view.size[rank - 1], view.size[rank - 2]);
  std::swap(view.stride[rank - 1], view.stride[rank - 2]);
}

/// All ways to see a buffer with `rank` dimensions: neighbouring dimensions merged, the last two swapped or
/// not.
std::vector<OperandView> views_of(const Plan& plan, const BufferFact& fact, std::size_t rank) {
  std::vector<OperandView> views;
  if (fact.plan_buffer == kNone) return views;
  const TensorView whole = whole_buffer(plan, fact.plan_buffer);
  const std::size_t dims = whole.size.size();
  if (dims < rank || dims > 8) return views;
  for (std::uint32_t cuts = 0; cuts < (1U << (dims - 1)); ++cuts) {  // bit d: a border after dimension d
    if (static_cast<std::size_t>(__builtin_popcount(cuts)) != rank - 1) continue;
    TensorView view{whole.buffer, whole.dtype, {}, {}, whole.offset};
    bool fits = true;
    for (std::size_t begin = 0, d = 0; d < dims; ++d) {
      if (d + 1 != dims && (cuts >> d & 1U) == 0) continue;
      fits = fits && collapsible(whole.size, whole.stride, begin, d + 1);
      std::int64_t merged = 1;
      for (std::size_t i = begin; i <= d; ++i) merged *= whole.size[i];
      view.size.push_back(merged);
      view.stride.push_back(whole.stride[d]);
      begin = d + 1;
    }
    if (!fits) continue;
    views.push_back({view, whole.size, false});
    if (rank >= 2) {
      transpose_last(view);
      views.push_back({view, whole.size, true});
    }
  }
  std::stable_sort(views.begin(), views.end(),
                   [](const auto& a, const auto& b) { return a.transposed < b.transposed; });
  return views;
}

/// Both ways in which a buffer of unknown shape could give an operand of this size.
std::vector<OperandView> unknown_views(const Dims& size) {
  OperandView plain{{}, size, false}, swapped{{}, size, true};
  plain.tensor.size = swapped.tensor.size = size;
  std::swap(swapped.buffer_size[size.size() - 1], swapped.buffer_size[size.size() - 2]);
  if (plain.buffer_size == swapped.buffer_size) return {plain};
  return {plain, swapped};
}

MatrixOperands matrix_operands(std::string_view kernel) {
  const ExternRow* row = find_extern(kernel);
  return row == nullptr ? MatrixOperands{} : row->facts.matrices;
}

/// Enumerates the readings of one product, in the stated order.
class Readings {
 public:
  Readings(const Dump& dump, const Node& node, GraphBuffers& buffers, const Plan& plan, MatrixOperands op)
      : buffers_(buffers), plan_(plan), op_(op) {
    for (const Range range : {node.met, node.unmet})
      for (const Dep& dep : slice(dump.deps, range))
        if (dep.kind != DepKind::weak && std::find(names_.begin(), names_.end(), dep.name) == names_.end())
          names_.push_back(dep.name);
    const auto outs = slice(dump.out_buffers, node.outputs);
    const BufferFact* out = buffers.find(outs.empty() ? node.name : outs[0].name);
    if (const Dims* size = out == nullptr ? nullptr : size_of(*out, plan)) out_ = *size;
  }

  std::vector<Reading> all() {
    if (out_.size() != op_.rank || names_.empty()) return {};
    const std::size_t operands = op_.has_addend ? 3 : 2;
    std::vector<std::size_t> choice(operands, 0);
    assign(0, choice);
    return std::move(found_);
  }

 private:
  /// Every name is used at least once.
  void assign(std::size_t at, std::vector<std::size_t>& choice) {
    if (at < choice.size()) {
      for (choice[at] = 0; choice[at] < names_.size(); ++choice[at]) assign(at + 1, choice);
      return;
    }
    if (std::set<std::size_t>(choice.begin(), choice.end()).size() != names_.size()) return;
    match(choice);
  }

  void match(const std::vector<std::size_t>& choice) {
    const std::size_t first = op_.has_addend ? 1 : 0;
    const std::string_view a = names_[choice[first]], b = names_[choice[first + 1]];
    const std::int64_t m = out_[op_.rank - 2], n = out_[op_.rank - 1];
    std::vector<OperandView> lefts = known(a), rights = known(b);
    if (lefts.empty() && rights.empty()) return;
    if (lefts.empty())
      for (const OperandView& right : rights)
        extend(lefts, unknown_views(shape(m, right.tensor.size[op_.rank - 2])));
    if (rights.empty())
      for (const OperandView& left : lefts)
        extend(rights, unknown_views(shape(left.tensor.size[op_.rank - 1], n)));
    for (const OperandView& left : lefts)
      for (const OperandView& right : rights)
        if (fits(left.tensor.size, right.tensor.size, m, n)) add(choice, a, b, left, right);
  }

  bool fits(const Dims& left, const Dims& right, std::int64_t m, std::int64_t n) const {
    const std::size_t r = op_.rank;
    if (left[r - 2] != m || right[r - 1] != n || left[r - 1] != right[r - 2]) return false;
    return r == 2 || (left[0] == out_[0] && right[0] == out_[0]);
  }

  void add(const std::vector<std::size_t>& choice, std::string_view a, std::string_view b,
           const OperandView& left, const OperandView& right) {
    if (a == b && left.buffer_size != right.buffer_size) return;
    if (!op_.has_addend) return found_.push_back({{a, b}, {left, right}});
    const std::string_view bias = names_[choice[0]];
    const BufferFact* fact = buffers_.find(bias);
    if (fact == nullptr || fact->plan_buffer == kNone) return;
    const TensorView whole = whole_buffer(plan_, fact->plan_buffer);
    if (whole.size.empty() || whole.size.size() > out_.size()) return;
    for (std::size_t d = 0; d < whole.size.size(); ++d) {
      const std::int64_t extent = whole.size[whole.size.size() - 1 - d];
      if (extent != out_[out_.size() - 1 - d] && extent != 1) return;
    }
    found_.push_back({{bias, a, b}, {{whole, whole.size, false}, left, right}});
  }

  std::vector<OperandView> known(std::string_view name) const {
    const BufferFact* fact = buffers_.find(name);
    return fact == nullptr ? std::vector<OperandView>{} : views_of(plan_, *fact, op_.rank);
  }

  Dims shape(std::int64_t rows, std::int64_t columns) const {
    return op_.rank == 2 ? Dims{rows, columns} : Dims{out_[0], rows, columns};
  }

  static void extend(std::vector<OperandView>& to, std::vector<OperandView> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  GraphBuffers& buffers_;
  const Plan& plan_;
  MatrixOperands op_;
  std::vector<std::string_view> names_;
  Dims out_;
  std::vector<Reading> found_;
};

std::string to_text(const Reading& reading) {
  std::string text = "(";
  for (std::size_t i = 0; i < reading.operands.size(); ++i) {
    const OperandView& operand = reading.operands[i];
    text += (i == 0 ? "" : ", ") + std::string(reading.names[i]);
    if (operand.transposed) text += " transposed";
  }
  return text + ")";
}

/// A product with a square input of the graph on its right, turned: what a linear layer does.
bool reads_weight(const Reading& reading, GraphBuffers& buffers) {
  const OperandView& right = reading.operands.back();
  const BufferFact* fact = buffers.find(reading.names.back());
  const std::size_t rank = right.buffer_size.size();
  return fact != nullptr && fact->home == Home::input && right.transposed && rank == 2 &&
         right.buffer_size[0] == right.buffer_size[1];
}

/// Puts several readings on record; the one that the hints ask for becomes the first.
template <class ReadingType, class InWords>
void note_guess(std::string_view what, std::vector<ReadingType>& readings, const InWords& in_words,
                const GraphHints& hints, Plan& plan) {
  if (readings.size() < 2) return;
  Guess guess{.what = std::string(what)};
  for (const ReadingType& reading : readings) guess.readings.push_back(in_words(reading));
  if (const auto asked = hints.readings.find(what);
      asked != hints.readings.end() && asked->second < readings.size()) {
    guess.taken = asked->second;
    const auto taken = readings.begin() + static_cast<std::ptrdiff_t>(asked->second);
    std::rotate(readings.begin(), taken, taken + 1);
  }
  plan.guesses.push_back(std::move(guess));
}

void warn_of_choice(const Node& node, const std::vector<Reading>& readings, Plan& plan) {
  std::string text = std::string(node.name) + ": the text does not say how " + std::string(node.kernel) +
                     " reads its operands; taken: " + to_text(readings[0]) + ", as good:";
  for (std::size_t i = 1; i < std::min<std::size_t>(readings.size(), 4); ++i)
    text += (i == 1 ? " " : ", ") + to_text(readings[i]);
  if (readings.size() > 4) text += ", " + std::to_string(readings.size() - 4) + " more";
  plan.warnings.push_back(
      text + ". The choice affects the numbers, not the timing (--layout or output_code.py decide)");
}

/// Shapes that one call allows for a buffer of unknown shape, in the stated order.
std::vector<Dims> shapes_allowed(const std::vector<Reading>& readings, std::string_view name) {
  std::vector<Dims> shapes;
  for (const Reading& reading : readings)
    for (std::size_t i = 0; i < reading.names.size(); ++i)
      if (reading.names[i] == name &&
          std::find(shapes.begin(), shapes.end(), reading.operands[i].buffer_size) == shapes.end())
        shapes.push_back(reading.operands[i].buffer_size);
  return shapes;
}

}  // namespace

void infer_input_shapes(const Dump& dump, const GraphHints& hints, GraphBuffers& buffers, Plan& plan) {
  std::map<std::string_view, std::vector<Dims>> allowed;
  std::map<std::string_view, DType> dtypes;
  for (std::uint32_t index : dump.top) {
    const Node& node = dump.nodes[index];
    const MatrixOperands op = matrix_operands(node.kernel);
    if (op.rank == 0) continue;
    const auto readings = Readings(dump, node, buffers, plan, op).all();
    for (const Range range : {node.met, node.unmet})
      for (const Dep& dep : slice(dump.deps, range)) {
        const BufferFact* fact = buffers.find(dep.name);
        if (fact == nullptr || fact->plan_buffer != kNone || fact->home != Home::input) continue;
        const auto shapes = shapes_allowed(readings, dep.name);
        if (shapes.empty()) continue;
        if (const auto outs = slice(dump.out_buffers, node.outputs);
            !outs.empty() && buffers.find(outs[0].name)->dtype)
          dtypes.emplace(dep.name, *buffers.find(outs[0].name)->dtype);
        const auto [known, fresh] = allowed.emplace(dep.name, shapes);
        if (!fresh)
          std::erase_if(known->second, [&](const Dims& s) {
            return std::find(shapes.begin(), shapes.end(), s) == shapes.end();
          });
      }
  }
  for (auto& [name, shapes] : allowed) {
    if (shapes.empty() || !dtypes.contains(name)) continue;
    BufferFact& fact = *buffers.find(name);
    if (!fact.dtype) fact.dtype = dtypes[name];
    const auto in_words = [&](const Dims& shape) { return to_text(*fact.dtype, shape); };
    note_guess(name, shapes, in_words, hints, plan);
    fact.size = shapes[0];
    fact.stride = dense_strides(shapes[0]);
    buffers.place(plan, fact);
    std::string text =
        std::string(name) + ": its shape is not printed; taken as " + to_text(*fact.dtype, shapes[0]);
    for (std::size_t i = 1; i < shapes.size(); ++i)
      text += (i == 1 ? ", as good: " : ", ") + to_text(*fact.dtype, shapes[i]);
    if (shapes.size() > 1)
      text += ". The choice affects the numbers, not the timing; say --layout " + std::string(name) + "=" +
              to_text(*fact.dtype, shapes[1]) + " for the other";
    plan.warnings.push_back(text);
  }
}

ExternCall infer_operands(const Dump& dump, const Node& node, const GraphHints& hints, GraphBuffers& buffers,
                          Plan& plan) {
  const MatrixOperands op = matrix_operands(node.kernel);
  if (op.rank == 0)
    throw Error(Error::Kind::unsupported, *dump.source, node.name.data(),
                std::string(node.name) + ": the arguments of " +
                    (node.kernel.empty() || node.kernel == "None" ? std::string("this call")
                                                                  : std::string(node.kernel)) +
                    " are only in output_code.py, which is not beside the dump");
  std::vector<Reading> readings = Readings(dump, node, buffers, plan, op).all();
  std::stable_partition(readings.begin(), readings.end(),
                        [&](const Reading& reading) { return reads_weight(reading, buffers); });
  note_guess(
      node.name, readings, [](const Reading& reading) { return to_text(reading); }, hints, plan);
  if (readings.empty())
    throw Error(Error::Kind::dump, *dump.source, node.name.data(),
                std::string(node.name) +
                    ": no reading of its operands fits their shapes; give output_code.py, or --layout " +
                    "for inputs whose shape the text does not print");
  if (readings.size() > 1) warn_of_choice(node, readings, plan);
  if (op.has_addend) {
    plan.guesses.push_back({std::string(node.name) + "'s scale factors", {"1 and 1"}, 0});
    plan.warnings.push_back(std::string(node.name) + ": taken as " + std::string(node.kernel) +
                            to_text(readings[0]) +
                            " of whole tensors with alpha and beta 1: the text prints neither views of "
                            "operands nor scale factors (output_code.py would say)");
  }
  ExternCall call{.function = std::string(node.kernel)};
  for (const OperandView& operand : readings[0].operands) {
    if (operand.tensor.buffer == kNone)
      throw Error(Error::Kind::dump, *dump.source, node.name.data(),
                  std::string(node.name) +
                      ": the shape of one of its operands is not printed; give it with --layout");
    call.arguments.push_back({"", {operand.tensor}});
  }
  const auto outs = slice(dump.out_buffers, node.outputs);
  const BufferFact* out = buffers.find(outs.empty() ? node.name : outs[0].name);
  call.results = {out->plan_buffer};
  return call;
}

}  // namespace ireplay
