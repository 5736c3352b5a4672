#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "replay/triton/run.hpp"

/// Kernels in Triton, statement by statement, against values worked by hand from the language's
/// documentation.
namespace ireplay {
namespace {

/// The body of `def kernel(x, i, out, n, BLOCK: tl.constexpr)`: x are floats, i the integers 0, 1, 2 .., out
/// is written; 8 elements each, one program instance unless a row says otherwise.
std::string text_of(const std::string& body, const std::string& before) {
  return "import triton\nimport triton.language as tl\n" + before +
         "\n@triton_heuristics.user_autotune(configs=[])\n@triton.jit\n"
         "def kernel(x, i, out, n, BLOCK: tl.constexpr):\n    at = tl.arange(0, BLOCK)\n" +
         body;
}

constexpr std::int64_t kElements = 8;

struct Bench {
  Plan plan;
  ExternCall call;
  std::vector<std::vector<std::byte>> memory;

  Bench(const std::string& text, DType x, DType out, std::int64_t programs) {
    const DType types[] = {x, DType::i32, out};
    TritonLaunch launch;
    launch.kernel = std::make_shared<const TritonKernel>("output_code.py", 10, text);
    launch.grid = {programs, 1, 1};
    for (std::int32_t k = 0; k < 3; ++k) {
      const auto bytes = kElements * static_cast<std::int64_t>(bytes_of(types[k]));
      plan.storages.push_back({.name = "buf", .bytes = bytes});
      plan.buffers.push_back(
          {.name = "buf", .dtype = types[k], .size = {kElements}, .stride = {1}, .storage = k});
      memory.emplace_back(static_cast<std::size_t>(bytes));
      call.arguments.push_back({"", {TensorView{k, types[k], {kElements}, {1}, 0}}});
      launch.arguments.push_back(TritonPointer{.type = types[k], .operand = k});
    }
    launch.arguments.push_back(TritonNumber{.type = DType::i32, .real = 6, .integer = 6});
    launch.arguments.push_back(TritonConstant{kElements});
    effects = inspect(launch);
    describe(launch, call);
    for (std::int64_t k = 0; k < kElements; ++k) {
      set(0, k, 0.5 * static_cast<double>(k) - 1);
      set(1, k, static_cast<double>(k));
    }
  }

  void set(std::size_t buffer, std::int64_t at, double value) {
    store_element(&memory[buffer][static_cast<std::size_t>(at) * bytes_of(plan.buffers[buffer].dtype)],
                  plan.buffers[buffer].dtype, {.f = value}, DType::f64);
  }
  HostView view(const TensorView& tensor) {
    return {memory[static_cast<std::size_t>(tensor.buffer)].data(), tensor.dtype, tensor.size, tensor.stride};
  }
  std::vector<double> run(const TritonOptions& options = {}) {
    run_triton(
        call, plan, [this](const TensorView& tensor) { return view(tensor); }, options);
    std::vector<double> out;
    const DType type = plan.buffers[2].dtype;
    for (std::int64_t k = 0; k < kElements; ++k) {
      const Scalar value = load_element(&memory[2][static_cast<std::size_t>(k) * bytes_of(type)], type);
      out.push_back(is_floating(type) ? value.f : static_cast<double>(value.i));
    }
    return out;
  }

  TritonEffects effects;
};

struct Row {
  const char* what;
  const char* body;
  std::vector<double> out;
  DType type = DType::f32;  // of out
  const char* before = "";
  std::int64_t programs = 1;
  DType x = DType::f32;
};

const std::vector<Row> kRows = {
    {"masked load and store",
     "    v = tl.load(x + at, mask=at < n, other=9.0)\n    tl.store(out + at, v, mask=at != 1)\n",
     {-1, 0, 0, 0.5, 1, 1.5, 9, 9}},
    {"integers wrap in 32 bits",
     "    tl.store(out + at, (tl.load(i + at) + 2147483647) * 2)\n",
     {-2, 0, 2, 4, 6, 8, 10, 12},
     DType::i32},
    {"// and % of tensors truncate, those of constants do not",
     "    a: tl.constexpr = -7 // 2\n    b: tl.constexpr = -7 % 4\n    v = tl.load(i + at) - 4\n"
     "    tl.store(out + at, v // 3 * 100 + v % 3 * 10 + a + b)\n",
     {-113, -103, -23, -13, -3, 7, 17, 97},
     DType::i32},
    {"a number takes the type of the half beside it, a variable is float32",
     "    h = tl.load(x + at).to(tl.float16)\n    third = 0.3333333\n"
     "    same = (h * 0.3333333).dtype == tl.float16\n    wide = (h * third).dtype == tl.float32\n"
     "    tl.store(out + at, tl.where(at == 0, same & wide, 0))\n",
     {1, 0, 0, 0, 0, 0, 0, 0}},
    {"bfloat16 is rounded after each operation",
     "    one = (tl.load(i + at) * 0 + 1).to(tl.bfloat16)\n    tl.store(out + at, (one + "
     "0.001).to(tl.float32) - 1)\n",
     {0, 0, 0, 0, 0, 0, 0, 0}},
    {"products accumulate over a loop",
     "    r = tl.arange(0, 2)\n    acc = tl.zeros((2, 2), dtype=tl.float32)\n    for step in range(0, 2):\n"
     "        a = tl.load(i + r[:, None] * 2 + r[None, :]).to(tl.float32)\n        acc = tl.dot(a, "
     "tl.trans(a), acc)\n"
     "    tl.store(out + r[:, None] * 2 + r[None, :], acc)\n",
     {2, 6, 6, 26, 0, 0, 0, 0}},
    {"reductions",
     "    v = tl.load(i + at)\n    m = tl.reshape(v, (2, 4))\n    s = tl.sum(m, 1)\n    best, where = "
     "tl.max(m, 0, return_indices=True)\n"
     "    tl.store(out + tl.arange(0, 2), s)\n    tl.store(out + 2 + tl.arange(0, 4), best + where)\n"
     "    tl.store(out + 6, tl.argmin(v * v - 4 * v, 0))\n    tl.store(out + 7, tl.xor_sum(v, 0))\n",
     {6, 22, 5, 6, 7, 8, 2, 0},
     DType::i32},
    {"the largest that is a number, and NaN",
     "    v = tl.where(at == 2, tl.log(tl.load(x + at) - 1), tl.load(x + at))\n"
     "    tl.store(out + at, tl.where(at == 0, triton_helpers.max2(v, 0), triton_helpers.fmax2(v, 0)))\n"
     "    tl.store(out, (triton_helpers.max2(v, 0) != triton_helpers.max2(v, 0)).to(tl.float32))\n",
     {1, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5}},
    {"a scan with a function of the text",
     "    v = tl.load(i + at)\n    tl.store(out + at, tl.associative_scan(v, 0, last_even, reverse=True))\n",
     {0, 2, 2, 4, 4, 6, 6, 7},
     DType::i32,
     "@triton.jit\ndef last_even(a, b):\n    return tl.where(b % 2 == 0, b, a)\n"},
    {"sums up to each element, sorted from the largest",
     "    v = tl.cumsum(tl.load(i + at) % 3, 0)\n    tl.store(out + at, tl.sort(v, descending=True))\n",
     {7, 6, 6, 4, 3, 3, 1, 0},
     DType::i32},
    {"several program instances add to one element",
     "    tl.atomic_add(out + tl.program_id(0) % 2, tl.sum(tl.load(i + at), 0))\n",
     {56, 28, 0, 0, 0, 0, 0, 0},
     DType::i32,
     "",
     3},
    {"exchange where the old value is the expected one",
     "    old = tl.atomic_cas(out + at, tl.where(at < 4, 0, 1), 5)\n    tl.store(out + at, tl.load(out + at) "
     "+ old)\n",
     {5, 5, 5, 5, 0, 0, 0, 0},
     DType::i32},
    {"what lies outside of a block pointer's tensor is 0",
     "    p = tl.make_block_ptr(i, shape=(n,), strides=(1,), offsets=(4,), block_shape=(4,), order=(0,))\n"
     "    v = tl.load(p, boundary_check=(0,), padding_option=\"zero\")\n    p = tl.advance(p, (-3,))\n"
     "    tl.store(out + tl.arange(0, 4), v * 10 + tl.load(p))\n",
     {41, 52, 3, 4, 0, 0, 0, 0},
     DType::i32},
    {"a descriptor checks all bounds",
     "    d = tl.make_tensor_descriptor(i, shape=[3, 2], strides=[2, 1], block_shape=[2, 2])\n"
     "    e = tl.make_tensor_descriptor(out, shape=[2, 2], strides=[4, 1], block_shape=[2, 2])\n"
     "    e.store([0, 0], d.load([2, 0]) + 1)\n",
     {5, 6, 0, 0, 1, 1, 0, 0},
     DType::i32},
    {"a loop that ends by its condition, and a function that returns early",
     "    v = 100\n    count = 0\n    while v > 1:\n        v //= 2\n        count += 1\n"
     "    tl.store(out + at, clipped(tl.load(i + at), count, LIMIT))\n",
     {0, 1, 2, 3, 4, 5, 5, 5},
     DType::i32,
     "LIMIT = tl.constexpr(5)\n@triton.jit\ndef clipped(v, count, limit: tl.constexpr, check=True):\n"
     "    if count != 6:\n        return v * 0\n    if check and limit is not None:\n"
     "        v = tl.minimum(v, limit)\n    return v\n"},
    {"blocks joined, split, turned, flipped",
     "    v = tl.load(i + at)\n    a, b = tl.split(tl.reshape(v, (4, 2)))\n    w = tl.join(b, a).reshape(8)\n"
     "    w = tl.permute(w.reshape(2, 4), (1, 0)).reshape(8)\n    tl.store(out + at, tl.flip(w, 0))\n",
     {6, 2, 7, 3, 4, 0, 5, 1},
     DType::i32},
    {"half the elements of a number are NaN",
     "    v = tl.load(x + at)\n    v = tl.maximum(tl.sqrt(v), -1.0)\n    tl.store(out + at, v * v)\n",
     {1, 1, 0, 0.5, 1, 1.5, 2, 2.5}},
    {"shifts, masks and hexadecimal numbers",
     "    v = tl.load(i + at)\n    tl.store(out + at, ((v << 4) | (v >> 1)) & 0x3f ^ ~0)\n",
     {-1, -17, -34, -50, -3, -19, -36, -52},
     DType::i32},
    {"random numbers are Philox",
     "    r = tl.randint(42, tl.load(i + at))\n    tl.store(out + at, (r == tl.randint(42, at)).to(tl.int32) "
     "+ (tl.rand(7, at) < 1.0))\n",
     {2, 2, 2, 2, 2, 2, 2, 2},
     DType::i32},
};

TEST(TritonRun, GivesWhatTheLanguageSays) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.what);
    try {
      Bench bench(text_of(row.body, row.before), row.x, row.type, row.programs);
      const std::vector<double> out = bench.run();
      for (std::size_t k = 0; k < out.size(); ++k)
        EXPECT_NEAR(out[k], row.out[k], 1e-6 * std::fabs(row.out[k])) << "element " << k;
    } catch (const Error& error) {
      ADD_FAILURE() << to_text(error);
    }
  }
}

TEST(TritonRun, SaysWhatIsReadAndWritten) {
  const Bench bench(text_of("    if n > 3:\n        tl.store(out + at, tl.load(x + at))\n", ""), DType::f32,
                    DType::f32, 3);
  EXPECT_EQ(bench.effects.read, (std::vector<bool>{true, false, false}));
  EXPECT_EQ(bench.effects.written, (std::vector<bool>{false, false, true}));
  EXPECT_GT(bench.effects.operations, 0);
}

TEST(TritonRun, OracleRoundsNothing) {
  Bench bench(text_of("    v = tl.load(x + at)\n    tl.store(out + at, (v + 1e-9).to(tl.bfloat16))\n", ""),
              DType::f64, DType::f64, 1);
  EXPECT_EQ(bench.run({.oracle = true})[4], 1 + 1e-9);
}

TEST(TritonRun, RoundsAtRandomWithinAUnit) {
  const std::string text =
      text_of("    v = tl.load(x + at)\n    tl.store(out + at, tl.exp(v) * 1.1 + v)\n", "");
  Bench plain(text, DType::f32, DType::f32, 1), noisy(text, DType::f32, DType::f32, 1),
      again(text, DType::f32, DType::f32, 1);
  const auto right = plain.run(), moved = noisy.run({.noise = 3}), same = again.run({.noise = 3});
  EXPECT_EQ(moved, same);
  EXPECT_NE(moved, right);
  for (std::size_t k = 0; k < right.size(); ++k)
    EXPECT_NEAR(moved[k], right[k], 1e-6 * (1 + std::fabs(right[k])));
}

struct Bad {
  const char* body;
  const char* message;
};

TEST(TritonRun, RefusesByNameAndPlace) {
  const Bad rows[] = {
      {"    tl.foo(at)\n",
       "output_code.py:17:5: error: kernel: 'tl.foo' is not known here\n    tl.foo(at)\n    ^\n"},
      {"    y = at + z\n",
       "output_code.py:17:14: error: kernel: 'z' is not known here\n    y = at + z\n             ^\n"},
      {"    y = at[0]\n",
       "output_code.py:17:11: error: kernel: an index other than ':' and None\n    y = at[0]\n          ^\n"},
      {"    with tl.scope():\n        pass\n",
       "output_code.py:17:5: error: kernel: this statement is not understood\n    with tl.scope():\n    ^\n"},
      {"    y = tl.arange(0, BLOCK) + tl.arange(0, 4)\n",
       "output_code.py:17:29: error: kernel: blocks of sizes [8] and [4] do not go together\n    y = "
       "tl.arange(0, BLOCK) + "
       "tl.arange(0, 4)\n                            ^\n"},
      {"    y = tl.sum(at, axis=2)\n",
       "output_code.py:17:9: error: kernel: expected a dimension of 1, not an integer\n    y = tl.sum(at, "
       "axis=2)\n        ^\n"},
      {"    tl.store(out + at, at, cache=1)\n",
       "output_code.py:17:5: error: kernel: an argument of 'tl.store' is not known\n    tl.store(out + at, "
       "at, cache=1)\n    ^\n"},
      {"    y = tl.arange(-9223372036854775807, 32)\n",
       "output_code.py:17:9: error: kernel: a block of more than 2^63 numbers\n    y = "
       "tl.arange(-9223372036854775807, 32)\n        ^\n"},
      {"    y = x + 0.5\n",
       "output_code.py:17:11: error: kernel: a pointer is moved by a float\n    y = x + 0.5\n          ^\n"},
      {"    tl.dot(tl.zeros((2, 4), tl.float32), tl.zeros((2, 4), tl.float32))\n",
       "output_code.py:17:5: error: kernel: a product of a tensor f32[2,4] and a tensor f32[2,4]\n    "
       "tl.dot(tl.zeros((2, 4), "
       "tl.float32), tl.zeros((2, 4), tl.float32))\n    ^\n"},
  };
  for (const Bad& row : rows) {
    try {
      Bench bench(text_of(row.body, ""), DType::f32, DType::f32, 1);
      ADD_FAILURE() << row.body;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::unsupported);
      EXPECT_EQ(to_text(error), row.message);
    }
  }
}

TEST(TritonRun, TheLeastIntegerHasAQuotientByMinusOne) {
  const std::string least = "(-9223372036854775807 - 1)";
  const std::string body =
      "    y = " + least + " // -1\n    z = " + least + " % -1\n    tl.store(out + at, at + z)\n";
  EXPECT_NO_THROW(Bench(text_of(body, ""), DType::f32, DType::f32, 1));
}

TEST(TritonRun, AnAccessOutsideOfMemoryIsAFault) {
  Bench bench(text_of("    tl.store(out + at, tl.load(x + at * 2))\n", ""), DType::f32, DType::f32, 1);
  try {
    bench.run();
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), Error::Kind::device);
    EXPECT_STREQ(error.what(), "kernel: element 8 of 'x', whose memory has elements 0 to 7");
    EXPECT_EQ(error.position().line, 17U);
  }
}

}  // namespace
}  // namespace ireplay
