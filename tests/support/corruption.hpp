#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "replay/verdict/bisect.hpp"
#include "tests/support/captured_case.hpp"

/// Graphs with one op made wrong on purpose: whether `bisect` names that op.
namespace ireplay {

/// What is changed.
enum class Fault : std::uint8_t {
  constant,  // in the text: another number
  op,        // another scalar op, another reduction
  index,     // a variable left out of an index
  dtype,     // another type of a conversion
  saved,     // a saved tensor: one element, a factor, shifted by one
};
inline constexpr Fault kFaults[] = {Fault::constant, Fault::op, Fault::index, Fault::dtype, Fault::saved};
std::string_view name_of(Fault fault);

struct Trial {
  Fault fault = Fault::constant;
  std::string op;                  // that was made wrong
  std::string change;              // ops.add -> ops.sub
  std::vector<std::string> named;  // the suspects

  bool is_exact() const { return named.size() == 1 && named[0] == op; }
  bool is_one_of_two() const { return named.size() == 2 && (named[0] == op || named[1] == op); }
};

/// A captured graph, made wrong in many ways, one at a time.
class CorruptedCase {
 public:
  explicit CorruptedCase(const CaseFiles& files);

  /// One fault of a kind in an op that `random` picks; none where the graph has no place for it or the fault
  /// does not show in the op's own results (beyond 1 % of their root mean square).
  std::optional<Trial> try_fault(Fault fault, std::mt19937& random) const;

 private:
  struct Edit {
    std::string op;
    bool in_pre = false;
    std::size_t offset = 0, length = 0;
    std::string text;
  };

  std::vector<Edit> edits_of(Fault fault) const;
  std::vector<Edit> edits_of(Fault fault, const Dump& dump, bool is_pre) const;
  std::optional<Plan> plan_of(const Edit& edit, CaseTexts& texts, ParsedCase& parsed) const;
  std::optional<Trial> try_edit(const Edit& edit) const;
  std::optional<Trial> try_saved(std::mt19937& random) const;
  bool shows(const Plan& plan, const std::string& op, const TensorMap& saved) const;

  CaseFiles files_;
  CaseTexts texts_;
  GraphHints hints_;
  ParsedCase parsed_;
  Plan plan_;
  TensorMap inputs_;
  TensorMap saved_;  // intermediates of the right graph
};

}  // namespace ireplay
