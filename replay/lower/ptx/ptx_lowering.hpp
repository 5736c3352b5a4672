#pragma once

#include <map>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/ptx/ptx.hpp"
#include "replay/lower/ptx/ptx.hpp"

/// The instructions of one PTX text. Private to the lower_ptx*.cpp files.
namespace ireplay {

/// f32, s16x2, b64, pred: what an opcode's suffix names.
struct PtxType {
  DType element = DType::u32;
  int components = 1;

  int bits() const { return element == DType::boolean ? 1 : static_cast<int>(bytes_of(element)) * 8; }
  bool is_float() const { return is_floating(element); }
  bool is_signed() const { return info(element).kind == DTypeClass::signed_int; }
};

std::optional<PtxType> find_ptx_type(std::string_view suffix);

/// `cvt.rn.satfinite.f16.f32` in its parts. What nobody takes is refused.
class PtxOpcode {
 public:
  /// `parts` of `text` must outlive it.
  PtxOpcode(std::string_view text, std::span<const std::string_view> parts);

  std::string_view text() const { return text_; }
  std::string_view name() const { return parts_[0]; }
  /// Whether this modifier stands there; it is taken.
  bool take(std::string_view modifier);
  /// The next suffix if it is a type; it is taken.
  std::optional<PtxType> take_type();
  /// The next suffix, whatever it is; empty if there is none.
  std::string_view take_next();
  /// What is left, empty where all was taken.
  std::string_view left() const;

 private:
  std::string_view text_;
  std::span<const std::string_view> parts_;
  std::vector<bool> taken_;
};

class PtxLowering {
 public:
  PtxLowering(const Source& source, const std::string& node, std::span<const AsmRegister> registers,
              std::size_t outputs, ValueWriter& writer)
      : source_(source),
        node_(node),
        placeholders_(registers.begin(), registers.end()),
        outputs_(outputs),
        writer_(writer) {}

  std::vector<ValueId> run(std::string_view text);

 private:
  struct Row;
  /// One instruction while it is lowered.
  struct Call {
    const Row& row;
    PtxOpcode opcode;
    std::string_view guard;
    bool guard_negated;
    std::span<const PtxOperand> operands;
    PtxType type;  // of the operands, where there is one
    bool flush = false, saturate = false;
    int component = 0;  // of a packed type, the one at work
  };
  /// The result of one component, a value of the element's type.
  using Element = ValueId (PtxLowering::*)(Call& call);
  using Whole = void (PtxLowering::*)(Call& call);
  struct Row {
    std::string_view name;
    std::size_t operands;  // the result included
    Element element = nullptr;
    Whole whole = nullptr;
    ScalarOp op{};
  };
  static const std::vector<Row>& rows();

  // ---- ptx.cpp: statements, registers
  [[noreturn]] void fail(std::string_view at, const std::string& sentence) const;
  [[noreturn]] void refuse(std::string_view at, const std::string& sentence) const;
  [[noreturn]] void refuse(const Call& call) const;
  void finish(const Call& call) const;
  void lower(const PtxStatement& statement);
  void element_wise(Call& call);
  void declare(const PtxStatement& statement);
  AsmRegister* find_register(const PtxOperand& operand);
  AsmRegister& register_of(const PtxOperand& operand);
  /// The register's bits, an unsigned integer of `bits` (of more, where `or_wider`); numbers take any width.
  ValueId bits_of(const PtxOperand& operand, int bits, bool or_wider = false);
  ValueId vector_bits(const PtxOperand& operand, int bits);
  ValueId predicate(const PtxOperand& operand);
  /// The operand in the element type of `type`, of component `component`, denormals flushed where the call
  /// says so.
  ValueId operand(Call& call, std::size_t k);
  ValueId operand_as(Call& call, std::size_t k, PtxType type, bool or_wider = false);
  void write(const Call& call, const PtxOperand& to, ValueId bits);
  void write_typed(Call& call, const PtxOperand& to, ValueId value, DType element);
  ValueId to_bits(ValueId value, DType element);
  ValueId from_bits(ValueId bits, DType element);
  ValueId finished(Call& call, ValueId value, DType element);

  // ---- formulas
  ValueId number(std::uint64_t value, DType dtype);
  ValueId real(double value, DType dtype);
  ValueId apply(ScalarOp op, ValueId a, ValueId b = kNone);
  ValueId compare(ScalarOp op, ValueId a, ValueId b = kNone);
  ValueId select(ValueId condition, ValueId a, ValueId b);
  ValueId multiply_add(ValueId a, ValueId b, ValueId c);
  ValueId both(ValueId a, ValueId b) { return apply(ScalarOp::bitwise_and, a, b); }
  ValueId either(ValueId a, ValueId b) { return apply(ScalarOp::bitwise_or, a, b); }
  ValueId left_by(ValueId a, ValueId count) { return apply(ScalarOp::bitwise_left_shift, a, count); }
  ValueId right_by(ValueId a, ValueId count) { return apply(ScalarOp::bitwise_right_shift, a, count); }
  ValueId left(ValueId a, int count) {
    return count == 0 ? a : left_by(a, number(static_cast<std::uint64_t>(count), writer_.type_of(a)));
  }
  ValueId right(ValueId a, int count) {
    return count == 0 ? a : right_by(a, number(static_cast<std::uint64_t>(count), writer_.type_of(a)));
  }
  ValueId flushed(ValueId value, DType element);
  ValueId clamped(ValueId value, ValueId low, ValueId high);

  // ---- arithmetic.cpp
  ValueId simple(Call& call);
  ValueId product(Call& call);
  ValueId quotient(Call& call);
  ValueId multiply_add(Call& call);
  ValueId extremum(Call& call);
  ValueId sign_change(Call& call);
  ValueId approximation(Call& call);
  ValueId copy_sign(Call& call);
  ValueId difference_sum(Call& call);
  ValueId logic(Call& call);
  ValueId complement(Call& call);
  ValueId shift(Call& call);
  ValueId extract(Call& call);
  ValueId insert(Call& call);
  ValueId count(Call& call);
  ValueId reverse(Call& call);
  void wide_product(Call& call);
  void permute(Call& call);
  void look_up(Call& call);
  void funnel(Call& call);
  ValueId high_product(ValueId a, ValueId b, DType element);
  ValueId set_bits(ValueId value);

  // ---- moves.cpp
  void move(Call& call);
  void convert(Call& call);
  void set_predicate(Call& call);
  void set_value(Call& call);
  void select_value(Call& call);
  void test(Call& call);
  ValueId comparison(Call& call, std::string_view name, PtxType type);
  ValueId combined(Call& call, ValueId value, std::string_view combine);
  struct Rounding;
  ValueId converted(Call& call, ValueId value, PtxType from, PtxType to, const Rounding& rounding);
  ValueId to_integer(ValueId value, DType to, const Rounding& rounding);
  ValueId to_narrower_integer(ValueId value, DType from, DType to, bool saturate);
  ValueId to_float(Call& call, ValueId value, DType from, DType to, const Rounding& rounding);
  ValueId to_scale(ValueId value, bool up);
  ValueId directed(ValueId value, DType to, const Rounding& rounding);

  struct Scope {
    std::map<std::string_view, AsmRegister, std::less<>> registers;
    struct Family {
      std::string_view name;
      std::uint64_t count;
      int bits;
    };
    std::vector<Family> families;
  };

  const Source& source_;
  const std::string& node_;
  std::vector<AsmRegister> placeholders_;
  std::size_t outputs_;
  ValueWriter& writer_;
  PtxCode code_;
  std::vector<Scope> scopes_;
};

}  // namespace ireplay
