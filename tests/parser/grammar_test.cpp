#include <gtest/gtest.h>

#include "parser/check.hpp"
#include "parser/parse.hpp"
#include "parser/to_text.hpp"

namespace ireplay {
namespace {

struct Row {
  std::string text, expected;
};

std::string expression(const std::string& text) {
  const Source source("text", text);
  ExprPool exprs;
  try {
    const ExprId id = parse_expression(source, exprs);
    return to_text(exprs, id);
  } catch (const Error& error) {
    return error.what();
  }
}

/// The full text of a dump, without its first `skipped` lines and without indentation.
std::string dump_lines(const std::string& text, int skipped) {
  const Source source("text", text);
  std::string full;
  try {
    full = to_full_text(parse_dump(source));
  } catch (const Error& error) {
    return to_text(error);
  }
  std::string result;
  for (std::size_t at = 0; at < full.size();) {
    const std::size_t end = full.find('\n', at);
    std::string line = full.substr(at, end - at);
    line.erase(0, line.find_first_not_of(' '));
    if (skipped-- <= 0) result += (result.empty() ? "" : "; ") + line;
    at = end + 1;
  }
  return result;
}

std::string dependency(const std::string& text) {
  return dump_lines("op0: A(B)\nop0.writes = [" + text + "]\n", 1);
}

std::string layout(const std::string& text) {
  return dump_lines("op0: A(B)\nbuf0_layout = " + text + "\n", 1);
}

std::string attribute(const std::string& text) { return dump_lines("op0: A(B)\nop0." + text + "\n", 1); }

std::string statement(const std::string& text) {
  return dump_lines(
      "op0: A(B)\nclass op0_loop_body:\n    var_ranges = {}\n    def body(self, ops):\n        " + text +
          "\n",
      2);
}

std::string wrapper(const std::string& text) {
  const Source source("text", text);
  try {
    return to_text(parse_wrapper(source));
  } catch (const Error& error) {
    return to_text(error);
  }
}

void expect_rows(std::string (*parsed)(const std::string&), const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(parsed(row.text), row.expected) << row.text;
}

TEST(ExpressionGrammar, PrecedenceOfOperators) {
  expect_rows(expression, {
                              {"a + b*c", "(a + (b*c))"},
                              {"a*b + c", "((a*b) + c)"},
                              {"a - b - c", "((a - b) - c)"},
                              {"a*b//c/d%e", "((((a*b)//c)/d)%e)"},
                              {"a**b**c", "(a**(b**c))"},
                              {"2*a**2", "(2*(a**2))"},
                              {"a < b + 1", "(a < (b + 1))"},
                              {"a <= b", "(a <= b)"},
                              {"a >= b", "(a >= b)"},
                              {"a > b", "(a > b)"},
                              {"a == b", "(a == b)"},
                              {"a != b", "(a != b)"},
                              {"a or b and c", "(a or (b and c))"},
                              {"(z0 >= 2) | (z1 < 3)", "((z0 >= 2) or (z1 < 3))"},
                              {"(z0 >= 2) & (z1 < 3) | c", "(((z0 >= 2) and (z1 < 3)) or c)"},
                              {"~(a < b)", "not (a < b)"},
                              {"~a & b", "((not a) and b)"},
                              {"a == b & c | d", "(a == ((b and c) or d))"},
                              {"a ^ b & c << 1 + d >> e", "(a ^ (b and ((c << (1 + d)) >> e)))"},
                              {"a.dtype is tl.float32 and b", "((a.dtype is tl.float32) and b)"},
                              {"x[:, None]", "x[(:, None)]"},
                              {"x[1:n + 2, :]", "x[(1:(n + 2), :)]"},
                              {"x[2:]", "x[2:]"},
                              {"{a.B, f({1: 2})}", "{a.B, f({1: 2})}"},
                              {"{}", "{}"},
                              {"{'a:b': 1}", "{'a:b': 1}"},
                              {"not a < b and c", "((not (a < b)) and c)"},
                              {"not (u0 >= 0)", "not (u0 >= 0)"},
                              {"a if b else c", "(a if b else c)"},
                              {"a if b else c if d else e", "(a if b else (c if d else e))"},
                              {"1 if buf1.item() else 0", "(1 if buf1.item() else 0)"},
                          });
}

TEST(ExpressionGrammar, ALeadingMinusCoversItsWholeProduct) {
  expect_rows(expression, {
                              {"-z0//4", "-(z0//4)"},
                              {"(-z0)//4", "((-z0)//4)"},
                              {"-128*z0 - z1 + 127", "(((-(128*z0)) - z1) + 127)"},
                              {"127 - z0", "(127 - z0)"},
                              {"-2**2", "-(2**2)"},
                              {"a*-b//c", "((a*-b)//c)"},
                              {"a//-b*c", "((a//-b)*c)"},
                              {"x**-2*y", "((x**-2)*y)"},
                              {"x**(-2)", "(x**-2)"},
                              {"a - -b*c", "(a - -(b*c))"},
                              {"+a*b", "(a*b)"},
                              {"--a", "--a"},
                              {"--1", "--1"},
                              {"(-1)**2", "((-1)**2)"},
                              {"(-f)(x)", "(-f)(x)"},
                              {"-Min(7, -p0 + p1)", "-Min(7, ((-p0) + p1))"},
                          });
}

TEST(ExpressionGrammar, NumbersTakeTheirSign) {
  ExprPool exprs;
  for (const char* text : {"-1", "-inf", "-1e-05", "-0.5", "-9223372036854775808"}) {
    const Source source("text", text);
    const ExprId id = parse_expression(source, exprs);
    EXPECT_EQ(exprs[id].text, text);
    EXPECT_EQ(exprs[id].count, 0U);
  }
}

TEST(ExpressionGrammar, KindsOfLeaves) {
  const std::vector<std::pair<std::string, ExprKind>> rows{
      {"1.5j", ExprKind::imaginary},     {"12", ExprKind::integer},      {"1.", ExprKind::real},
      {"5e-324", ExprKind::real},        {"1E+5", ExprKind::real},       {".5", ExprKind::real},
      {"inf", ExprKind::real},           {"nan", ExprKind::real},        {"oo", ExprKind::real},
      {"int_oo", ExprKind::real},        {"True", ExprKind::boolean},    {"False", ExprKind::boolean},
      {"None", ExprKind::none},          {"buf0", ExprKind::name},       {"info", ExprKind::name},
      {"torch.float32", ExprKind::name}, {"Nonesuch", ExprKind::name},   {"orders", ExprKind::name},
      {"'None'", ExprKind::string},      {"\"it's\"", ExprKind::string}, {"r'a'", ExprKind::string}};
  for (const auto& [text, kind] : rows) {
    const Source source("text", text);
    ExprPool exprs;
    EXPECT_EQ(exprs[parse_expression(source, exprs)].kind, kind) << text;
  }
}

TEST(ExpressionGrammar, PrintedFormsOfAllReleases) {
  expect_rows(expression,
              {
                  {"z0//4", "(z0//4)"},
                  {"(z0//4)", "(z0//4)"},
                  {"z1 + 64*(z0//8)", "(z1 + (64*(z0//8)))"},
                  {"z1 + 64*((z0//8))", "(z1 + (64*(z0//8)))"},
                  {"((2*z0 + z1)//8)", "(((2*z0) + z1)//8)"},
                  {"z0 - z1//2", "(z0 - (z1//2))"},
                  {"z0 - ((z1//2))", "(z0 - (z1//2))"},
                  {"-((z0//4))", "-(z0//4)"},
                  {"((z0//4))**2", "((z0//4)**2)"},
                  {"((z0 + ((z1//3)))//5)", "((z0 + (z1//3))//5)"},
                  {"8*ModularIndexing(z0, 4, 8)", "(8*ModularIndexing(z0, 4, 8))"},
                  {"8*(ModularIndexing(z0, 4, 8))", "(8*ModularIndexing(z0, 4, 8))"},
                  {"(Mod(z0, 4)) + 1", "(Mod(z0, 4) + 1)"},
                  {"z1 + 8*I", "(z1 + (8*I))"},
                  {"z1 + 8*(I)", "(z1 + (8*I))"},
                  {"p1 + 8*((p0 - 4))", "(p1 + (8*(p0 - 4)))"},
                  {"ModularIndexing((p0 - 4), 1, 4)", "ModularIndexing((p0 - 4), 1, 4)"},
                  {"ModularIndexing(p0 + (PythonMod(s17 - 3, s17)), 1, s17)",
                   "ModularIndexing((p0 + PythonMod((s17 - 3), s17)), 1, s17)"},
                  {"Where(c, p, q)", "Where(c, p, q)"},
                  {"Piecewise((v, c < 3), (w, True))", "Piecewise((v, (c < 3)), (w, True))"},
                  {"Eq(a, b)", "Eq(a, b)"},
                  {"16*(tmp4) + c1", "((16*tmp4) + c1)"},
                  {"s1/(s3 - 1.0)", "(s1/(s3 - 1.0))"},
                  {"z0/2 + 1/2", "((z0/2) + (1/2))"},
                  {"9223372036854775807*z0", "(9223372036854775807*z0)"},
                  {"2*p0*s27*(((s14 + 3)//4))", "(((2*p0)*s27)*((s14 + 3)//4))"},
                  {"OpaqueUnaryFn_sqrt(s0)", "OpaqueUnaryFn_sqrt(s0)"},
                  {"((31))", "31"},
                  {"64 // s3", "(64//s3)"},
                  {"((a // b) % c)", "((a//b)%c)"},
                  {"32*math.ceil(s27 / 32)", "(32*math.ceil((s27/32)))"},
                  {"4*max(1, min(s0, 2))", "(4*max(1, min(s0, 2)))"},
                  {"0 + 4 * (u4 + 9 if u4 < 0 else u4)", "(0 + (4*((u4 + 9) if (u4 < 0) else u4)))"},
              });
}

TEST(ExpressionGrammar, PythonValues) {
  expect_rows(expression, {
                              {"()", "()"},
                              {"(64, )", "(64,)"},
                              {"(1, 2)", "(1, 2)"},
                              {"[]", "[]"},
                              {"[i, None]", "[i, None]"},
                              {"{}", "{}"},
                              {"{'a': 1, 2: [b]}", "{'a': 1, 2: [b]}"},
                              {"f()", "f()"},
                              {"f(a, alpha=1, out=buf0)", "f(a, alpha=1, out=buf0)"},
                              {"f(x, src_dtype = torch.float32)", "f(x, src_dtype=torch.float32)"},
                              {"f(a == b)", "f((a == b))"},
                              {"x.isnan().any().item()", "x.isnan().any().item()"},
                              {"buf1[1].stride()[0]", "buf1[1].stride()[0]"},
                              {"x[a, b]", "x[(a, b)]"},
                              {"buf1['k']", "buf1['k']"},
                              {"self.partitions[0](partition0_args)", "self.partitions[0](partition0_args)"},
                              {"device(type='cuda', index=0)", "device(type='cuda', index=0)"},
                              {"f(a,\n  b,  # last\n)", "f(a, b)"},
                              {"'a\\'b'", "'a\\'b'"},
                              {"'''a\nb'''", "'a\nb'"},
                              {"[None] * 2", "([None]*2)"},
                          });
}

TEST(ExpressionGrammar, FaultsSayWhatIsMissing) {
  expect_rows(expression, {
                              {"a +", "expected a value after the operator"},
                              {"(a", "expected an operator, ',' or ')'"},
                              {"lambda: 1", "expected an expression"},
                              {"12abc", "expected an expression"},
                              {"a[]", "this expression is not complete"},
                          });
}

TEST(ExpressionGrammar, ElementsAreCounted) {
  const std::string start = "f(";
  std::string text = start;
  for (int i = 0; i <= (1 << 20); ++i) text += "0,";
  EXPECT_EQ(expression(text + ")"), "this bracket has too many elements");
}

TEST(SchedulerGrammar, Dependencies) {
  expect_rows(dependency,
              {
                  {"", ""},
                  {"MemoryDep(name='buf1', index=c0 + 64*c1, size=(64, 8))",
                   "writes memory buf1 [(c0 + (64*c1))] {64, 8}"},
                  {"MemoryDep(name='buf1', index=c0, size=(8,))", "writes memory buf1 [c0] {8}"},
                  {"MemoryDep(name='buf1', index=0, size=())", "writes memory buf1 [0] {}"},
                  {"MemoryDep('buf1', c0 + 64*c1, {c0: 64, c1: 8})",
                   "writes memory buf1 [(c0 + (64*c1))] {c0: 64, c1: 8}"},
                  {"MemoryDep('buf1', c0, {c0: 512}, None)", "writes memory buf1 [c0] {c0: 512}"},
                  {"MemoryDep('buf1', tmp0, {c0: 512}, atomic_add)",
                   "writes memory buf1 [tmp0] {c0: 512} atomic_add"},
                  {"MemoryDep('buf1', d0, {d0: s0*s1})", "writes memory buf1 [d0] {d0: (s0*s1)}"},
                  {"MemoryDep('buf0', 0, {})", "writes memory buf0 [0] {}"},
                  {"   StarDep(name='buf2')", "writes star buf2"},
                  {"StarDep(name='buf2', mode=None)", "writes star buf2"},
                  {"StarDep(name='buf2', mode='atomic_add')", "writes star buf2 atomic_add"},
                  {"WeakDep(name='buf3')", "writes weak buf3"},
                  {"WeakDep(name='buf3', mutating_buf='buf4', is_fake=True)", "writes weak buf3"},
                  {"NewDep('buf5', {'a': (1, ')')})", "writes other buf5"},
                  {"NewDep(4)", "writes other "},
                  {"   StarDep(name='a'),\n        StarDep(name='b')", "writes star a; writes star b"},
              });
}

TEST(SchedulerGrammar, Layouts) {
  expect_rows(
      layout,
      {
          {"FixedLayout('cuda', torch.bfloat16, size=[2, 3], stride=[3, 1])",
           "layout buf0 FixedLayout cuda bfloat16[2, 3] [3, 1]"},
          {"FlexibleLayout('cuda:0', torch.float32, size=[s27*s77, 256], stride=(256, 1), offset=4)",
           "layout buf0 FlexibleLayout cuda:0 float32[(s27*s77), 256] [256, 1] + 4"},
          {"FixedLayout('cpu', torch.bool, size=[], stride=[], is_pinned=True)",
           "layout buf0 FixedLayout cpu bool[] []"},
          {"MutationLayoutSHOULDREMOVE('cuda:0', torch.int64, size=(8,), stride=(1,))",
           "layout buf0 MutationLayoutSHOULDREMOVE cuda:0 int64[8] [1]"},
          {"CommBufferLayout('cuda:0', torch.float32, size=[8], stride=[1], new=(1, 2))",
           "layout buf0 CommBufferLayout cuda:0 float32[8] [1]"},
          {"NoneLayout(device=device(type='cuda', index=0), size=[0], stride=[0])", "layout buf0 NoneLayout"},
          {"MultiOutputLayout(device=device(type='cpu'))", "layout buf0 MultiOutputLayout"},
          {"<torch._inductor.ir.NoneLayout object at 0x7f01>", "layout buf0 NoneLayout"},
          {"NewLayout([1, 2], '(')", "layout buf0 NewLayout"},
      });
}

TEST(SchedulerGrammar, EqualLayoutsAndIndicesAreOneEntry) {
  const Source source("text",
                      "op0: SchedulerNode(ComputedBuffer)\n"
                      "op0.writes = [MemoryDep('buf0', c0, {c0: 8})]\n"
                      "op0.met_dependencies = [MemoryDep('a', c0, {c0: 8}), MemoryDep('b', c0, {c0: 9})]\n"
                      "a_layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1])\n"
                      "b_layout = FixedLayout('cpu', torch.float32, size=[9], stride=[1])\n"
                      "buf0_layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1]) \n"
                      "c_layout = FixedLayout('cpu', torch.float32, size=[8], stride=[1])\n");
  const Dump dump = parse_dump(source);
  ASSERT_EQ(dump.buffer_layouts.size(), 4U);
  EXPECT_EQ(dump.buffer_layouts[3].layout, dump.buffer_layouts[0].layout);
  EXPECT_NE(dump.buffer_layouts[1].layout, dump.buffer_layouts[0].layout);
  const Layout& with_blank = dump.layouts[dump.buffer_layouts[2].layout];
  EXPECT_EQ(to_text(dump, with_blank), to_text(dump, dump.layouts[dump.buffer_layouts[0].layout]));
  ASSERT_EQ(dump.deps.size(), 3U);
  EXPECT_EQ(dump.deps[1].index, dump.deps[0].index);
  EXPECT_EQ(dump.deps[1].variables.first, dump.deps[0].variables.first);
  EXPECT_NE(dump.deps[2].index, dump.deps[0].index);
}

TEST(SchedulerGrammar, Attributes) {
  expect_rows(attribute,
              {
                  {"sizes = ([2048, 256], [])", "sizes [2048, 256] []"},
                  {"sizes = ((32768,), ())", "sizes [32768] []"},
                  {"sizes = ([s0, 64], ())", "sizes [s0, 64] []"},
                  {"group.device = cuda:0", "device cuda:0"},
                  {"group.iteration = ((8, 16), (4,))", ""},
                  {"node.kernel = torch.ops.aten.topk.default", "kernel torch.ops.aten.topk.default"},
                  {"users = None", ""},
                  {"users = []", ""},
                  {"users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False), "
                   "NodeUser(node=SchedulerNode(name='op2'), can_inplace=True, is_weak=False), "
                   "NodeUser(node=FusedSchedulerNode(nodes=op3_op4), can_inplace=False, is_weak=True)]",
                   "users OUTPUT op2(in place) op3_op4(weak)"},
                  {"aliases = ['buf9', 'buf10']", "aliases buf9 buf10"},
                  {"mutations = ['arg1_1']", "mutations arg1_1"},
                  {"snodes = ['buf0', 'buf1']", "parts buf0 buf1"},
                  {"snodes = \n    [   'buf0',\n        'buf1']", "parts buf0 buf1"},
                  {"met_dependencies = \n    [   StarDep(name='a'),\n        StarDep(name='b')]",
                   "met star a; met star b"},
                  {"met_dependencies =\n    [   StarDep(name='a')]", "met star a"},
                  {"min_input_distance = 3", ""},
                  {"new = \n    [   4,\n        5]\nop0.mutations = ['a']", "mutations a"},
              });
}

TEST(SchedulerGrammar, Statements) {
  expect_rows(
      statement,
      {
          {"get_index = self.get_index('index0')", "body:; get_index = self.get_index('index0')"},
          {"set_indirect0 = self.set_indirect0(load)", "body:; set_indirect0 = self.set_indirect0(load)"},
          {"x = self.masked_subblock1(lt, 0.0)", "body:; x = self.masked_subblock1(lt, 0.0)"},
          {"scan1 = self.scan1((torch.float32, torch.int64), (load, 'rindex'))",
           "body:; scan1 = self.scan1((torch.float32, torch.int64), (load, 'rindex'))"},
          {"scan1 = self.scan1(torch.float32, load, -inf)",
           "body:; scan1 = self.scan1(torch.float32, load, -inf)"},
          {"store = ops.store('buf0', get_index, add, None)",
           "body:; store = ops.store('buf0', get_index, add, None)"},
          {"reduction = ops.reduction('buf2', torch.float32, torch.float32, 'sum', get_index_1, mul)",
           "body:; reduction = ops.reduction('buf2', torch.float32, torch.float32, 'sum', get_index_1, mul)"},
          {"r = ops.reduction(torch.int64, torch.float32, 'argmax', (load, index_expr))",
           "body:; r = ops.reduction(torch.int64, torch.float32, 'argmax', (load, index_expr))"},
          {"getitem = reduction[0]", "body:; getitem = reduction[0]"},
          {"t = ops.to_dtype(x, torch.bfloat16, use_compute_types = False)",
           "body:; t = ops.to_dtype(x, torch.bfloat16, use_compute_types=False)"},
          {"c = ops.constant(-inf, torch.float32)", "body:; c = ops.constant(-inf, torch.float32)"},
          {"c = ops.constant(nan, torch.float64)", "body:; c = ops.constant(nan, torch.float64)"},
          {"b = ops.bucketize(x, ('arg1_1', get_index), 0, torch.int64, False, None, None)",
           "body:; b = ops.bucketize(x, ('arg1_1', get_index), 0, torch.int64, False, None, None)"},
          {"p = ops.partial_accumulate('buf1', 'sum', x, {'num_reduction_dims': 1})",
           "body:; p = ops.partial_accumulate('buf1', 'sum', x, {'num_reduction_dims': 1})"},
          {"d = ops.device_assert_async(lt, \"it's out of range\")",
           "body:; d = ops.device_assert_async(lt, 'it's out of range')"},
          {"d = ops.device_assert_async(lt, 'cut here", "body:; d = ops.device_assert_async(lt, 'cut here')"},
          {"x = load * mul", "body:; x = (load*mul)"},
          {"x = -load", "body:; x = -load"},
          {"x = wrapped(load, 1)", "body:; x = wrapped(load, 1)"},
          {"x = opsine", "body:; x = opsine"},
          {"return store", "body:; return store"},
          {"return None", "body:; return None"},
          {"returned = load", "body:; returned = load"},
          {"pass", "body:"},
      });
}

TEST(SchedulerGrammar, AForeignLineEndsNothingInALog) {
  const std::string prefix = "V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__ir_post_fusion] ";
  EXPECT_EQ(
      dump_lines(prefix + "op0: A(B)\nsomething: else (here)\nx = 5\n" + prefix + "op0.aliases = ['a']\n", 0),
      "op0: A(B); aliases a");
}

TEST(SchedulerGrammar, GraphsOfALog) {
  const std::string one = "op0: A(B)\n\n\nop1_op2: F(A,A)\nop1_op2.snodes[0] =\nop1: A(B)\n";
  const auto graphs = [](const std::string& text) { return count_graphs(Source("text", text)); };
  EXPECT_EQ(graphs(""), 1U);
  EXPECT_EQ(graphs(one), 1U);
  EXPECT_EQ(graphs(one + one), 2U);
  EXPECT_EQ(graphs("AFTER FUSION\n" + one), 1U);
  EXPECT_EQ(graphs("BEFORE FUSION\n" + one + "AFTER FUSION\nop7: A(B)\n"), 2U);
  EXPECT_EQ(graphs("op1: A(B)\nop1_op2: F(A,A)\nop1_op2.snodes[0] =\nop1: A(B)\n"), 2U)
      << "a part that comes again begins a graph with its fused node";
  EXPECT_EQ(graphs("op0: A(B)\nop1: F(A)\nop1.snodes[0] =\nop1: A(B)\n"), 1U)
      << "a grouped node may have the name of its only part";
  const Source source("text", "op0: A(B)\n" + one + one);
  EXPECT_EQ(to_text(parse_dump(source, 0)), "op0 A <-\n");
  EXPECT_EQ(to_text(parse_dump(source, 2)), "op0 A <-\nop1_op2 F <-\n  op1 A <-\n");
  try {
    parse_dump(source, 3);
    FAIL() << "there is no fourth graph";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "there is no graph number 3: the text holds 3, counted from 0");
    EXPECT_EQ(error.kind(), Error::Kind::usage);
  }
}

TEST(SchedulerGrammar, AFaultInOneGraphDoesNotHideAnother) {
  const Source source("text", "op0: A(B)\n\n\nop0: A(B)\nop0.writes = [\n");
  EXPECT_EQ(to_text(parse_dump(source, 0)), "op0 A <-\n");
  EXPECT_THROW(parse_dump(source, 1), Error);
}

TEST(WrapperGrammar, Statements) {
  expect_rows(
      wrapper,
      {
          {"arg0_1, arg1_1 = args", "assign arg0_1 arg1_1 (unpacked) = args\n"},
          {"arg0_1, = args", "assign arg0_1 (unpacked) = args\n"},
          {"args.clear()", "expression args.clear()\n"},
          {"s0 = arg0_1_size[0]", "assign s0 = arg0_1_size[0]\n"},
          {"assert_size_stride(x, (64, ), (1, ), 'op')",
           "expression assert_size_stride(x, (64,), (1,), 'op')\n"},
          {"assert not x.isnan().any().item()", "assert: assert not x.isnan().any().item()\n"},
          {"torch.cuda.set_device(0) # no-op to ensure context",
           "expression torch.cuda.set_device(0)  # no-op to ensure context\n"},
          {"buf5 = buf4; del buf4  # reuse", "assign buf5 = buf4  # reuse\ndel buf4  # reuse\n"},
          {"buf5 = buf4;  # reuse", "assign buf5 = buf4  # reuse\n"},
          {"del a, b", "del a b\n"},
          {"del buf9[0]", "del buf9[0]\n"},
          {"k.run(a, b, 4096, grid=grid(4096), stream=stream0)",
           "expression k.run(a, b, 4096, grid=grid(4096), stream=stream0)\n"},
          {"(buf9[0],) = f(x)", "assign buf9[0] (unpacked) = f(x)\n"},
          {"() = self.partitions[0](a)", "assign (unpacked) = self.partitions[0](a)\n"},
          {"a = b = c", "assign a b = c\n"},
          {"return (buf0, None, 4, )", "return (buf0, None, 4)\n"},
          {"return ()", "return ()\n"},
          {"return", "return: return\n"},
          {"return a, b", "return (a, b)\n"},
          {"while True:\n    if not r.item(): break\n", "while True\n  if not r.item()\n    break: break\n"},
          {"if x == 0:\n    a = 1\nelif y:\n    pass\nelse:\n    b = 2\nc = 3\n",
           "if (x == 0)\n  assign a = 1\nelif y\n  pass: pass\nelse: else:\n  assign b = 2\nassign c = 3\n"},
          {"with torch.cuda._DeviceGuard(0):\n    a = 1\n\n    # note\n    b = 2\n",
           "with torch.cuda._DeviceGuard(0)\n  assign a = 1\n  assign b = 2\n"},
          {"with stream1 as s:  # order\n  a = 1", "with stream1  # order\n  assign a = 1\n"},
          {"if not u0 >= 0:\n    raise RuntimeError('u0 >= 0')\n",
           "if not (u0 >= 0)\n  raise: raise RuntimeError('u0 >= 0')\n"},
          {"import torch", "declaration: import torch\n"},
          {"from a import (\n  b,\n  c,\n)\nd = 1",
           "declaration: from a import (\n  b,\n  c,\n)\nassign d = 1\n"},
          {"fn = lambda: call([a, b])", "other: fn = lambda: call([a, b])\n"},
          {"x = [y for y in z]", "other: x = [y for y in z]\n"},
          {"x += 1", "other: x += 1\n"},
          {"x: int = 1", "other: x: int = 1\n"},
          {"x = f(a,\n      b)\n", "assign x = f(a, b)\n"},
          {"for a in b:\n    c = 1\n    d = 2\ne = 3\n",
           "other: for a in b:\n  assign c = 1\n  assign d = 2\nassign e = 3\n"},
          {"try:\n    a = 1\nexcept X as e:\n    b = 2\n",
           "other: try:\n  assign a = 1\nother: except X as e:\n  assign b = 2\n"},
          {"f(lambda: 1); a = 2  # both", "other: f(lambda: 1)  # both\nassign a = 2  # both\n"},
          {"if x\ny = 1", "other: if x\nassign y = 1\n"},
          {"format = 1\nwith_x = 2\nreturned = 3\ndelta = 4",
           "assign format = 1\nassign with_x = 2\nassign returned = 3\nassign delta = 4\n"},
      });
}

TEST(WrapperGrammar, FunctionsAndKernels) {
  EXPECT_EQ(wrapper("# kernel path: x\n"
                    "# Original ATen: [aten.add]\n"
                    "triton_poi_0 = async_compile.triton('triton_poi_0', '''\n"
                    "import triton\n"
                    "def f(x):\n"
                    "''', device_str='cuda')\n"
                    "\n"
                    "# not of the kernel\n"
                    "\n"
                    "cpp_0 = async_compile.cpp_pybinding(['float*'], r'''\n"
                    "#include <a.h>\n"
                    "''')\n"
                    "def partition_0(args):\n"
                    "    return ()\n"
                    "class Runner:\n"
                    "    def __init__(self, partitions):\n"
                    "        self.partitions = partitions\n"
                    "    def call(self, args):\n"
                    "        return (buf0, )\n"
                    "runner = Runner(partitions=[partition_0,])\n"),
            "kernel triton_poi_0 triton, 25 bytes, comments 44\n"
            "kernel cpp_0 cpp_pybinding, 16 bytes, comments 0\n"
            "function partition_0, 1 statements\n"
            "function __init__, 1 statements\n"
            "function call, 1 statements\n"
            "assign triton_poi_0 = async_compile.triton('triton_poi_0', '\nimport triton\ndef f(x):\n', "
            "device_str='cuda')\n"
            "assign cpp_0 = async_compile.cpp_pybinding(['float*'], '\n#include <a.h>\n')\n"
            "def: def partition_0(args):\n"
            "  return ()\n"
            "class: class Runner:\n"
            "  def: def __init__(self, partitions):\n"
            "    assign self.partitions = partitions\n"
            "  def: def call(self, args):\n"
            "    return (buf0,)\n"
            "assign runner = Runner(partitions=[partition_0])\n");
}

}  // namespace
}  // namespace ireplay
