#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random_body.hpp"

/// Statements of loop bodies drawn at random: what `random_body` puts together.
namespace ireplay {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();

struct Drawn {
  std::string name;
  DType type = DType::f32;  // as held: halves are float32
  bool exact = true;
  double bound = kUnbounded;  // of its magnitude; unbounded values may be NaN or infinite
};

using Domain = std::vector<std::map<std::string, std::int64_t, std::less<>>>;

/// Words of a body under construction: statements of one block.
struct DrawnBlock {
  std::vector<std::string> lines;
  std::map<std::string, int> used;
  std::vector<Drawn> values;
  Domain domain;  // the points where the block runs

  /// `add`, `add_1`, `add_2`
  std::string fresh(const std::string& stem) {
    const int number = used[stem]++;
    return number == 0 ? stem : stem + "_" + std::to_string(number);
  }
};

class StatementDrawer {
 public:
  StatementDrawer(std::uint64_t seed, bool wide) : wide_(wide), may_be_wide_(wide), random_(seed) {}

 protected:
  // ---- choices
  std::size_t pick(std::size_t count) { return random_() % count; }
  bool chance(int percent) { return pick(100) < static_cast<std::size_t>(percent); }
  std::int64_t between(std::int64_t low, std::int64_t high);
  template <class T>
  T any_of(std::initializer_list<T> choices) {
    return choices.begin()[pick(choices.size())];
  }

  // ---- domain and indices
  void draw_domain();
  /// From 1 to `most`; of a wide body from 1 to 3, and once in a while, for one variable, some hundred.
  std::int64_t draw_extent(std::int64_t most);
  void add_variable(std::int64_t extent);
  Domain all_points() const;
  std::string draw_variable() { return variables_.empty() ? "3" : variables_[pick(variables_.size())]; }
  std::string draw_term();
  /// A sum of terms with coefficients of either sign.
  std::string draw_sum();
  static std::pair<std::int64_t, std::int64_t> least_and_most(const std::string& text, const Domain& domain);
  /// An index that starts at 0 or above over the domain, and the largest value it takes.
  std::pair<std::string, std::int64_t> draw_index(const Domain& domain);
  std::string dense_index() const;
  std::string dense_outer_index() const;
  /// Emits `get_index = self.get_index('indexN')` for a text, which may be listed already.
  std::string index_value(DrawnBlock& scope, const std::string& text);

  // ---- buffers
  static std::string list_of(const Dims& dims);
  static std::string layout(const char* name, DType type, const Dims& size);
  std::string add_input(const std::string& stem, DType type, const Dims& size,
                        const std::function<double(std::int64_t)>& element);
  /// Quarters in -8 .. 8, or integers in a range that the type has.
  double draw_element(DType type);
  Dims draw_size(std::int64_t least);

  // ---- statements that bring values in
  std::string emit(DrawnBlock& scope, const std::string& stem, const std::string& call, Drawn drawn);
  Drawn constant(DrawnBlock& scope, DType type, double value);
  void draw_load(DrawnBlock& scope);
  Drawn load(DrawnBlock& scope, DType type);
  void draw_index_expr(DrawnBlock& scope);
  /// Reads a table through an index that was read, negative ones included.
  void draw_indirect(DrawnBlock& scope);
  /// A load that only fits where a variable is below a limit, in a block of its own.
  void draw_masked(DrawnBlock& scope);
  void draw_bucketize(DrawnBlock& scope);
  void draw_random(DrawnBlock& scope);

  // ---- statements that compute
  template <class Fits>
  const Drawn* find(DrawnBlock& scope, Fits fits) {
    std::vector<const Drawn*> found;
    for (const Drawn& value : scope.values)
      if (fits(value)) found.push_back(&value);
    return found.empty() ? nullptr : found[pick(found.size())];
  }
  static bool is_number(const Drawn& value) { return value.type != DType::boolean; }
  static bool is_float(const Drawn& value) { return is_floating(value.type); }
  void draw_unary(DrawnBlock& scope);
  /// Integers that may have wrapped reach the ends of their type.
  static Drawn wrapping(Drawn drawn);
  void draw_binary(DrawnBlock& scope);
  void draw_division(DrawnBlock& scope);
  void draw_shift(DrawnBlock& scope);
  void draw_fused(DrawnBlock& scope);
  void draw_comparison(DrawnBlock& scope);
  void draw_where(DrawnBlock& scope);
  void draw_conversion(DrawnBlock& scope);
  void draw_bits(DrawnBlock& scope);
  /// Functions that are approximated: their values are passed on to continuous ops only.
  void draw_function(DrawnBlock& scope);
  void draw_continuous(DrawnBlock& scope);
  void draw_statements(DrawnBlock& scope, std::size_t count, bool random_numbers);

  bool wide_, may_be_wide_;
  std::mt19937_64 random_;
  RandomBody body_;
  std::vector<std::string> variables_;
  std::vector<std::int64_t> extents_;
  std::size_t iterating_ = 0;
  std::vector<std::string> indices_;
  std::vector<std::pair<std::string, std::vector<std::string>>> blocks_;
  int indirects_ = 0;
  std::string layouts_;
};

}  // namespace ireplay
