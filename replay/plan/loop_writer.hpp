#pragma once

#include <functional>
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/plan/extern_program.hpp"

/// Loop programs that no dump has, written the way one writes formulas: what library calls are made of.
namespace ireplay {

class LoopWriter;

/// An index and the numbers it lies between, as far as they are known.
struct Index {
  LoopWriter* writer = nullptr;
  IndexId id = kNone;
  std::int64_t low = std::numeric_limits<std::int64_t>::min(),
               high = std::numeric_limits<std::int64_t>::max();
};

/// What an instruction gives. A default one stands for a condition that always holds.
struct Value {
  LoopWriter* writer = nullptr;
  ValueId id = kNone;
  explicit operator bool() const { return id != kNone; }
};

/// Writes the instructions of one program. Variables are numbered as the ranges are, the first `parallel` of
/// them iterate. Writing begins inside of the reduction where there is one.
///
/// Accesses that cannot be shown to lie inside of their tensor are checked at run time, unless their mask is
/// false there.
class LoopWriter {
 public:
  LoopWriter(std::string name, Dims ranges, std::size_t parallel);
  LoopWriter(const LoopWriter&) = delete;

  std::size_t variables() const { return part_.program.ranges.size(); }
  const Dims& ranges() const { return part_.program.ranges; }
  Index at(std::size_t variable);
  /// Variables first, first + 1 ... `count` of them.
  std::vector<Index> range(std::size_t first, std::size_t count);
  Index number(std::int64_t value);
  Index sum(const std::vector<std::pair<std::int64_t, Index>>& terms, std::int64_t offset = 0);
  Index combine(AtomKind kind, Index a, Index b);
  /// An integer value as an index; `low` and `high` are promises.
  Index index_of(Value value, std::int64_t low, std::int64_t high);
  /// An index out of the data: a fault unless it lies in 0 <= i < size. With `wrap`, -size..-1 count from the
  /// end.
  Index checked_index(Value value, std::int64_t size, bool wrap, Value mask = {});
  /// Row-major number of `coordinates` in a tensor of `size`.
  Index flat(const Dims& size, const std::vector<Index>& coordinates);
  /// The coordinates in a tensor of `size` of its element `flat`.
  std::vector<Index> unflatten(const Dims& size, Index flat);

  /// Where the mask is false nothing is read, and the value is 0.
  Value load(const TensorView& tensor, const std::vector<Index>& coordinates, Value mask = {});
  void store(const TensorView& tensor, const std::vector<Index>& coordinates, Value value, Value mask = {},
             StoreMode mode = StoreMode::plain);

  /// A float keeps all of `value`: an engine rounds it to `dtype` unless it computes in double.
  Value constant(DType dtype, double value);
  Value integer(std::int64_t value, DType dtype = DType::i64);
  Value value_of(Index index);
  Value scalar(ScalarOp op, Value a, Value b = {}, Value c = {});
  /// frexp's second result.
  Value exponent(Value value);
  Value convert(Value value, DType to);
  /// Rounded to a storage type, and kept in its compute type.
  Value rounded(Value value, DType storage);
  /// The same bits, of a value that is one of `from`, as a value of `to`; both types have as many.
  Value bitcast(Value value, DType from, DType to);
  /// 0 <= x < 1 (f32), which Philox draws for `offset`.
  Value random(Value seed, Value offset);
  /// low <= n < high, of 64 bits that Philox draws for `offset`.
  Value random64(Value seed, Value offset, Value low, Value high);
  Value reduce(ReduceKind kind, Value value, Value second = {}, int selection = 0);
  Value scan(ScanKind kind, Value value, int selection = 0);
  /// What `combine` writes from the tuple so far and the next one.
  using Combine =
      std::function<std::vector<Value>(const std::vector<Value>& carried, const std::vector<Value>& next)>;
  std::vector<Value> scan(const std::vector<Value>& tuple, const Combine& combine);
  /// How many elements of a sorted row come before `value` (right: before or equal). The row is the
  /// `length` elements of a dense tensor from `base` on, a value of the same type as `value`; `sorter`, dense
  /// too, says in which order they are sorted.
  Value search(Value value, const TensorView& boundaries, std::int64_t length, Index base, bool right,
               const TensorView* sorter = nullptr);
  /// Both conditions; either may be none.
  Value both(Value a, Value b);
  /// 0 <= index < extent; none where it always holds.
  Value inside(Index index, std::int64_t extent);
  /// A fault where the condition is false.
  void require(Value condition, const std::string& message, Value mask = {});

  /// What follows is done once a point; once an element of the reduction.
  void then_once() { end_stage(false); }
  void then_each() { end_stage(true); }

  DType type(Value value) const;
  LoopPart finish();

 private:
  void end_stage(bool next_per_element);
  Value add(const Instruction& instruction);
  std::int32_t buffer(const TensorView& tensor, bool written);
  /// Whether the access may leave the tensor, as far as can be told from its coordinates and its mask.
  bool needs_check(const Instruction& access, const TensorView& tensor,
                   const std::vector<Index>& coordinates) const;
  Index element(const TensorView& tensor, const std::vector<Index>& coordinates);
  Index made(IndexExpr expr, std::int64_t low, std::int64_t high);

  LoopPart part_;
  bool per_element_ = false;
};

Index operator+(Index a, Index b);
Index operator-(Index a, Index b);
Index operator+(Index a, std::int64_t b);
Index operator-(Index a, std::int64_t b);
Index operator*(Index a, std::int64_t b);
/// Toward minus infinity; the divisor is positive.
Index operator/(Index a, std::int64_t b);
Index operator%(Index a, std::int64_t b);

Value operator+(Value a, Value b);
Value operator-(Value a, Value b);
Value operator*(Value a, Value b);
Value operator/(Value a, Value b);
Value operator+(Value a, double b);
Value operator-(Value a, double b);
Value operator*(Value a, double b);
Value operator/(Value a, double b);
Value operator-(double a, Value b);
Value operator/(double a, Value b);
Value operator-(Value a);
Value operator==(Value a, Value b);
Value operator!=(Value a, Value b);
Value operator<(Value a, Value b);
Value operator<=(Value a, Value b);
Value operator>(Value a, Value b);
Value operator>=(Value a, Value b);
Value operator==(Value a, double b);
Value operator!=(Value a, double b);
Value operator<(Value a, double b);
Value operator<=(Value a, double b);
Value operator>(Value a, double b);
Value operator>=(Value a, double b);
Value opposite(Value condition);
Value select(Value condition, Value a, Value b);
Value apply(ScalarOp op, Value a);
Value apply(ScalarOp op, Value a, Value b);

}  // namespace ireplay
