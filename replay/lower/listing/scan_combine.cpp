#include "replay/lower/listing/scan_combine.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "parser/source.hpp"
#include "replay/lower/listing/lower_kernel.hpp"

/// Recognition by evaluation: a combine function becomes a small program, which is run on values that tell
/// the known kinds apart (sum, product, extremum, log of a sum of exponentials, position of an extremum); a
/// function that is none of them stays a program.
namespace ireplay {
namespace {

struct OriginRow {
  std::string_view name;  // within the ATen name: cumsum, cumsum.default, aten.cumsum
  ScanKind kind;
  std::size_t members;
};

constexpr OriginRow kOrigins[] = {
    {"logcumsumexp", ScanKind::logaddexp, 1}, {"cumsum", ScanKind::sum, 1},    {"cumprod", ScanKind::prod, 1},
    {"cummax", ScanKind::cummax, 2},          {"cummin", ScanKind::cummin, 2},
};

// ---- what a program computes
// --------------------------------------------------------------------------------------

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSamples[] = {-kInfinity, -20, -2.5, -1, 0, 0.5, 1, 3, 7.25, 100, kInfinity, kNaN};

bool is_close(Scalar a, Scalar b, DType type) {
  if (!is_floating(type)) return a.i == b.i;
  if (std::isnan(a.f) || std::isnan(b.f)) return std::isnan(a.f) && std::isnan(b.f);
  if (std::isinf(a.f) || std::isinf(b.f)) return a.f == b.f;
  return std::abs(a.f - b.f) <= 1e-5 * std::max({1.0, std::abs(a.f), std::abs(b.f)});
}

Scalar sample(double number, DType type) { return convert({.f = number}, DType::f64, type, false); }

Scalar log_of_sum(Scalar a, Scalar b, DType) {
  const double most = std::max(a.f, b.f), least = std::min(a.f, b.f);
  if (std::isnan(a.f) || std::isnan(b.f)) return {.f = kNaN};
  return {.f = std::isinf(most) || std::isinf(least) ? most : most + std::log1p(std::exp(least - most))};
}

template <const char* const& name>
Scalar by_row(Scalar a, Scalar b, DType type) {
  const Scalar operands[] = {a, b};
  const ScalarFunction function = scalar_function(*find_scalar_op(name), type);
  return function(operands);
}

constexpr const char* kAdd = "add";
constexpr const char* kMul = "mul";
constexpr const char* kMaximum = "maximum";
constexpr const char* kMinimum = "minimum";

struct SingleRow {
  ScanKind kind;
  Scalar (*combine)(Scalar a, Scalar b, DType type);
  bool floats_only;
};

constexpr SingleRow kSingles[] = {
    {ScanKind::sum, &by_row<kAdd>, false},     {ScanKind::prod, &by_row<kMul>, false},
    {ScanKind::max, &by_row<kMaximum>, false}, {ScanKind::min, &by_row<kMinimum>, false},
    {ScanKind::logaddexp, &log_of_sum, true},
};

/// A program that can be tried out on the host.
struct Combine {
  const CombineProgram& program;
  std::span<const DType> types;  // of the carried tuple

  DType type_of(ValueId value) const {
    const auto arguments = 2 * static_cast<ValueId>(types.size());
    return value < arguments ? compute_type(types[static_cast<std::size_t>(value) % types.size()])
                             : program.instructions[static_cast<std::size_t>(value - arguments)].dtype;
  }

  /// Arguments to results; false where an op has no value for its type.
  bool evaluate(const Scalar* arguments, Scalar* results) const {
    std::vector<Scalar> values(arguments, arguments + 2 * types.size());
    for (const Instruction& at : program.instructions) {
      if (at.opcode == Opcode::constant) {
        values.push_back(at.immediate);
        continue;
      }
      std::array<Scalar, 4> operands{};
      for (std::size_t k = 0; k < operands.size(); ++k)
        if (at.operands[k] != kNone) operands[k] = values[static_cast<std::size_t>(at.operands[k])];
      if (at.opcode == Opcode::convert) {
        values.push_back(convert(operands[0], at.source, at.dtype, at.flag));
        continue;
      }
      const bool selects = info(at.op).rule == TypeRule::select;
      const ScalarFunction function = scalar_function(at.op, type_of(at.operands[selects ? 1 : 0]));
      if (!function) return false;
      values.push_back(function(operands.data()));
    }
    for (std::size_t k = 0; k < program.results.size(); ++k)
      results[k] = values[static_cast<std::size_t>(program.results[k])];
    return true;
  }
};

bool computes(const Combine& reader, const SingleRow& row, DType type) {
  if (row.floats_only && !is_floating(type)) return false;
  for (double x : kSamples) {
    for (double y : kSamples) {
      const Scalar arguments[] = {sample(x, type), sample(y, type)};
      Scalar result{};
      if (!reader.evaluate(arguments, &result)) return false;
      if (!is_close(result, row.combine(arguments[0], arguments[1], type), type)) return false;
    }
  }
  return true;
}

/// Whether the pair program keeps the greater (or the lesser) value, NaN above all, and of equal ones the
/// later.
bool keeps_extremum(const Combine& reader, bool greatest, std::span<const DType> types) {
  const auto wins = [&](double x, double y) {
    if (std::isnan(x) || std::isnan(y)) return std::isnan(x) && !std::isnan(y);
    return greatest ? x > y : x < y;
  };
  for (double x : kSamples) {
    for (double y : kSamples) {
      const Scalar arguments[] = {sample(x, types[0]), sample(4, types[1]), sample(y, types[0]),
                                  sample(9, types[1])};
      const auto number = [&](Scalar s) { return is_floating(types[0]) ? s.f : static_cast<double>(s.i); };
      const bool first = wins(number(arguments[0]), number(arguments[2]));
      Scalar results[2] = {};
      if (!reader.evaluate(arguments, results)) return false;
      const Scalar* expected = arguments + (first ? 0 : 2);
      if (!is_close(results[0], expected[0], types[0]) || !is_close(results[1], expected[1], types[1]))
        return false;
    }
  }
  return true;
}

ScanKind recognise(const Combine& reader, std::span<const DType> types) {
  if (types.size() == 1) {
    for (const SingleRow& row : kSingles)
      if (computes(reader, row, types[0])) return row.kind;
  }
  if (types.size() == 2 && !is_floating(types[1])) {
    if (keeps_extremum(reader, true, types)) return ScanKind::cummax;
    if (keeps_extremum(reader, false, types)) return ScanKind::cummin;
  }
  return ScanKind::program;
}

// ---- sources of a combine function
// ----------------------------------------------------------------------------------

constexpr std::string_view kHelper = "_triton_helper_fn";

/// Functions that combine tuples of `members` values, each text once.
std::vector<const ListingFunction*> helper_functions(const Listing& listing, std::size_t members) {
  std::vector<const ListingFunction*> helpers;
  for (const ListingFunction& function : listing.functions) {
    if (!function.name.starts_with(kHelper) || function.parameters.count != 2 * members) continue;
    const auto is_known = [&](const ListingFunction* other) { return other->text == function.text; };
    if (std::ranges::none_of(helpers, is_known)) helpers.push_back(&function);
  }
  return helpers;
}

/// Names of the helpers that the listing's scans call, in order.
std::vector<std::string_view> scan_calls(const Listing& listing) {
  std::vector<std::string_view> calls;
  for (ExprId id = 0; id < listing.exprs.nodes.size(); ++id) {
    const auto children = listing.exprs.children_of(id);
    if (listing.exprs[id].kind != ExprKind::call || children.size() < 4) continue;
    if (!listing.exprs[children[0]].text.ends_with("associative_scan")) continue;
    if (listing.exprs[children[3]].text.starts_with(kHelper))
      calls.push_back(listing.exprs[children[3]].text);
  }
  return calls;
}

std::vector<ScanKind> kinds_of(std::span<const std::string_view> origins, std::size_t members) {
  std::vector<ScanKind> kinds;
  for (std::string_view origin : origins) {
    const auto names_it = [&](const OriginRow& row) { return origin.find(row.name) != origin.npos; };
    const auto* row = std::ranges::find_if(kOrigins, names_it);
    if (row == std::end(kOrigins) || row->members != members) continue;
    if (std::ranges::find(kinds, row->kind) == kinds.end()) kinds.push_back(row->kind);
  }
  return kinds;
}

ScanCombine of_kind(ScanKind kind) {
  ScanCombine combine;
  combine.kind = kind;
  return combine;
}

ScanCombine unknown(std::string sentence) {
  ScanCombine combine;
  combine.sentence = std::move(sentence);
  return combine;
}

}  // namespace

ScanCombine read_combine_function(const Listing& listing, const ListingFunction& function,
                                  std::span<const DType> types) try {
  CombineProgram program = lower_combine(listing, function, types);
  ScanCombine combine = of_kind(recognise({program, types}, types));
  if (combine.kind == ScanKind::program) combine.program = std::move(program);
  return combine;
} catch (const Error& error) {
  return unknown(std::string("the scan's combine function is not understood: ") + error.what());
}

ScanCombine find_scan_combine(const ScanSource& source, std::span<const DType> types) {
  if (source.initial && types.size() == 1) {
    if (*source.initial == 0) return of_kind(ScanKind::sum);
    if (*source.initial == 1) return of_kind(ScanKind::prod);
    if (*source.initial == -kInfinity) return of_kind(ScanKind::logaddexp);
  }
  const std::vector<ScanKind> kinds = kinds_of(source.origins, types.size());
  const Listing& listing = *source.listing;
  std::vector<const ListingFunction*> helpers = helper_functions(listing, types.size());
  if (helpers.size() > 1) {
    const std::vector<std::string_view> calls = scan_calls(listing);
    const bool one_each = calls.size() == source.count && source.number < calls.size();
    const auto is_called = [&](const ListingFunction* helper) {
      return helper->name == calls[source.number];
    };
    const auto called = one_each ? std::ranges::find_if(helpers, is_called) : helpers.end();
    if (called != helpers.end()) helpers = {*called};
  }
  std::vector<ScanCombine> candidates;
  candidates.reserve(helpers.size());
  for (const ListingFunction* helper : helpers)
    candidates.push_back(read_combine_function(listing, *helper, types));
  if (candidates.size() == 1 && (candidates[0].sentence.empty() || kinds.size() != 1))
    return std::move(candidates[0]);
  if (kinds.size() == 1) return of_kind(kinds[0]);
  if (candidates.size() > 1 || kinds.size() > 1)
    return unknown("several combine functions fit this scan: the text does not say which one it is");
  return unknown(
      "the text does not print the combine function of a scan, and there is neither the kernel's listing nor "
      "the ATen op it comes from (give output_code.py or fx_graph_readable.py too)");
}

}  // namespace ireplay
