#include "replay/ranks/exchange.hpp"

#include <algorithm>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

using Tensors = std::vector<HostTensor>;

[[noreturn]] void fail(const std::string& sentence) { throw Error(Error::Kind::dump, sentence); }

using Op = Scalar (*)(Scalar, Scalar);

struct Reduction {
  std::string_view name;
  Op of_floats, of_integers;
};

Scalar of(double value) { return {.f = value}; }
Scalar of(std::int64_t value) { return {.i = value}; }
/// Integers wrap as the tensors' type does.
Scalar wrapped(std::uint64_t value) { return {.i = static_cast<std::int64_t>(value)}; }
std::uint64_t bits(Scalar scalar) { return static_cast<std::uint64_t>(scalar.i); }

Scalar add(Scalar a, Scalar b) { return of(a.f + b.f); }
Scalar add_integers(Scalar a, Scalar b) { return wrapped(bits(a) + bits(b)); }

constexpr Reduction kReductions[] = {
    {"sum", add, add_integers},
    {"avg", add, add_integers},  // divided at the end
    {"product", [](Scalar a, Scalar b) { return of(a.f * b.f); },
     [](Scalar a, Scalar b) { return wrapped(bits(a) * bits(b)); }},
    {"min", [](Scalar a, Scalar b) { return of(std::min(a.f, b.f)); },
     [](Scalar a, Scalar b) { return of(std::min(a.i, b.i)); }},
    {"max", [](Scalar a, Scalar b) { return of(std::max(a.f, b.f)); },
     [](Scalar a, Scalar b) { return of(std::max(a.i, b.i)); }},
    {"band", nullptr, [](Scalar a, Scalar b) { return of(a.i & b.i); }},
    {"bor", nullptr, [](Scalar a, Scalar b) { return of(a.i | b.i); }},
    {"bxor", nullptr, [](Scalar a, Scalar b) { return of(a.i ^ b.i); }},
};

bool is_of_floats(DType dtype) { return is_floating(dtype) || is_complex(dtype); }

const Reduction& find_reduction(const std::string& name, DType dtype) {
  const auto* const row = std::ranges::find(kReductions, name, &Reduction::name);
  if (row == std::end(kReductions) || (is_of_floats(dtype) && row->of_floats == nullptr))
    fail("the reduction " + in_quotes(name) + " of a collective is not known" +
         (is_of_floats(dtype) ? " for floats" : ""));
  return *row;
}

Dims with_rows(const Dims& size) { return size.empty() ? Dims{1} : size; }

/// What each rank gives has one type and one size; where rows are cut, one size of rows.
void refuse_different(const std::vector<Member>& members, bool by_rows) {
  const Member& first = members[0];
  const auto row = [&](const Member& member) {
    const bool cut = by_rows && !member.size.empty();
    return Dims(member.size.begin() + (cut ? 1 : 0), member.size.end());
  };
  for (const Member& member : members)
    if (member.dtype != first.dtype || member.size.size() != first.size.size() || row(member) != row(first))
      fail("one rank gives " + to_text(first.dtype, first.size) + ", another one " +
           to_text(member.dtype, member.size));
}

/// Rows [first, first + count) of a member's tensor.
Exchange::Piece rows(const std::vector<Member>& members, std::size_t member, Checked first,
                     std::int64_t count) {
  const Dims& size = members[member].size;
  if (size.empty() || !first || *first < 0 || count < 0 || *first > size[0] || count > size[0] - *first)
    fail("a collective takes rows that its operand does not have");
  return {member, *first, count};
}

std::int64_t rows_in(const Member& member) { return member.size.empty() ? 0 : member.size[0]; }

/// The share of member number `own` where `size` is cut evenly.
Exchange::Piece share_of(std::int64_t size, std::size_t own, std::size_t members, std::size_t member) {
  const std::int64_t share = rows_of({}, size, own, members);
  return {member, share * static_cast<std::int64_t>(own), share};
}

/// The rows that each member cuts out for the member number `own`.
std::vector<Exchange::Piece> rows_for(const std::vector<Member>& members, std::size_t own) {
  std::vector<Exchange::Piece> pieces;
  pieces.reserve(members.size());
  for (std::size_t r = 0; r < members.size(); ++r) {
    const auto count = [&](std::size_t k) {
      return rows_of(members[r].call->input_splits, rows_in(members[r]), k, members.size());
    };
    Checked first = 0;
    for (std::size_t k = 0; k < own; ++k) first = checked_add(first, count(k));
    pieces.push_back(rows(members, r, first, count(own)));
  }
  return pieces;
}

void find_pieces(Exchange& planned, const std::vector<Member>& members, std::size_t own) {
  const Collective& call = *members[own].call;
  const std::int64_t all_rows = with_rows(members[0].size)[0];
  switch (call.kind) {
    case Collective::Kind::all_reduce:
      planned.pieces = {{0, 0, all_rows}};
      return;
    case Collective::Kind::reduce_scatter: {
      const Exchange::Piece share = share_of(rows_in(members[0]), own, members.size(), 0);
      planned.pieces = {rows(members, 0, share.first, share.count)};
      return;
    }
    case Collective::Kind::broadcast:
      if (call.root < 0 || call.root >= static_cast<std::int64_t>(members.size()))
        fail("a broadcast comes from a rank that its group does not have");
      planned.pieces = {{static_cast<std::size_t>(call.root), 0, all_rows}};
      return;
    case Collective::Kind::transfers:  // the one member is who sends
      planned.pieces = {{0, 0, all_rows}};
      return;
    case Collective::Kind::all_gather:
      for (std::size_t r = 0; r < members.size(); ++r) planned.pieces.push_back({r, 0, all_rows});
      return;
    case Collective::Kind::all_to_all:
      planned.pieces = rows_for(members, own);
      return;
    case Collective::Kind::shard_dims: {
      const Dims& size = members[0].size;
      planned.cut_dim = static_cast<std::size_t>(call.shard_dim);
      planned.join_dim = static_cast<std::size_t>(call.gather_dim);
      if (planned.cut_dim >= size.size() || planned.join_dim >= size.size())
        fail("a collective cuts a dimension that is not there");
      for (std::size_t r = 0; r < members.size(); ++r)
        planned.pieces.push_back(share_of(size[planned.cut_dim], own, members.size(), r));
      return;
    }
  }
}

Dims size_of(const Exchange::Piece& piece, const Dims& tensor, std::size_t cut_dim) {
  Dims size = with_rows(tensor);
  size[cut_dim] = piece.count;
  return size;
}

bool keeps_size(Collective::Kind kind) {
  return kind == Collective::Kind::all_reduce || kind == Collective::Kind::broadcast ||
         kind == Collective::Kind::transfers;
}

/// Of the pieces one behind the other.
Dims joined_size(const Exchange& planned, const std::vector<Member>& members) {
  Dims size = size_of(planned.pieces[0], members[0].size, planned.cut_dim);
  Checked extent = 0;
  for (const Exchange::Piece& piece : planned.pieces)
    extent =
        checked_add(extent, size_of(piece, members[piece.member].size, planned.cut_dim)[planned.join_dim]);
  if (!extent) fail("the sizes of what the ranks give come to more than 63 bits");
  size[planned.join_dim] = *extent;
  return size;
}

/// Libraries start with any of the members, and round on the way or once: `noise` says which.
HostTensor reduced(Tensors tensors, const std::string& name, std::uint64_t noise) {
  const std::size_t first = noise % tensors.size();
  std::rotate(tensors.begin(), tensors.begin() + static_cast<std::ptrdiff_t>(first), tensors.end());
  const DType dtype = tensors[0].dtype;
  const bool floats = is_of_floats(dtype);
  const Reduction& reduction = find_reduction(name, dtype);
  const Op op = floats ? reduction.of_floats : reduction.of_integers;
  if (is_complex(dtype))
    for (HostTensor& tensor : tensors) tensor.dtype = part_of(dtype);
  HostTensor total = std::move(tensors[0]);
  const std::size_t bytes = bytes_of(total.dtype);
  const auto read = [&](const HostTensor& tensor, std::size_t at) {
    return load_element(tensor.data.data() + at, tensor.dtype);
  };
  const auto write = [&](std::size_t at, Scalar value) {
    store_element(total.data.data() + at, total.dtype, value, floats ? DType::f64 : DType::i64);
  };
  const bool rounds_once = floats && noise / tensors.size() % 2 == 1;
  for (std::size_t at = 0; at < total.data.size(); at += bytes) {
    Scalar sum = read(total, at);
    for (std::size_t r = 1; r < tensors.size(); ++r) {
      sum = op(sum, read(tensors[r], at));
      if (rounds_once && r + 1 < tensors.size()) continue;
      write(at, sum);
      sum = read(total, at);
    }
  }
  const auto count = static_cast<std::int64_t>(tensors.size());
  const auto average = [&](Scalar sum) {
    return floats ? of(sum.f / static_cast<double>(count)) : of(sum.i / count);
  };
  if (reduction.name == "avg")
    for (std::size_t at = 0; at < total.data.size(); at += bytes) write(at, average(read(total, at)));
  total.dtype = dtype;
  return total;
}

HostTensor cut(const HostTensor& tensor, const Exchange::Piece& piece, std::size_t cut_dim) {
  const Dims stride = dense_strides(with_rows(tensor.size));
  return gather_from_strided(tensor.data.data(), tensor.dtype, size_of(piece, tensor.size, cut_dim), stride,
                             piece.first * stride[cut_dim]);
}

}  // namespace

Exchange plan_exchange(const std::vector<Member>& members, std::size_t own) {
  const Collective& call = *members[own].call;
  refuse_different(members, call.kind == Collective::Kind::all_to_all);
  Exchange planned{.dtype = members[0].dtype};
  if (call.kind == Collective::Kind::all_reduce || call.kind == Collective::Kind::reduce_scatter)
    planned.reduction = find_reduction(call.op, planned.dtype).name;
  find_pieces(planned, members, own);
  planned.size = keeps_size(call.kind) ? members[0].size : joined_size(planned, members);
  return planned;
}

HostTensor exchange(const Exchange& planned, std::vector<HostTensor> tensors, std::uint64_t noise) {
  if (!planned.reduction.empty()) {
    HostTensor total = reduced(std::move(tensors), planned.reduction, noise);
    tensors.clear();
    tensors.push_back(std::move(total));
  }
  HostTensor whole{planned.dtype, planned.size, {}};
  whole.data.resize(static_cast<std::size_t>(numel(whole.size)) * bytes_of(whole.dtype));
  const Dims stride = dense_strides(with_rows(whole.size));
  std::int64_t first = 0;
  for (const Exchange::Piece& piece : planned.pieces) {
    const HostTensor part = cut(tensors[piece.member], piece, planned.cut_dim);
    scatter_to_strided(part, whole.data.data(), stride, first * stride[planned.join_dim]);
    first += part.size[planned.join_dim];
  }
  return whole;
}

}  // namespace ireplay
