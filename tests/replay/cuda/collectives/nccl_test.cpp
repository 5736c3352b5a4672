#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "replay/case/case_plan.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/cuda/collectives/communicators.hpp"
#include "replay/cuda/collectives/launch_collective.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/needed_steps.hpp"
#include "replay/ranks/lockstep.hpp"
#include "tests/support/rank_threads.hpp"

/// Collectives as they are called of NCCL, on a library that works on the host's memory: ranks are threads.
namespace ireplay {
namespace {

namespace fs = std::filesystem;
using Kind = Collective::Kind;
using Texts = std::vector<std::string>;

class Nccl : public testing::Test {
 protected:
  Nccl() {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("ireplay_nccl_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    setenv("FAKE_NCCL_DIR", folder_.c_str(), 1);
    setenv("IREPLAY_NCCL", IREPLAY_FAKE_NCCL, 1);
  }
  ~Nccl() override { fs::remove_all(folder_); }

  /// What a rank called, after its communicators were made.
  Texts calls(int rank) const {
    std::ifstream in(folder_ / ("calls." + std::to_string(rank)));
    Texts lines;
    for (std::string line; std::getline(in, line);)
      if (!line.starts_with("ncclCommInitRank")) lines.push_back(line);
    return lines;
  }

  fs::path folder_;
};

std::string device_of(const Together& together) { return "GPU " + std::to_string(together.rank()); }

Collective collective(Kind kind, DType dtype, const Dims& size) {
  Collective call;
  call.kind = kind;
  call.operands = {{0, dtype, size, dense_strides(size), 0}};
  return call;
}

template <class T>
std::vector<std::byte> to_bytes(const std::vector<T>& values) {
  std::vector<std::byte> bytes(values.size() * sizeof(T));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

/// The results of a call by two ranks, each with its own operand and its own splits.
template <class T>
std::vector<std::vector<T>> run_pair(const std::vector<Collective>& calls,
                                     const std::vector<std::vector<T>>& operands) {
  std::vector<std::vector<T>> results(2);
  EXPECT_EQ(
      run_ranks(
          2,
          [&](Meeting& meeting) {
            Together together{meeting, {}, {{0, 1}}};
            Communicators communicators;
            communicators.make(together, device_of(together));
            const auto rank = static_cast<std::size_t>(together.rank());
            const Dims size = collected_size(calls[rank], calls[rank].operands[0].size, 2);
            const std::vector<std::byte> from = to_bytes(operands[rank]);
            std::vector<std::byte> to(static_cast<std::size_t>(numel(size)) *
                                      bytes_of(calls[rank].operands[0].dtype));
            launch_collective(calls[rank], {{from.data(), to.data()}}, communicators.of({0, 1}), nullptr);
            results[rank].resize(to.size() / sizeof(T));
            std::memcpy(results[rank].data(), to.data(), to.size());
            meeting.all(true);
          }),
      (Texts{"ok", "ok"}));
  return results;
}

using Floats = std::vector<std::vector<float>>;

TEST_F(Nccl, ReductionsNameTypeAndOp) {
  Collective call = collective(Kind::all_reduce, DType::f32, {2});
  call.op = "avg";
  EXPECT_EQ(run_pair<float>({call, call}, {{1, 2}, {3, 8}}), (Floats{{2, 5}, {2, 5}}));
  EXPECT_EQ(calls(0), (Texts{"ncclAllReduce count=2 type=7 op=4"}));
  EXPECT_EQ(calls(1), calls(0));
  call = collective(Kind::reduce_scatter, DType::i64, {4, 3});
  call.op = "max";
  using Integers = std::vector<std::vector<std::int64_t>>;
  EXPECT_EQ(run_pair<std::int64_t>(
                {call, call}, {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {9, 0, 0, 9, 0, 0, 9, 0, 0, 9, 0, 0}}),
            (Integers{{9, 1, 2, 9, 4, 5}, {9, 7, 8, 9, 10, 11}}));
  EXPECT_EQ(calls(0).back(), "ncclReduceScatter count=6 type=4 op=2");
}

TEST_F(Nccl, BoolsAreOredAndComplexNumbersAreTheirParts) {
  const Collective bools = collective(Kind::all_reduce, DType::boolean, {3});
  using Bytes = std::vector<std::vector<std::uint8_t>>;
  EXPECT_EQ(run_pair<std::uint8_t>({bools, bools}, {{1, 0, 1}, {1, 0, 0}}), (Bytes{{1, 0, 1}, {1, 0, 1}}));
  EXPECT_EQ(calls(0), (Texts{"ncclAllReduce count=3 type=1 op=2"}));
  const Collective complex = collective(Kind::all_reduce, DType::c64, {1});
  EXPECT_EQ(run_pair<float>({complex, complex}, {{1, 2}, {3, 4}}), (Floats{{4, 6}, {4, 6}}));
  EXPECT_EQ(calls(0).back(), "ncclAllReduce count=2 type=7 op=0");
}

TEST_F(Nccl, WhatMovesMovesAsBytes) {
  const Collective gather = collective(Kind::all_gather, DType::i16, {2});
  using Shorts = std::vector<std::vector<std::int16_t>>;
  EXPECT_EQ(run_pair<std::int16_t>({gather, gather}, {{1, 2}, {3, 4}}), (Shorts{{1, 2, 3, 4}, {1, 2, 3, 4}}));
  EXPECT_EQ(calls(0), (Texts{"ncclAllGather count=4 type=0"}));
  Collective broadcast = collective(Kind::broadcast, DType::f32, {2});
  broadcast.root = 1;
  EXPECT_EQ(run_pair<float>({broadcast, broadcast}, {{1, 2}, {3, 4}}), (Floats{{3, 4}, {3, 4}}));
  EXPECT_EQ(calls(1).back(), "ncclBroadcast count=8 type=0 root=1");
}

TEST_F(Nccl, AllToAllSendsWhatTheSplitsSay) {
  Collective first = collective(Kind::all_to_all, DType::f32, {3, 2});
  first.input_splits = {3, 0}, first.output_splits = {3, 1};
  Collective second = first;
  second.input_splits = {1, 2}, second.output_splits = {0, 2};
  EXPECT_EQ(run_pair<float>({first, second}, {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}}),
            (Floats{{1, 2, 3, 4, 5, 6, 7, 8}, {9, 10, 11, 12}}));
  EXPECT_EQ(calls(0), (Texts{"ncclSend count=24 type=0 peer=0", "ncclRecv count=24 type=0 peer=0",
                             "ncclRecv count=8 type=0 peer=1"}));
  EXPECT_EQ(calls(1), (Texts{"ncclSend count=8 type=0 peer=0", "ncclSend count=16 type=0 peer=1",
                             "ncclRecv count=16 type=0 peer=1"}));
  const Collective equal = collective(Kind::all_to_all, DType::f32, {2});
  EXPECT_EQ(run_pair<float>({equal, equal}, {{1, 2}, {3, 4}}), (Floats{{1, 3}, {2, 4}}));
}

/// Two ranks that send before they receive, in one call: neither waits for the other.
TEST_F(Nccl, SendsAndReceivesAreQueuedAsOne) {
  const auto exchange_with = [](std::int64_t peer) {
    Collective call = collective(Kind::transfers, DType::f32, {2});
    call.operands.push_back(call.operands[0]);
    call.transfers = {{true, peer, 0}, {false, peer, 0}};
    return call;
  };
  std::vector<std::vector<float>> got(2, std::vector<float>(2));
  EXPECT_EQ(run_ranks(2,
                      [&](Meeting& meeting) {
                        Together together{meeting, {}, {{0, 1}}};
                        Communicators communicators;
                        communicators.make(together, device_of(together));
                        const auto rank = static_cast<std::size_t>(together.rank());
                        const std::vector<float> own = {static_cast<float>(rank), 7};
                        const auto* from = reinterpret_cast<const std::byte*>(own.data());
                        auto* to = reinterpret_cast<std::byte*>(got[rank].data());
                        launch_collective(exchange_with(together.rank() == 0 ? 1 : 0),
                                          {{from, nullptr}, {nullptr, to}}, communicators.of({0, 1}),
                                          nullptr);
                        meeting.all(true);
                      }),
            (Texts{"ok", "ok"}));
  EXPECT_EQ(got, (std::vector<std::vector<float>>{{1, 7}, {0, 7}}));
  EXPECT_EQ(calls(0), (Texts{"ncclSend count=8 type=0 peer=1", "ncclRecv count=8 type=0 peer=1"}));
}

TEST_F(Nccl, WhatItLacksIsSaidBefore) {
  Collective call = collective(Kind::all_reduce, DType::i32, {1});
  EXPECT_EQ(why_not_nccl(call), "");
  call.op = "band";
  EXPECT_EQ(why_not_nccl(call), "NCCL has no 'band' of i32");
  call = collective(Kind::reduce_scatter, DType::i16, {2});
  EXPECT_EQ(why_not_nccl(call), "NCCL has no 'sum' of i16");
  EXPECT_EQ(why_not_nccl(collective(Kind::all_gather, DType::i16, {2})), "");
}

TEST_F(Nccl, GroupsAreMadeByTheirMembersOnce) {
  std::vector<int> sizes(3), kept(3);
  EXPECT_EQ(run_ranks(3,
                      [&](Meeting& meeting) {
                        Together together{meeting, {}, {{0, 1, 2}, {0, 2}}};
                        Communicators communicators;
                        for (int graph = 0; graph < 2; ++graph) {
                          communicators.make(together, device_of(together));
                          meeting.next_graph();
                        }
                        const auto rank = static_cast<std::size_t>(together.rank());
                        sizes[rank] = communicators.of({0, 1, 2}).size();
                        if (rank == 2) kept[rank] = communicators.of({0, 2}).rank();
                        meeting.all(true);
                      }),
            (Texts{"ok", "ok", "ok"}));
  EXPECT_EQ(sizes, (std::vector<int>{3, 3, 3}));
  EXPECT_EQ(kept[2], 1);  // its place in the group
  std::ifstream in(folder_ / "calls.0");
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_EQ(text.str(), "ncclCommInitRank size=3 rank=0\nncclCommInitRank size=2 rank=0\n");
}

TEST_F(Nccl, TwoRanksOnOneGpuAreRefused) {
  const Texts ends = run_ranks(2, [](Meeting& meeting) {
    Communicators().make({meeting, {}, {{0, 1}}}, "GPU 0000:3b:00.0 of here");
  });
  const std::string sentence =
      "ranks 0 and 1 are both on GPU 0000:3b:00.0 of here, and NCCL wants a GPU for each; without a launcher "
      "one GPU replays all ranks in turn";
  EXPECT_EQ(ends, (Texts{sentence, sentence}));
}

TEST_F(Nccl, RanksShareAGpuWhereNcclIsTold) {
  setenv("NCCL_MULTI_RANK_GPU_ENABLE", "1", 1);
  const Texts ends = run_ranks(2, [](Meeting& meeting) {
    Communicators().make({meeting, {}, {{0, 1}}}, "GPU 0000:3b:00.0 of here");
  });
  unsetenv("NCCL_MULTI_RANK_GPU_ENABLE");
  EXPECT_EQ(ends, (Texts{"ok", "ok"}));
}

// ---- whole graphs

struct RankCase {
  CaseFiles files;
  CaseTexts texts;
  ParsedCase parsed;
  CaseFacts facts;
  Rank rank;
};

std::unique_ptr<RankCase> load(const fs::path& folder) {
  auto loaded = std::make_unique<RankCase>();
  loaded->files = find_cases(folder.string()).at(0);
  loaded->texts = read_texts(loaded->files, false);
  loaded->parsed = load_graph(loaded->files, loaded->texts, 0);
  loaded->facts = read_facts(loaded->files.facts);
  TensorMap given = read_tensors(loaded->files.inputs.string());
  const GraphHints hints = make_hints(loaded->files, loaded->facts, given, {}, false);
  loaded->rank = {loaded->facts.rank, lower_graph(loaded->parsed, hints), std::move(given),
                  loaded->facts.groups};
  return loaded;
}

std::vector<fs::path> cases_of_ranks() {
  std::vector<fs::path> found;
  for (const char* release : {"2.5", "2.8", "2.12", "2.15"})
    for (const auto& entry : fs::directory_iterator(fs::path(IREPLAY_TESTDATA) / "corpus_language" / release))
      if (entry.path().filename().string().starts_with("co_") && entry.path().filename() != "co_p2p_input.0")
        found.push_back(entry.path());
  return found;
}

/// The tensor before a step, computed on the CPU.
HostTensor value_before(const Plan& plan, std::size_t step, const TensorView& view, const TensorMap& known) {
  Plan before = plan;
  before.steps.resize(step);
  const Plan part = cut_to(before, view);
  RunOptions options;
  options.measure = false;
  return make_cpu_engine()->run(part, known, options).outputs.at("value");
}

/// What the collectives of one rank return through NCCL: the graph up to each of them on the CPU.
TensorMap run_through_nccl(const Rank& rank, Meeting& meeting) {
  Together together{meeting, rank.groups};
  agree_on_collectives(together, rank.number, rank.plan);
  Communicators communicators;
  communicators.make(together, device_of(together));
  TensorMap known = rank.given, collected;
  for (const std::size_t s : find_collectives(rank.plan)) {
    const Step& step = rank.plan.steps[s];
    const Collective call = read_collective(step);
    const NcclCommunicator& group = communicators.of(members_of(call, rank.groups, together.world()));
    std::vector<HostTensor> from, to;
    std::vector<CollectiveMemory> memory;
    for (const TensorView& view : call.operands) {
      from.push_back(value_before(rank.plan, s, view, known));
      const Dims size = collected_size(call, view.size, static_cast<std::size_t>(group.size()));
      to.push_back(
          {view.dtype, size, HostBytes(static_cast<std::size_t>(numel(size)) * bytes_of(view.dtype))});
    }
    for (std::size_t i = 0; i < from.size(); ++i) memory.push_back({from[i].data.data(), to[i].data.data()});
    launch_collective(call, memory, group, nullptr);
    for (std::size_t i = 0; i < to.size(); ++i)
      if (call.transfers.empty() || !call.transfers[i].sends) collected[collected_name(step, i)] = to[i];
    for (auto& [name, tensor] : to_inputs(rank.plan, collected)) known[name] = tensor;
  }
  meeting.all(true);
  return to_inputs(rank.plan, collected);
}

TEST_F(Nccl, GraphsGetWhatTheLockstepOfTheirRanksGives) {
  int graphs = 0;
  for (const fs::path& folder : cases_of_ranks()) {
    std::vector<std::unique_ptr<RankCase>> loaded;
    for (int rank = 0; fs::exists(folder / ("rank" + std::to_string(rank))); ++rank)
      loaded.push_back(load(folder / ("rank" + std::to_string(rank))));
    if (find_collectives(loaded[0]->rank.plan).empty()) continue;
    graphs += 1;
    const int world = static_cast<int>(loaded.size());
    std::vector<TensorMap> results(loaded.size());
    EXPECT_EQ(run_ranks(world,
                        [&](Meeting& meeting) {
                          const auto rank = static_cast<std::size_t>(meeting.launch().rank);
                          results[rank] = run_through_nccl(loaded[rank]->rank, meeting);
                        }),
              Texts(loaded.size(), "ok"))
        << folder;
    std::vector<Rank> ranks;
    ranks.reserve(loaded.size());
    for (const auto& one : loaded) ranks.push_back(one->rank);
    const InputSource inputs{ranks[0].given};
    for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
      const TensorMap wanted =
          run_in_lockstep(ranks, static_cast<int>(rank), inputs, *make_cpu_engine(), RunOptions());
      for (const auto& [name, tensor] : wanted) {
        if (tensor.data.empty()) continue;  // of what was sent
        EXPECT_EQ(results[rank].at(name).size, tensor.size) << folder << name;
        EXPECT_EQ(results[rank].at(name).data, tensor.data) << folder << name;
      }
    }
  }
  EXPECT_GE(graphs, 25);
}

/// With collectives as steps no copies are left, no input stands for a result, and memory is the arena's.
TEST_F(Nccl, CollectivesBecomeSteps) {
  const auto reduce = load(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/co_coalesced.0/rank0");
  const Plan reduced = with_collectives(reduce->rank.plan);
  EXPECT_EQ(reduced.steps.size() + 2, reduce->rank.plan.steps.size());
  EXPECT_EQ(reduced.inputs.size(), 2U);
  const Step& step = reduced.steps.at(2);
  EXPECT_EQ(step.op_kind, "collective");
  EXPECT_EQ(step.kind, Step::Kind::extern_call);
  ASSERT_EQ(step.call.results.size(), 2U);
  EXPECT_EQ(buffer_of(reduced, step.call.results[0]).name, "buf0");
  EXPECT_EQ(buffer_of(reduced, step.call.results[1]).name, "buf1");
  const auto gather = load(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/co_gather_coalesced.0/rank0");
  const Plan gathered = with_collectives(gather->rank.plan);
  for (const Step& own : gathered.steps)
    for (const std::int32_t result : own.call.results)
      EXPECT_EQ(gathered.storages[static_cast<std::size_t>(buffer_of(gathered, result).storage)].kind,
                Storage::Kind::arena);
  const auto out = load(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/co_buckets.0/rank1");
  const Plan bucket = with_collectives(out->rank.plan);
  for (const Step& own : bucket.steps)
    if (own.op_kind == "collective") {
      ASSERT_EQ(own.call.results.size(), 1U);
      EXPECT_EQ(
          bucket.storages[static_cast<std::size_t>(buffer_of(bucket, own.call.results[0]).storage)].name,
          "buf0");
    }
}

TEST_F(Nccl, FusedProductsAndTransfersBecomeSteps) {
  const fs::path corpus = fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15";
  const auto fused = load(corpus / "co_tp_async.0/rank0");
  const Plan products = with_collectives(fused->rank.plan);
  EXPECT_EQ(products.steps.size(), fused->rank.plan.steps.size());
  EXPECT_EQ(products.inputs.size(), 3U);
  EXPECT_TRUE(products.warnings.empty());
  for (const Step& own : products.steps)
    for (const std::int32_t result : own.call.results)
      EXPECT_EQ(products.storages[static_cast<std::size_t>(buffer_of(products, result).storage)].kind,
                Storage::Kind::arena);
  const auto batch = load(corpus / "co_p2p_batch.0/rank0");
  const Plan transfers = with_collectives(batch->rank.plan);
  EXPECT_EQ(transfers.steps.size() + 3, batch->rank.plan.steps.size());  // copies of what is received
  EXPECT_EQ(transfers.inputs.size(), 3U);
  for (const Step& own : transfers.steps) {
    if (own.op_kind != "collective") continue;
    const Collective call = read_collective(own);
    ASSERT_EQ(own.call.results.size(), call.transfers.size());
    for (std::size_t i = 0; i < call.transfers.size(); ++i)
      EXPECT_EQ(own.call.results[i] == kNone, call.transfers[i].sends) << i;
  }
}

std::string disagreement(const std::function<void(int rank, Rank& own, Groups& groups)>& change) {
  std::vector<std::unique_ptr<RankCase>> cases;
  for (const char* rank : {"rank0", "rank1"})
    cases.push_back(load(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15/co_reduce_two.0" / rank));
  const Texts ends = run_ranks(2, [&](Meeting& meeting) {
    const int rank = meeting.launch().rank;
    Rank& own = cases[static_cast<std::size_t>(rank)]->rank;
    Together together{meeting, own.groups};
    change(rank, own, together.groups);
    agree_on_collectives(together, own.number, own.plan);
  });
  return ends[0];
}

std::string disagreement_of_transfers(const std::function<void(int rank, Rank& own)>& change,
                                      const char* name = "co_p2p_pipeline.0") {
  std::vector<std::unique_ptr<RankCase>> cases;
  for (const char* rank : {"rank0", "rank1"})
    cases.push_back(load(fs::path(IREPLAY_TESTDATA) / "corpus_language/2.15" / name / rank));
  return run_ranks(2, [&](Meeting& meeting) {
    const int rank = meeting.launch().rank;
    Rank& own = cases[static_cast<std::size_t>(rank)]->rank;
    Together together{meeting, own.groups};
    change(rank, own);
    agree_on_collectives(together, own.number, own.plan);
  })[0];
}

TEST_F(Nccl, TransfersThatDoNotBelongTogetherAreTold) {
  const auto step = [](Rank& rank, const char* name) -> Step& {
    return *std::ranges::find(rank.plan.steps, name, &Step::name);
  };
  EXPECT_EQ(disagreement_of_transfers([](int, Rank&) {}), "ok");
  EXPECT_EQ(disagreement_of_transfers([&](int rank, Rank& own) {
              if (rank == 1) step(own, "op1").op_kind = "nop";
            }),
            "rank 0 sends 128 of f32 to rank 1 (op2), which receives nothing more from it");
  EXPECT_EQ(disagreement_of_transfers([&](int rank, Rank& own) {
              if (rank == 1) step(own, "op4").op_kind = "nop";
            }),
            "rank 0 receives 32 of f32 from rank 1 (op5), which sends nothing more to it");
  EXPECT_EQ(disagreement_of_transfers([&](int rank, Rank& own) {
              if (rank == 0) step(own, "op2").call.arguments[2].value = {std::int64_t{5}};
            }),
            "rank 0 sends 128 of f32 with tag 5 to rank 1 (op2), which receives 128 of f32 (op1)");
  EXPECT_EQ(disagreement_of_transfers([&](int rank, Rank& own) {
              if (rank == 0) step(own, "op2").call.arguments[1].value = {std::int64_t{2}};
            }),
            "isend has the peer 2 of a group of 2 ranks");
  EXPECT_EQ(
      disagreement_of_transfers([](int, Rank&) {}, "co_p2p_input.0"),
      "through NCCL these would wait for each other for ever: rank 0 in a send to rank 1 (op1), rank 1 in "
      "a send to rank 0 (op1); what is sent and received in one batch_isend_irecv does not, and one "
      "process replays all ranks");
}

TEST_F(Nccl, RanksThatDoNotBelongTogetherAreTold) {
  EXPECT_EQ(disagreement([](int, Rank&, Groups&) {}), "ok");
  EXPECT_EQ(disagreement([](int, Rank&, Groups& groups) {
              groups["0"] = {0, 1, 2, 3};
            }),
            "the group '0' of the case has rank 3, and 2 processes were launched; launch 4 or more");
  EXPECT_EQ(
      disagreement([](int, Rank& own, Groups&) { own.number = 0; }),
      "rank 1: the case is rank 0's and this process is rank 1; PATH is the folder that holds rank0, rank1, "
      ".., or has {rank} in its place");
  EXPECT_EQ(disagreement([](int rank, Rank& own, Groups&) {
              if (rank == 0) return;
              for (Step& step : own.plan.steps)
                if (step.name == "op5") step.op_kind = "nop";
            }),
            "rank 0 calls all_reduce_ avg f32[8,8] (op5) where rank 1 calls nothing more, in the group 0,1");
}

}  // namespace
}  // namespace ireplay
