#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "replay/engine.hpp"
#include "replay/passes/fuse.hpp"
#include "tests/support/extern_device.hpp"
#include "tests/support/same_tensors.hpp"
#include "tests/support/small_graph.hpp"

/// The device at its limits: more elements than 32 bits count, graphs that do not fit, faults, and tensors of
/// unusual contents and layouts.
namespace ireplay {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

/// One node of a text that writes one buffer.
struct Node {
  int number = 0;
  std::string layout;                // torch.int64, size=[1], stride=[1]
  std::string sizes;                 // ((4, 8), ())
  std::string variables;             // p0: 4, p1: 8
  std::vector<std::string> reads;    // arg0_1_layout = FixedLayout(...)
  std::vector<std::string> indices;  // 8*p0 + p1
  std::vector<std::string> lines;    // of the body
};

std::string fixed(const std::string& layout) { return "FixedLayout('cuda:0', " + layout + ")"; }

std::string read_layout(const std::string& name, const std::string& layout) {
  return name + "_layout = " + fixed(layout);
}

std::string to_text(const Node& node) {
  const std::string op = "op" + std::to_string(node.number), buffer = "buf" + std::to_string(node.number);
  std::string text =
      op + ": SchedulerNode(ComputedBuffer)\n" + op + ".writes = []\n" + op + ".unmet_dependencies = []\n" +
      op + ".met_dependencies = []\n" + op + ".outputs = [\n    " + buffer + ": ComputedBuffer\n    " +
      buffer + ".layout = " + fixed(node.layout) + "\n    " + buffer +
      ".users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)]\n]\n" + op +
      ".group.device = cuda:0\n" + op + ".group.iteration = (1, 1)\n" + op + ".sizes = " + node.sizes + "\n";
  for (const std::string& layout : node.reads) text += layout + "\n";
  text += buffer + "_layout = " + fixed(node.layout) + "\nclass " + op + "_loop_body:\n    var_ranges = {" +
          node.variables + "}\n";
  for (std::size_t k = 0; k < node.indices.size(); ++k)
    text += "    index" + std::to_string(k) + " = " + node.indices[k] + "\n";
  text += "    def body(self, ops):\n";
  for (std::size_t k = 0; k < node.indices.size(); ++k)
    text += "        at_" + std::to_string(k) + " = self.get_index('index" + std::to_string(k) + "')\n";
  for (const std::string& line : node.lines) text += "        " + line + "\n";
  return text + "\n\n";
}

std::string to_text(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += to_text(node);
  return text;
}

class CudaLimits : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }

  static RunResult run_on(Engine& engine, const std::string& text, const TensorMap& inputs) {
    const SmallGraph graph(text, "");
    RunOptions options;
    options.measure = false;
    return engine.run(graph.plan(), inputs, options);
  }
  static RunResult run(const std::string& text, const TensorMap& inputs = {}) {
    return run_on(*test_device(), text, inputs);
  }
  /// Runs on both engines.
  static void expect_agreement(const std::string& text, const TensorMap& inputs = {}) {
    const RunResult got = run(text, inputs), want = run_on(*make_cpu_engine(), text, inputs);
    ASSERT_FALSE(want.outputs.empty());
    for (const auto& [key, tensor] : want.outputs)
      EXPECT_TRUE(are_same(got.outputs.at(key), tensor, false)) << key << " of\n" << text;
  }
  /// What stops a run with Error{device}.
  static std::string fault_of(const std::string& text, const TensorMap& inputs = {}) {
    try {
      run(text, inputs);
    } catch (const Error& error) {
      EXPECT_EQ(static_cast<int>(error.kind()), 5) << error.what();
      return error.what();
    }
    return "no error";
  }
};

// ---- more elements than 32 bits count

constexpr std::int64_t kMany = (std::int64_t{1} << 31) + 1000;
constexpr std::int64_t kRows = 24, kColumns = kMany / kRows;
static_assert(kRows * kColumns == kMany);
constexpr std::int64_t kPeriod = 251;

/// Element k of what `many_bytes` writes.
std::int64_t element(std::int64_t k) { return k == kMany - 1 ? 255 : k % kPeriod; }

std::string bytes_layout() { return "torch.uint8, size=[" + std::to_string(kMany) + "], stride=[1]"; }

/// buf0[k] = element(k)
Node many_bytes() {
  const std::string many = std::to_string(kMany);
  return {.number = 0,
          .layout = bytes_layout(),
          .sizes = "((" + many + ",), ())",
          .variables = "p0: " + many,
          .indices = {"ModularIndexing(p0, 1, " + std::to_string(kPeriod) + ")", "p0"},
          .lines = {"value = ops.index_expr(at_0, torch.int64)", "place = ops.index_expr(at_1, torch.int64)",
                    "last = ops.constant(" + std::to_string(kMany - 1) + ", torch.int64)",
                    "eq = ops.eq(place, last)", "top = ops.constant(255, torch.int64)",
                    "where = ops.where(eq, top, value)", "to_dtype = ops.to_dtype(where, torch.uint8)",
                    "store = ops.store('buf0', at_1, to_dtype, None)", "return store"}};
}

/// Sums along `rows` of `columns` elements of buf0, element (r, c) at `index`.
Node sums(int number, std::int64_t rows, std::int64_t columns, const std::string& index) {
  const std::string r = std::to_string(rows), c = std::to_string(columns),
                    buffer = "buf" + std::to_string(number);
  return {.number = number,
          .layout = "torch.int64, size=[" + r + "], stride=[1]",
          .sizes = "((" + r + ",), (" + c + ",))",
          .variables = "p0: " + r + ", p1: " + c,
          .reads = {read_layout("buf0", bytes_layout())},
          .indices = {index, "p0"},
          .lines = {"load = ops.load('buf0', at_0)", "to_dtype = ops.to_dtype(load, torch.int64)",
                    "reduction = ops.reduction(torch.int64, torch.int64, 'sum', to_dtype)",
                    "store_reduction = ops.store_reduction('" + buffer + "', at_1, reduction)",
                    "return store_reduction"}};
}

std::int64_t sum_of(std::int64_t first, std::int64_t stride, std::int64_t count) {
  std::int64_t sum = 0;
  for (std::int64_t k = 0; k < count; ++k) sum += element(first + k * stride);
  return sum;
}

TEST_F(CudaLimits, ReducesMoreElementsThan32BitsCount) {
  const std::string columns = std::to_string(kColumns);
  Node largest = sums(4, 1, kMany, "p1");
  largest.lines = {"load = ops.load('buf0', at_0)", "to_dtype = ops.to_dtype(load, torch.int32)",
                   "reduction = ops.reduction(torch.int64, torch.int32, 'argmax', to_dtype)",
                   "store_reduction = ops.store_reduction('buf4', at_1, reduction)",
                   "return store_reduction"};
  Plan plan =
      SmallGraph(
          to_text({many_bytes(), sums(1, 1, kMany, "p1"), sums(2, kRows, kColumns, columns + "*p0 + p1"),
                   sums(3, kRows, kColumns, "p0 + " + std::to_string(kRows) + "*p1"), largest}),
          "")
          .plan();
  std::erase_if(plan.outputs, [](const PlanOutput& output) { return output.name == "buf0"; });
  RunOptions options;
  options.measure = false;
  const RunResult result = test_device()->run(plan, {}, options);
  const auto at = [&](const char* buffer, std::int64_t k) {
    return static_cast<std::int64_t>(value_at(result.outputs.at(buffer), k));
  };
  std::int64_t total = 0;
  for (std::int64_t row = 0; row < kRows; ++row) {
    const std::int64_t want = sum_of(row * kColumns, 1, kColumns);
    EXPECT_EQ(at("buf2", row), want) << row << " by " << result.steps[2].kernel;
    EXPECT_EQ(at("buf3", row), sum_of(row, kRows, kColumns)) << row << " by " << result.steps[3].kernel;
    total += want;
  }
  EXPECT_EQ(at("buf1", 0), total) << "by " << result.steps[1].kernel;
  EXPECT_EQ(at("buf4", 0), kMany - 1) << "by " << result.steps[4].kernel;
}

TEST_F(CudaLimits, ReadsThroughIndicesBeyond32Bits) {
  const std::vector<std::int64_t> places = {
      0, 250, (std::int64_t{1} << 31) - 1, std::int64_t{1} << 31, kMany - 2, kMany - 1, -1, -kMany};
  const std::string count = std::to_string(places.size());
  const Node gather{.number = 1,
                    .layout = "torch.uint8, size=[" + count + "], stride=[1]",
                    .sizes = "((" + count + ",), ())",
                    .variables = "p0: " + count,
                    .reads = {read_layout("arg0_1", "torch.int64, size=[" + count + "], stride=[1]"),
                              read_layout("buf0", bytes_layout())},
                    .indices = {"p0", "indirect0"},
                    .lines = {"load = ops.load('arg0_1', at_0)", "set_indirect0 = self.set_indirect0(load)",
                              "get_index = self.get_index('index1')", "load_1 = ops.load('buf0', get_index)",
                              "store = ops.store('buf1', at_0, load_1, None)", "return store"}};
  Plan plan = SmallGraph(to_text({many_bytes(), gather}), "").plan();
  std::erase_if(plan.outputs, [](const PlanOutput& output) { return output.name == "buf0"; });
  const HostTensor index =
      tensor_of(DType::i64, {static_cast<std::int64_t>(places.size())},
                [&](std::int64_t k) { return static_cast<double>(places[static_cast<std::size_t>(k)]); });
  RunOptions options;
  options.measure = false;
  const RunResult result = test_device()->run(plan, {{"arg0_1", index}}, options);
  for (std::size_t k = 0; k < places.size(); ++k)
    EXPECT_EQ(static_cast<std::int64_t>(value_at(result.outputs.at("buf1"), static_cast<std::int64_t>(k))),
              element(places[k] < 0 ? places[k] + kMany : places[k]))
        << places[k] << " by " << result.steps[1].kernel;
}

// ---- what does not fit

TEST_F(CudaLimits, OutOfMemoryIsSaidBeforeAnythingRuns) {
  const std::string many = std::to_string(std::int64_t{1} << 42);
  const Node node{.number = 0,
                  .layout = "torch.float32, size=[" + many + "], stride=[1]",
                  .sizes = "((" + many + ",), ())",
                  .variables = "p0: " + many,
                  .indices = {"p0"},
                  .lines = {"constant = ops.constant(1.0, torch.float32)",
                            "store = ops.store('buf0', at_0, constant, None)", "return store"}};
  const std::string fault = fault_of(to_text(node));
  EXPECT_TRUE(fault.starts_with("the graph needs 17592186044416 bytes of device memory, only ")) << fault;
  EXPECT_TRUE(fault.ends_with(" are free")) << fault;
}

// ---- faults

/// buf0[k] = arg1_1[arg0_1[k]] of `rows` rows, or arg1_1, one value, stored at these places.
Node indexed(bool stores, const std::string& rows) {
  const std::string table = "torch.float32, size=[" + rows + "], stride=[1]",
                    values = "torch.float32, size=[64], stride=[1]";
  Node node{.number = 0,
            .layout = stores ? table : values,
            .sizes = "((64,), ())",
            .variables = "p0: 64",
            .reads = {read_layout("arg0_1", "torch.int64, size=[64], stride=[1]"),
                      read_layout("arg1_1", stores ? values : table)},
            .indices = {"p0", "indirect0"},
            .lines = {"load = ops.load('arg0_1', at_0)", "set_indirect0 = self.set_indirect0(load)",
                      "get_index = self.get_index('index1')"}};
  if (stores) {
    node.lines.emplace_back("load_1 = ops.load('arg1_1', at_0)");
    node.lines.emplace_back("store = ops.store('buf0', get_index, load_1, None)");
  } else {
    node.lines.emplace_back("load_1 = ops.load('arg1_1', get_index)");
    node.lines.emplace_back("store = ops.store('buf0', at_0, load_1, None)");
  }
  node.lines.emplace_back("return store");
  return node;
}

TEST_F(CudaLimits, FaultsNameNodeOpIndexAndBound) {
  for (const bool stores : {false, true})
    for (const std::int64_t bad : {std::int64_t{7}, std::int64_t{-8}, std::int64_t{1} << 40}) {
      const HostTensor index = tensor_of(
          DType::i64, {64}, [&](std::int64_t k) { return static_cast<double>(k == 37 ? bad : k % 14 - 7); });
      const HostTensor other = tensor_of(DType::f32, {stores ? 64 : 7}, [](std::int64_t) { return 1.0; });
      const std::string fault =
          fault_of(to_text(indexed(stores, "7")), {{"arg0_1", index}, {"arg1_1", other}});
      EXPECT_TRUE(fault.starts_with("op0: ")) << fault;
      const auto says = [&](const std::string& shown) {
        return fault.find(": index " + shown + " is out of range 0 <= i < 7") != fault.npos;
      };
      // prebuilt kernels, where there is no compiler, stop counting at 32 bits
      EXPECT_TRUE(says(std::to_string(bad)) || (bad > 100 && says("2147483647 or more"))) << fault;
      EXPECT_NE(fault.find("set_indirect0"), fault.npos) << fault;
    }
}

TEST_F(CudaLimits, AssertionsThatDoNotHoldStopTheRun) {
  const Node node{.number = 0,
                  .layout = "torch.int64, size=[64], stride=[1]",
                  .sizes = "((64,), ())",
                  .variables = "p0: 64",
                  .indices = {"p0"},
                  .lines = {"place = ops.index_expr(at_0, torch.int64)",
                            "bound = ops.constant(63, torch.int64)", "lt = ops.lt(place, bound)",
                            "device_assert_async = ops.device_assert_async(lt, 'place < 63')",
                            "store = ops.store('buf0', at_0, place, None)", "return store"}};
  const std::string fault = fault_of(to_text(node));
  EXPECT_TRUE(fault.starts_with("op0: ")) << fault;
  EXPECT_NE(fault.find("device_assert_async"), fault.npos) << fault;
  EXPECT_TRUE(fault.ends_with("the assertion does not hold: place < 63")) << fault;
}

TEST_F(CudaLimits, IndicesOfLibraryCallsAreChecked) {
  const HostTensor table =
      tensor_of(DType::f32, {5, 3}, [](std::int64_t k) { return static_cast<double>(k); });
  const HostTensor index = tensor_of(DType::i64, {4}, [](std::int64_t k) { return k == 2 ? 5.0 : 1.0; });
  const CallCase call{"aten.embedding.default(table, index)",
                      {{"table", table}, {"index", index}},
                      {zeros(DType::f32, {4, 3})}};
  try {
    run_on_device(call, TestLayout::dense);
    FAIL() << "the run ended without an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::device);
    EXPECT_NE(std::string(error.what()).find("index 5 is out of range 0 <= i < 5"), std::string::npos)
        << error.what();
  }
}

/// A fault is the run's, not the engine's: the next graph runs.
TEST_F(CudaLimits, TheEngineOutlivesAFault) {
  const HostTensor bad = tensor_of(DType::i64, {64}, [](std::int64_t) { return 7.0; }),
                   good =
                       tensor_of(DType::i64, {64}, [](std::int64_t k) { return static_cast<double>(k % 7); });
  const HostTensor table = tensor_of(DType::f32, {7}, [](std::int64_t k) { return static_cast<double>(k); });
  const std::string text = to_text(indexed(false, "7"));
  EXPECT_NE(fault_of(text, {{"arg0_1", bad}, {"arg1_1", table}}), "no error");
  expect_agreement(text, {{"arg0_1", good}, {"arg1_1", table}});
}

// ---- unusual tensors

Node reduced(const std::string& kind, const std::string& type, const std::string& input,
             const std::string& index) {
  return {
      .number = 0,
      .layout = "torch." + type + ", size=[6], stride=[1]",
      .sizes = "((6,), (40,))",
      .variables = "p0: 6, p1: 40",
      .reads = {read_layout("arg0_1", input)},
      .indices = {index, "p0"},
      .lines = {"load = ops.load('arg0_1', at_0)",
                "reduction = ops.reduction(torch." + type + ", torch.float32, '" + kind + "', load)",
                "store_reduction = ops.store_reduction('buf0', at_1, reduction)", "return store_reduction"}};
}

TEST_F(CudaLimits, NanAndInfinitiesGoThroughReductions) {
  for (const double special : {kNan, kInf, -kInf})
    for (const std::int64_t step : {1, 7, 40, 1000}) {
      const HostTensor values = tensor_of(DType::f32, {6, 40}, [&](std::int64_t k) {
        return k % step == step / 2 ? special : static_cast<double>(k % 17 - 8);
      });
      for (const char* kind : {"sum", "prod", "max", "min", "argmax", "argmin", "any"}) {
        const std::string type = std::string(kind).starts_with("arg") ? "int64"
                                 : std::string(kind) == "any"         ? "bool"
                                                                      : "float32";
        expect_agreement(
            to_text(reduced(kind, type, "torch.float32, size=[6, 40], stride=[40, 1]", "40*p0 + p1")),
            {{"arg0_1", values}});
      }
    }
}

TEST_F(CudaLimits, NanGoesThroughOpsThatChoose) {
  for (const char* op : {"maximum", "minimum", "eq", "ne", "lt", "ge"}) {
    const bool compares = std::string(op).size() == 2;
    const Node node{
        .number = 0,
        .layout = std::string(compares ? "torch.bool" : "torch.float32") + ", size=[64], stride=[1]",
        .sizes = "((64,), ())",
        .variables = "p0: 64",
        .reads = {read_layout("arg0_1", "torch.float32, size=[64], stride=[1]"),
                  read_layout("arg1_1", "torch.float32, size=[64], stride=[1]")},
        .indices = {"p0"},
        .lines = {"a = ops.load('arg0_1', at_0)", "b = ops.load('arg1_1', at_0)",
                  "chosen = ops." + std::string(op) + "(a, b)",
                  "store = ops.store('buf0', at_0, chosen, None)", "return store"}};
    const double special[] = {kNan, kInf, -kInf, 0, -1, 1, 3.5, kNan};
    const HostTensor a = tensor_of(DType::f32, {64}, [&](std::int64_t k) { return special[k % 8]; }),
                     b = tensor_of(DType::f32, {64}, [&](std::int64_t k) { return special[k / 8]; });
    expect_agreement(to_text(node), {{"arg0_1", a}, {"arg1_1", b}});
  }
}

TEST_F(CudaLimits, StridesOfZero) {
  const HostTensor row =
      tensor_of(DType::f32, {6, 40}, [](std::int64_t k) { return static_cast<double>(k % 40); });
  for (const char* kind : {"sum", "max"})
    expect_agreement(to_text(reduced(kind, "float32", "torch.float32, size=[6, 40], stride=[0, 1]", "p1")),
                     {{"arg0_1", row}});
  const HostTensor column =
      tensor_of(DType::f32, {6, 40}, [](std::int64_t k) { return static_cast<double>(k / 40); });
  for (const char* kind : {"sum", "max"})
    expect_agreement(to_text(reduced(kind, "float32", "torch.float32, size=[6, 40], stride=[1, 0]", "p0")),
                     {{"arg0_1", column}});
}

/// Vectors of two-byte elements are longer than those that scans go by.
TEST_F(CudaLimits, TwoByteElementsAreScannedInOrder) {
  for (const char* type : {"bfloat16", "float16", "int8"}) {
    const std::string layout = "torch." + std::string(type) + ", size=[3, 1000], stride=[1000, 1]";
    const Node scan{
        .number = 0,
        .layout = layout,
        .sizes = "((3,), (1000,))",
        .variables = "p0: 3, p1: 1000",
        .reads = {read_layout("arg0_1", layout)},
        .indices = {"1000*p0 + p1"},
        .lines = {"load = ops.load('arg0_1', at_0)", "to_dtype = ops.to_dtype(load, torch.float32)",
                  "scan1 = self.scan1(torch.float32, to_dtype, 0)",
                  "store = ops.store('buf0', at_0, scan1, None)", "return store"}};
    const HostTensor values = tensor_of(*find_dtype(type), {3, 1000}, [](std::int64_t k) {
      return static_cast<double>(k % 3 - (k % 50 == 0 ? 3 : 1));
    });
    expect_agreement(to_text(scan), {{"arg0_1", values}});
  }
}

/// An element that nothing wrote cannot pass for a result.
TEST_F(CudaLimits, UnwrittenElementsAreNan) {
  for (const char* type : {"float32", "bfloat16", "int64"}) {
    const Node half{.number = 0,
                    .layout = "torch." + std::string(type) + ", size=[10], stride=[1]",
                    .sizes = "((5,), ())",
                    .variables = "p0: 5",
                    .indices = {"p0"},
                    .lines = {"constant = ops.constant(1, torch." + std::string(type) + ")",
                              "store = ops.store('buf0', at_0, constant, None)", "return store"}};
    const RunResult result = run(to_text(half));
    const HostTensor& got = result.outputs.at("buf0");
    for (std::int64_t k = 0; k < 10; ++k) {
      const double value = value_at(got, k);
      const bool unwritten = is_floating(got.dtype) ? std::isnan(value) : value == -1;
      EXPECT_EQ(unwritten, k >= 5) << type << " " << k << ": " << value;
    }
  }
}

TEST_F(CudaLimits, BuffersStayInTheirStorages) {
  Plan plan = SmallGraph(to_text(indexed(false, "7")), "").plan();
  for (PlanBuffer& buffer : plan.buffers) buffer.offset = 1;
  try {
    test_device()->run(plan, {}, {});
    FAIL() << "the run ended without an error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::device);
    EXPECT_NE(std::string(error.what()).find("leaves its storage"), std::string::npos) << error.what();
  }
}

TEST_F(CudaLimits, EmptyTensors) {
  const Node nothing{.number = 0,
                     .layout = "torch.float32, size=[0, 5], stride=[5, 1]",
                     .sizes = "((0, 5), ())",
                     .variables = "p0: 0, p1: 5",
                     .indices = {"5*p0 + p1"},
                     .lines = {"constant = ops.constant(1.0, torch.float32)",
                               "store = ops.store('buf0', at_0, constant, None)", "return store"}};
  expect_agreement(to_text(nothing));
  for (const char* kind : {"sum", "prod", "any"}) {
    Node sum = reduced(kind, std::string(kind) == "any" ? "bool" : "float32",
                       "torch.float32, size=[6, 0], stride=[1, 1]", "p0 + p1");
    sum.sizes = "((6,), (0,))";
    sum.variables = "p0: 6, p1: 0";
    expect_agreement(to_text(sum), {{"arg0_1", zeros(DType::f32, {6, 0})}});
  }
  for (const Dims& sizes : {Dims{3, 0, 4}, Dims{0, 5, 4}, Dims{3, 5, 0}}) {
    const CallCase call{
        "aten.mm.default(a, b)",
        {{"a", zeros(DType::f32, {sizes[0], sizes[1]})}, {"b", zeros(DType::f32, {sizes[1], sizes[2]})}},
        {zeros(DType::f32, {sizes[0], sizes[2]})}};
    const DeviceResults got = run_on_device(call, TestLayout::dense);
    EXPECT_TRUE(are_same(got.values[0], run_on_cpu(call)[0], true)) << list_text(sizes);
  }
}

}  // namespace
}  // namespace ireplay
