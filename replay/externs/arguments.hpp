#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "replay/externs/extern_table.hpp"

/// Arguments of an extern call matched to the row's signature, the way Python binds positional and keyword
/// arguments.
namespace ireplay {

/// A parameter of a signature: `dim=-1`. Without a default it must be given.
struct ExternParameter {
  std::string name;
  bool keyword_only = false;
  std::optional<ExternValue> otherwise;
};

/// "self, k, dim=-1, *, out_dtype=None". Defaults are None, True, False, numbers, 'text', inf and lists of
/// these.
std::vector<ExternParameter> parse_signature(std::string_view signature);

/// The first tensor of an argument, inside lists too; null where there is none.
const TensorView* first_tensor(const ExternValue& value);

class ExternArguments {
 public:
  /// Throws Error{unsupported} for an argument that is missing, given twice or that the signature does not
  /// have.
  ExternArguments(const ExternRow& row, const ExternCall& call);

  /// The value by parameter name: as given or the default. The name must be one of the signature's.
  const ExternValue& value(std::string_view name) const;
  bool is_none(std::string_view name) const;
  bool is_zero(std::string_view name) const;  // a number, and 0
  /// Whether the signature has this parameter.
  bool knows(std::string_view name) const;

  /// Each throws Error{unsupported} that names the argument where its value is of another kind.
  const TensorView& tensor(std::string_view name) const;
  const TensorView* optional_tensor(std::string_view name) const;   // null: None
  std::int64_t integer(std::string_view name) const;                // a bool counts as 0 or 1
  double number(std::string_view name) const;                       // int, float or bool
  std::complex<double> complex(std::string_view name) const;        // or a number
  double number_or(std::string_view name, double otherwise) const;  // `otherwise` for None
  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::string text_or(std::string_view name, std::string_view otherwise) const;
  Dims integers(std::string_view name) const;  // a lone integer is a list of one, None is empty
  Dims integers(std::string_view name,
                std::size_t count) const;                    // a list of one stands for `count` equal ones
  std::vector<double> numbers(std::string_view name) const;  // None is empty
  std::vector<bool> flags(std::string_view name) const;
  std::vector<const TensorView*> tensors(std::string_view name) const;  // null entries for None

  /// Every tensor operand, inside lists too.
  const std::vector<const TensorView*>& all_tensors() const { return tensors_; }
  /// The parameter that is given a tensor of this buffer, inside of lists too; empty where none is.
  std::string_view name_of(std::int32_t buffer) const;
  const ExternRow& row() const { return *row_; }
  std::string_view function() const { return row_->name; }

 private:
  [[noreturn]] void refuse(std::string_view name, std::string_view wanted) const;
  void note_tensors(const ExternValue& value);

  const ExternRow* row_;
  std::vector<ExternParameter> parameters_;
  std::vector<const ExternValue*> values_;  // of the call; null: the default
  std::vector<const TensorView*> tensors_;
};

}  // namespace ireplay
