#include "replay/ranks/lockstep.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "parser/source.hpp"
#include "replay/ranks/exchange.hpp"

/// What every collective returns, on small tensors of two ranks, worked by hand.
namespace ireplay {
namespace {

template <class T>
HostTensor tensor(DType dtype, const Dims& size, const std::vector<T>& values) {
  HostTensor made{dtype, size, HostBytes(values.size() * sizeof(T))};
  std::memcpy(made.data.data(), values.data(), made.data.size());
  return made;
}

template <class T>
std::vector<T> values_of(const HostTensor& tensor) {
  std::vector<T> values(tensor.data.size() / sizeof(T));
  std::memcpy(values.data(), tensor.data.data(), tensor.data.size());
  return values;
}

ExternArgument splits(const Dims& numbers) {
  ExternList list;
  for (const std::int64_t number : numbers) list.push_back({number});
  return {"", {list}};
}
ExternArgument number(std::int64_t value) { return {"", {value}}; }
ExternArgument text(const std::string& value) { return {"", {value}}; }

std::int32_t add_input(Plan& plan, const std::string& name, DType dtype, const Dims& size) {
  const auto at = static_cast<std::int32_t>(plan.buffers.size());
  plan.storages.push_back({.kind = Storage::Kind::input,
                           .name = name,
                           .bytes = numel(size) * static_cast<std::int64_t>(bytes_of(dtype))});
  plan.buffers.push_back(
      {.name = name, .dtype = dtype, .size = size, .stride = dense_strides(size), .storage = at});
  plan.inputs.push_back({.name = name, .buffer = at});
  return at;
}

/// A graph that calls one collective of its input `x`, replayed around: its result is the input `y`.
Rank rank_of(int rank, const std::string& function, std::vector<ExternArgument> behind, const HostTensor& x,
             const Dims& result) {
  Rank made{rank, {}, {}, {}};
  const std::int32_t from = add_input(made.plan, "x", x.dtype, x.size);
  const std::int32_t to = add_input(made.plan, "y", x.dtype, result);
  Step step{.kind = Step::Kind::nop, .name = "op0", .op_kind = "opaque"};
  step.call.function = "torch.ops." + function + ".default";
  step.call.arguments = {{"", {whole_buffer(made.plan, from)}}};
  for (ExternArgument& argument : behind) step.call.arguments.push_back(std::move(argument));
  step.call.results = {to};
  made.plan.steps.push_back(std::move(step));
  made.given.emplace("x", x);
  return made;
}

TensorMap run(const std::vector<Rank>& ranks, int own) {
  return run_in_lockstep(ranks, own, InputSource{ranks[0].given}, *make_cpu_engine(), RunOptions());
}

/// The results of both ranks, one behind the other.
template <class T>
std::vector<T> results(const std::string& function, const std::vector<ExternArgument>& behind, DType dtype,
                       const Dims& size, const std::vector<T>& zero, const std::vector<T>& one,
                       const Dims& result) {
  const std::vector<Rank> ranks = {rank_of(0, function, behind, tensor(dtype, size, zero), result),
                                   rank_of(1, function, behind, tensor(dtype, size, one), result)};
  std::vector<T> both;
  for (int own = 0; own < 2; ++own)
    for (const T value : values_of<T>(run(ranks, own).at("y"))) both.push_back(value);
  return both;
}

using Floats = std::vector<float>;
using Integers = std::vector<std::int64_t>;

TEST(Lockstep, EveryNameOfAReductionReduces) {
  for (const char* function :
       {"_c10d_functional.all_reduce", "_c10d_functional.all_reduce_",
        "_c10d_functional.all_reduce_coalesced", "_c10d_functional.all_reduce_coalesced_",
        "symm_mem.one_shot_all_reduce", "symm_mem.one_shot_all_reduce_out", "symm_mem.two_shot_all_reduce_",
        "symm_mem.two_shot_all_reduce_out", "symm_mem.multimem_all_reduce_",
        "symm_mem.multimem_one_shot_all_reduce", "symm_mem.multimem_one_shot_all_reduce_out"})
    EXPECT_EQ(results<float>(function, {text("max"), text("0")}, DType::f32, {2}, {1, 5}, {3, 4}, {2}),
              (Floats{3, 5, 3, 5}))
        << function;
  EXPECT_EQ(results<float>("vllm.all_reduce", {text("tp:0")}, DType::f32, {1}, {1}, {2}, {1}),
            (Floats{3, 3}));
}

TEST(Lockstep, EveryReductionIsOfTheTensorsType) {
  const std::int64_t large = (std::int64_t{1} << 60) + 1;
  const auto reduce = [](const char* op, const Integers& zero, const Integers& one) {
    return results<std::int64_t>("_c10d_functional.all_reduce_", {text(op), text("0")}, DType::i64,
                                 {static_cast<std::int64_t>(zero.size())}, zero, one,
                                 {static_cast<std::int64_t>(zero.size())})[0];
  };
  EXPECT_EQ(reduce("sum", {large}, {2}), large + 2);
  EXPECT_EQ(reduce("product", {6}, {7}), 42);
  EXPECT_EQ(reduce("avg", {3}, {4}), 3);
  EXPECT_EQ(reduce("min", {3}, {-4}), -4);
  EXPECT_EQ(reduce("band", {6}, {3}), 2);
  EXPECT_EQ(reduce("bor", {6}, {3}), 7);
  EXPECT_EQ(reduce("bxor", {6}, {3}), 5);
  EXPECT_EQ(results<float>("_c10d_functional.all_reduce_", {text("sum"), text("0")}, DType::c64, {1}, {1, 2},
                           {3, 5}, {1}),
            (Floats{4, 7, 4, 7}));
  EXPECT_EQ(results<std::uint8_t>("_c10d_functional.all_reduce_", {text("sum"), text("0")}, DType::boolean,
                                  {3}, {1, 1, 0}, {1, 0, 0}, {3}),
            (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0}));
}

TEST(Lockstep, GathersScattersAndBroadcasts) {
  for (const char* function :
       {"_c10d_functional.all_gather_into_tensor", "_c10d_functional.all_gather_into_tensor_out",
        "_c10d_functional.all_gather_into_tensor_coalesced"})
    EXPECT_EQ(results<float>(function, {number(2), text("0")}, DType::f32, {1, 2}, {1, 2}, {3, 4}, {2, 2}),
              (Floats{1, 2, 3, 4, 1, 2, 3, 4}))
        << function;
  for (const char* function : {"symm_mem.multimem_all_gather_out", "symm_mem._low_contention_all_gather",
                               "symm_mem._low_contention_all_gather_ce_multicast",
                               "symm_mem._low_contention_all_gather_ce_multicast_out"})
    EXPECT_EQ(results<float>(function, {text("0")}, DType::f32, {1}, {1}, {2}, {2}), (Floats{1, 2, 1, 2}))
        << function;
  for (const char* function :
       {"_c10d_functional.reduce_scatter_tensor", "_c10d_functional.reduce_scatter_tensor_out",
        "_c10d_functional.reduce_scatter_tensor_coalesced"})
    EXPECT_EQ(results<float>(function, {text("sum"), number(2), text("0")}, DType::f32, {2, 2}, {1, 2, 3, 4},
                             {10, 20, 30, 40}, {1, 2}),
              (Floats{11, 22, 33, 44}))
        << function;
  EXPECT_EQ(results<float>("symm_mem._low_contention_reduce_scatter", {text("sum"), text("0")}, DType::f32,
                           {2}, {1, 2}, {3, 4}, {1}),
            (Floats{4, 6}));
  for (const char* function : {"_c10d_functional.broadcast", "_c10d_functional.broadcast_"})
    EXPECT_EQ(results<float>(function, {number(1), text("0")}, DType::f32, {2}, {1, 2}, {3, 4}, {2}),
              (Floats{3, 4, 3, 4}))
        << function;
}

TEST(Lockstep, PiecesGoToTheirRanks) {
  EXPECT_EQ(results<float>("_c10d_functional.all_to_all_single", {splits({1, 1}), splits({1, 1}), text("0")},
                           DType::f32, {2, 2}, {1, 2, 3, 4}, {5, 6, 7, 8}, {2, 2}),
            (Floats{1, 2, 5, 6, 3, 4, 7, 8}));
  // cut along dimension 1, joined along dimension 0
  EXPECT_EQ(results<float>("_dtensor.shard_dim_alltoall", {number(0), number(1), text("0")}, DType::f32,
                           {2, 2}, {1, 2, 3, 4}, {5, 6, 7, 8}, {4, 1}),
            (Floats{1, 3, 5, 7, 2, 4, 6, 8}));
  EXPECT_EQ(results<float>("_dtensor.shard_dim_alltoall", {number(-1), number(0), text("0")}, DType::f32,
                           {2, 2}, {1, 2, 3, 4}, {5, 6, 7, 8}, {1, 4}),
            (Floats{1, 2, 5, 6, 3, 4, 7, 8}));
}

/// In bfloat16 256 + 1 is 256: the sum hangs on who comes first and on where it is rounded.
TEST(Lockstep, NoiseIsTheOrderOfRanksAndWhereSumsAreRounded) {
  const auto of = [](std::uint16_t bits) { return tensor<std::uint16_t>(DType::bf16, {1}, {bits}); };
  constexpr std::uint16_t kOne = 0x3f80, k256 = 0x4380, k258 = 0x4381;
  Collective call;
  const std::vector<Member> members(3, Member{&call, DType::bf16, {1}});
  const Exchange planned = plan_exchange(members, 0);
  std::set<std::uint16_t> sums;
  for (std::uint64_t noise = 0; noise < 6; ++noise)
    sums.insert(values_of<std::uint16_t>(exchange(planned, {of(k256), of(kOne), of(kOne)}, noise))[0]);
  EXPECT_EQ(sums, (std::set<std::uint16_t>{k256, k258}));
  EXPECT_EQ(values_of<std::uint16_t>(exchange(planned, {of(k256), of(kOne), of(kOne)}))[0], k256);
}

/// Each with two of the four ranks in it.
TEST(Lockstep, GroupsAreWhatTheCaseSays) {
  std::vector<Rank> ranks;
  for (int rank = 0; rank < 4; ++rank) {
    ranks.push_back(rank_of(rank, "_c10d_functional.all_reduce", {text("sum"), text("tp")},
                            tensor<float>(DType::f32, {1}, {static_cast<float>(1 << rank)}), {1}));
    ranks.back().groups["tp"] = rank % 2 == 0 ? std::vector<int>{0, 2} : std::vector<int>{1, 3};
  }
  EXPECT_EQ(values_of<float>(run(ranks, 2).at("y")), (Floats{5}));
  EXPECT_EQ(values_of<float>(run(ranks, 3).at("y")), (Floats{10}));
}

/// A graph that sends `x` and receives into `y`, in one call; with `chained` it sends what it received.
Rank exchanging(int rank, std::int64_t peer, std::int64_t tag, const HostTensor& x, bool chained = false) {
  Rank made{rank, {}, {}, {}};
  const std::int32_t from = add_input(made.plan, "x", x.dtype, x.size);
  const std::int32_t to = add_input(made.plan, "y", x.dtype, x.size);
  const std::int32_t nothing = add_input(made.plan, "z", x.dtype, {0});
  const auto add = [&](const char* name, const char* function, std::int32_t operand, std::int32_t result) {
    Step step{.kind = Step::Kind::nop, .name = name, .op_kind = "opaque"};
    step.call = {
        .function = function,
        .arguments = {{"", {whole_buffer(made.plan, operand)}}, number(peer), number(tag), text("0")},
        .results = {result}};
    made.plan.steps.push_back(std::move(step));
  };
  if (!chained) add("op0", "torch.ops._c10d_functional.isend.default", from, nothing);
  add("op1", "torch.ops._c10d_functional.irecv.default", to, to);
  if (chained) add("op2", "torch.ops._c10d_functional.isend.default", to, nothing);
  made.given.emplace("x", x);
  return made;
}

TEST(Lockstep, SendsMeetReceives) {
  const HostTensor one = tensor<float>(DType::f32, {2}, {1, 2}), two = tensor<float>(DType::f32, {2}, {3, 4});
  const std::vector<Rank> pair = {exchanging(0, 1, 0, one), exchanging(1, 0, 0, two)};
  EXPECT_EQ(values_of<float>(run(pair, 0).at("y")), (Floats{3, 4}));
  EXPECT_EQ(values_of<float>(run(pair, 1).at("y")), (Floats{1, 2}));
  EXPECT_TRUE(run(pair, 0).at("z").data.empty());
  // from the left, round a ring: what arrives goes on
  const std::vector<Rank> both = {exchanging(0, 1, 0, one), exchanging(1, 0, 0, two, true)};
  EXPECT_EQ(values_of<float>(run(both, 0).at("y")), (Floats{1, 2}));
}

ExternArgument texts(const std::vector<std::string>& values) {
  ExternList list;
  for (const std::string& value : values) list.push_back({value});
  return {"", {list}};
}

/// A batch of two sends with different tags, which the other one receives in the other order.
TEST(Lockstep, TagsTellTransfersApart) {
  const auto rank = [](int own, const char* op, const Dims& tags) {
    Rank made{own, {}, {}, {}};
    const std::int32_t a = add_input(made.plan, "a", DType::f32, {1});
    const std::int32_t b = add_input(made.plan, "b", DType::f32, {1});
    Step step{.kind = Step::Kind::nop, .name = "op0", .op_kind = "opaque"};
    step.call.function = "torch.ops._c10d_functional.batch_p2p_ops.default";
    ExternList tensors = {{whole_buffer(made.plan, a)}, {whole_buffer(made.plan, b)}};
    step.call.arguments = {
        texts({op, op}), splits({1 - own, 1 - own}), splits(tags), {"", {tensors}}, text("0")};
    if (own == 1) step.call.results = {a, b};
    made.plan.steps.push_back(std::move(step));
    if (own == 0)
      made.given = {{"a", tensor<float>(DType::f32, {1}, {5})}, {"b", tensor<float>(DType::f32, {1}, {6})}};
    return made;
  };
  const TensorMap got = run({rank(0, "isend", {1, 2}), rank(1, "irecv", {2, 1})}, 1);
  EXPECT_EQ(values_of<float>(got.at("a")), (Floats{6}));
  EXPECT_EQ(values_of<float>(got.at("b")), (Floats{5}));
}

template <class Work>
std::string sentence_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// What is said before anything runs; the run says the same.
std::string fault_of(const std::vector<Rank>& ranks) {
  std::string fault = sentence_of([&] { check_ranks(ranks, 0); });
  EXPECT_EQ(sentence_of([&] { run(ranks, 0); }), fault);
  return fault;
}

HostTensor zeros(DType dtype, const Dims& size) {
  return {dtype, size, HostBytes(static_cast<std::size_t>(numel(size)) * bytes_of(dtype))};
}

struct Refusal {
  const char* function;
  std::vector<ExternArgument> behind;
  HostTensor zero, one;  // what the ranks give
  Dims result;
  const char* sentence;
};

TEST(Lockstep, WhatDoesNotFitIsSaidBeforeAnythingRuns) {
  const std::vector<ExternArgument> sum = {text("sum"), text("0")};
  const std::vector<ExternArgument> gather = {number(2), text("0")};
  const std::vector<ExternArgument> scatter = {text("sum"), number(2), text("0")};
  const auto from = [](std::int64_t root) { return std::vector<ExternArgument>{number(root), text("0")}; };
  const auto cut = [](const Dims& output, const Dims& input) {
    return std::vector<ExternArgument>{splits(output), splits(input), text("0")};
  };
  const auto dims = [](std::int64_t joined, std::int64_t cut_dim) {
    return std::vector<ExternArgument>{number(joined), number(cut_dim), text("0")};
  };
  const HostTensor three = zeros(DType::f32, {3}), four = zeros(DType::f32, {4}), one = zeros(DType::f32, {});
  const HostTensor integers = zeros(DType::i32, {3}), square = zeros(DType::f32, {3, 3});
  const char *reduce = "_c10d_functional.all_reduce", *all = "_c10d_functional.all_gather_into_tensor",
             *share = "_c10d_functional.reduce_scatter_tensor", *cast = "_c10d_functional.broadcast",
             *pieces = "_c10d_functional.all_to_all_single", *turn = "_dtensor.shard_dim_alltoall";
  const Refusal rows[] = {
      {reduce,
       {text("mean"), text("0")},
       three,
       three,
       {3},
       "the reduction 'mean' of a collective is not known for floats"},
      {reduce,
       {text("bor"), text("0")},
       three,
       three,
       {3},
       "the reduction 'bor' of a collective is not known for floats"},
      {reduce,
       {text("mean"), text("0")},
       integers,
       integers,
       {3},
       "the reduction 'mean' of a collective is not known"},
      {reduce, sum, three, four, {3}, "one rank gives f32[3], another one f32[4]"},
      {reduce, sum, three, integers, {3}, "one rank gives f32[3], another one i32[3]"},
      {reduce, sum, one, zeros(DType::f32, {1}), {}, "one rank gives f32[], another one f32[1]"},
      {reduce, sum, three, three, {2, 2}, "the ranks' tensors come to f32[3], but 'y' is f32[2,2]"},
      {all, gather, three, three, {3}, "the ranks' tensors come to f32[6], but 'y' is f32[3]"},
      {all, gather, one, one, {3}, "the ranks' tensors come to f32[2], but 'y' is f32[3]"},
      {all,
       gather,
       zeros(DType::f32, {std::int64_t{1} << 62, 0}),
       zeros(DType::f32, {std::int64_t{1} << 62, 0}),
       {0},
       "the sizes of what the ranks give come to more than 63 bits"},
      {share, scatter, three, three, {1}, "3 rows cannot be shared by 2 ranks"},
      {share, scatter, one, one, {1}, "a collective takes rows that its operand does not have"},
      {share, scatter, four, four, {4}, "the ranks' tensors come to f32[2], but 'y' is f32[4]"},
      {cast, from(2), three, three, {3}, "a broadcast comes from a rank that its group does not have"},
      {cast, from(-1), three, three, {3}, "a broadcast comes from a rank that its group does not have"},
      {cast, from(1), three, three, {4}, "the ranks' tensors come to f32[3], but 'y' is f32[4]"},
      {pieces,
       cut({1, 2}, {1, 2, 3}),
       three,
       three,
       {3},
       "an all_to_all has not as many splits as its group has ranks"},
      {pieces,
       cut({1, 2}, {2, 2}),
       three,
       three,
       {4},
       "a collective takes rows that its operand does not have"},
      {pieces,
       cut({1, 2}, {-1, 4}),
       three,
       three,
       {3},
       "a collective takes rows that its operand does not have"},
      {pieces, cut({}, {}), three, three, {3}, "3 rows cannot be shared by 2 ranks"},
      {pieces, cut({}, {}), square, three, {3}, "one rank gives f32[3,3], another one f32[3]"},
      {pieces, cut({2, 2}, {2, 2}), four, four, {3}, "the ranks' tensors come to f32[4], but 'y' is f32[3]"},
      {turn, dims(0, 1), square, square, {9}, "3 rows cannot be shared by 2 ranks"},
      {turn, dims(0, 0), one, one, {1}, "a collective cuts a dimension that is not there"},
      {turn, dims(0, 0), four, four, {2}, "the ranks' tensors come to f32[4], but 'y' is f32[2]"},
  };
  for (const Refusal& row : rows) {
    EXPECT_EQ(fault_of({rank_of(0, row.function, row.behind, row.zero, row.result),
                        rank_of(1, row.function, row.behind, row.one, row.result)}),
              std::string("op0: ") + row.sentence)
        << row.function;
  }
}

TEST(Lockstep, RanksThatDoNotFitEachOtherAreSaidBeforeAnythingRuns) {
  const HostTensor three = zeros(DType::f32, {3});
  const std::vector<ExternArgument> sum = {text("sum"), text("0")};
  const Rank rank = rank_of(0, "_c10d_functional.all_reduce", sum, three, {3});
  EXPECT_EQ(fault_of({rank, rank_of(1, "symm_mem.one_shot_all_reduce", sum, three, {3})}),
            "op0: rank 0 calls torch.ops._c10d_functional.all_reduce.default (op0) where rank 1 calls "
            "torch.ops.symm_mem.one_shot_all_reduce.default (op0), in the group 0,1");
  Rank silent = rank_of(1, "_c10d_functional.all_reduce", sum, three, {3});
  silent.plan.steps.clear();
  EXPECT_EQ(
      fault_of({rank, silent}),
      "op0: rank 0 calls torch.ops._c10d_functional.all_reduce.default (op0) where rank 1 calls nothing "
      "more, in the group 0,1");
  EXPECT_EQ(fault_of({rank, rank}), "two of the ranks' folders are of rank 0");
  EXPECT_EQ(fault_of({silent}), "rank 0 is not among the ranks");
  const Rank first = exchanging(0, 1, 0, three);
  EXPECT_EQ(fault_of({first, silent}),
            "op0: rank 0 sends to rank 1 (op0), which receives nothing more from it");
  EXPECT_EQ(fault_of({first, exchanging(1, 0, 3, three)}),
            "op0: rank 0 sends to rank 1 (op0), which receives nothing more from it");
  EXPECT_EQ(fault_of({first, exchanging(1, 0, 0, zeros(DType::f32, {4}))}),
            "op1: the ranks' tensors come to f32[3], but 'y' is f32[4]");
  EXPECT_EQ(fault_of({first, exchanging(1, 2, 0, three)}), "op0: isend has the peer 2 of a group of 2 ranks");
  EXPECT_EQ(fault_of({exchanging(0, 1, 0, three, true), exchanging(1, 0, 0, three, true)}),
            "op2: what ranks send each other needs what they receive: 'y' of rank 0 never comes");
  Rank lonely = rank;
  lonely.groups["0"] = {0, 1};
  EXPECT_EQ(fault_of({lonely}), "op0: the group '0' has rank 1, whose folder is not there");
}

}  // namespace
}  // namespace ireplay
