#include "replay/lower/listing/scan_combine.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "parser/source.hpp"
#include "replay/lower/listing/combine_reader.hpp"

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

bool computes(const CombineReader& reader, const SingleRow& row, DType type) {
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
bool keeps_extremum(const CombineReader& reader, bool greatest, std::span<const DType> types) {
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

ScanKind recognise(const CombineReader& reader, std::span<const DType> types) {
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

struct Helper {
  std::string_view name;      // _triton_helper_fn_add0
  std::string_view function;  // from its parameters on
};

constexpr std::string_view kHelper = "_triton_helper_fn";

std::string_view helper_name(std::string_view text) {
  const auto ends = [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '_'; };
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if(text, ends) - text.begin()));
}

std::vector<Helper> helper_functions(std::string_view listing) {
  constexpr std::string_view kDef = "def ", kReturn = "return ";
  std::vector<Helper> helpers;
  for (std::size_t at = listing.find(kHelper); at != listing.npos; at = listing.find(kHelper, at + 1)) {
    if (!listing.substr(0, at).ends_with(kDef)) continue;
    const std::size_t last = listing.find(kReturn, at);
    if (last == listing.npos) break;
    const std::string_view text = listing.substr(at, listing.find('\n', last) - at);
    const std::string_view name = helper_name(text), function = text.substr(name.size());
    if (std::ranges::find(helpers, function, &Helper::function) == helpers.end())
      helpers.push_back({name, function});
  }
  return helpers;
}

/// Names of the helpers that the listing's scans call, in order.
std::vector<std::string_view> scan_calls(std::string_view listing) {
  constexpr std::string_view kCall = "associative_scan(";
  std::vector<std::string_view> calls;
  for (std::size_t at = listing.find(kCall); at != listing.npos; at = listing.find(kCall, at + 1)) {
    const std::string_view line = listing.substr(at, listing.find('\n', at) - at);
    if (const std::size_t helper = line.find(kHelper); helper != line.npos)
      calls.push_back(helper_name(line.substr(helper)));
  }
  return calls;
}

std::size_t parameter_count(std::string_view function) {
  const std::string_view parameters = function.substr(0, function.find(')'));
  return static_cast<std::size_t>(std::ranges::count(parameters, ',')) + 1;
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

ScanCombine read_combine_function(std::string_view text, std::span<const DType> types) {
  const std::size_t open = text.find('(');
  CombineReader reader(types);
  const std::string fault = open == text.npos ? "expected a function" : reader.read(text.substr(open));
  if (!fault.empty()) return unknown("the scan's combine function is not understood: " + fault);
  ScanCombine combine = of_kind(recognise(reader, types));
  if (combine.kind == ScanKind::program) combine.program = reader.program();
  return combine;
}

ScanCombine find_scan_combine(const ScanSource& source, std::span<const DType> types) {
  if (source.initial && types.size() == 1) {
    if (*source.initial == 0) return of_kind(ScanKind::sum);
    if (*source.initial == 1) return of_kind(ScanKind::prod);
    if (*source.initial == -kInfinity) return of_kind(ScanKind::logaddexp);
  }
  const std::vector<ScanKind> kinds = kinds_of(source.origins, types.size());
  std::vector<Helper> helpers = helper_functions(source.listing);
  std::erase_if(helpers,
                [&](const Helper& helper) { return parameter_count(helper.function) != 2 * types.size(); });
  if (helpers.size() > 1) {
    const std::vector<std::string_view> calls = scan_calls(source.listing);
    const bool one_each = calls.size() == source.count && source.number < calls.size();
    const auto called =
        one_each ? std::ranges::find(helpers, calls[source.number], &Helper::name) : helpers.end();
    if (called != helpers.end()) helpers = {*called};
  }
  std::vector<ScanCombine> candidates;
  for (const Helper& helper : helpers) candidates.push_back(read_combine_function(helper.function, types));
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
