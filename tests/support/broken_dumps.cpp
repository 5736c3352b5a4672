#include "tests/support/broken_dumps.hpp"

namespace ireplay {
namespace {

std::string layout_of(const BrokenNode& node, const std::string& more = "") {
  return "FixedLayout('cuda:0', torch.float32, size=[" + node.size + "], stride=[" + node.stride + "]" +
         more + ")";
}

std::string view_layout() { return "NonOwningLayout('cuda:0', torch.float32, size=[8], stride=[1])"; }

}  // namespace

std::string to_text(const BrokenNode& node) {
  const std::string op = "op" + std::to_string(node.number);
  const std::string layout = node.alias.empty() ? layout_of(node) : view_layout();
  std::string text = op + ": SchedulerNode(ComputedBuffer)\n";
  text += op + ".writes = [MemoryDep('" + node.to + "', c0, {c0: 8})]\n";
  text += op + ".unmet_dependencies = []\n";
  text += op + ".met_dependencies = [MemoryDep('" + node.from + "', " + node.dependency + ")]\n";
  text += op + ".outputs = [\n    " + node.to + ": ComputedBuffer\n";
  text += "    " + node.to + ".layout = " + layout + "\n";
  if (!node.alias.empty()) text += "    " + node.to + ".aliases = ['" + node.alias + "']\n";
  text += "    " + node.to + ".users = [NodeUser(node=OUTPUT, can_inplace=False, is_weak=False)]\n]\n";
  text += op + ".group.device = cuda:0\n" + op + ".group.iteration = (1, 1)\n";
  text += op + ".sizes = ([" + node.size + "], [])\n";
  if (node.prints_input_layout)
    text += node.from + "_layout = " + layout_of(node, node.offset.empty() ? "" : ", offset=" + node.offset) +
            "\n";
  text += node.to + "_layout = " + layout + "\n";
  text += "class " + op + "_loop_body:\n    var_ranges = {" + node.ranges + "}\n";
  text += "    index0 = " + node.load + "\n    index1 = " + node.store + "\n    def body(self, ops):\n";
  text += "        get_index = self.get_index('index0')\n";
  text += "        load = ops.load('" + node.from + "', get_index)\n";
  if (!node.has_store) return text;
  text += "        value = ops." + node.op + "(load)\n";
  text += "        get_index_1 = self.get_index('index1')\n";
  text +=
      "        store = ops.store('" + node.to + "', get_index_1, value, None)\n        return store\n\n\n";
  return text;
}

std::string node_chain(int count) {
  std::string text = to_text({});
  for (int k = 1; k < count; ++k)
    text += to_text({.number = k,
                     .from = "buf" + std::to_string(k - 1),
                     .to = "buf" + std::to_string(k),
                     .prints_input_layout = false});
  return text;
}

std::string wrapper_of_chain(int count) {
  std::string text =
      "import torch\nasync_compile = AsyncCompile()\n\n"
      "triton_poi_fused_relu_0 = async_compile.triton('triton_poi_fused_relu_0', '''\n"
      "@triton.jit\n"
      "def triton_poi_fused_relu_0(in_ptr0, out_ptr0, xnumel, XBLOCK : tl.constexpr):\n"
      "    xnumel = 8\n"
      "    xoffset = tl.program_id(0) * XBLOCK\n"
      "    xindex = xoffset + tl.arange(0, XBLOCK)[:]\n"
      "    xmask = xindex < xnumel\n"
      "    x0 = xindex\n"
      "    tmp0 = tl.load(in_ptr0 + (x0), xmask)\n"
      "    tmp1 = tl.full([1], 0, tl.int32)\n"
      "    tmp2 = triton_helpers.maximum(tmp1, tmp0)\n"
      "    tl.store(out_ptr0 + (x0), tmp2, xmask)\n"
      "''', device_str='cuda')\n\n\n"
      "def call(args):\n    arg0_1, = args\n    args.clear()\n"
      "    assert_size_stride(arg0_1, (8, ), (1, ))\n";
  std::string from = "arg0_1";
  for (int k = 0; k < count; ++k) {
    const std::string to = "buf" + std::to_string(k);
    text += "    " + to + " = empty_strided_cuda((8, ), (1, ), torch.float32)\n";
    text += "    triton_poi_fused_relu_0.run(" + from + ", " + to + ", 8, stream=stream0)\n";
    text += "    del " + from + "\n";
    from = to;
  }
  return text + "    return (" + from + ", )\n";
}

std::string readers_of_one(int count) {
  std::string text;
  for (int k = 0; k < count; ++k) text += to_text({.number = k, .to = "buf" + std::to_string(k)});
  return text;
}

std::string long_body(int count) {
  std::string lines;
  for (int k = 0; k < count; ++k)
    lines += "        value_" + std::to_string(k) + " = ops.neg(" +
             (k == 0 ? "load" : "value_" + std::to_string(k - 1)) + ")\n";
  std::string text = to_text({});
  const std::string call = "        value = ops.relu(load)\n";
  return text.replace(text.find(call), call.size(),
                      lines + "        value = ops.relu(value_" + std::to_string(count - 1) + ")\n");
}

std::string alias_chain(int count) {
  std::string text;
  for (int k = 0; k < count; ++k)
    text += to_text({.number = k, .to = "buf" + std::to_string(k), .alias = "buf" + std::to_string(k + 1)});
  return text + to_text({.number = count, .to = "buf" + std::to_string(count)});
}

std::string concat_parts(int count) {
  const std::string all = std::to_string(8 * count);
  std::string text = to_text({.size = all, .ranges = "p0: " + all});
  for (int k = 1; k < count; ++k)
    text += to_text({.number = k, .to = "buf" + std::to_string(k), .alias = "buf0"});
  return text;
}

std::string unsupported_nodes(int count) {
  std::string text;
  for (int k = 0; k < count; ++k)
    text += to_text({.number = k, .to = "buf" + std::to_string(k), .op = "frobnicate"});
  return text;
}

std::string nested_calls(int depth) {
  std::string index = "p0";
  for (int k = 0; k < depth; ++k) index = "Max(0, " + index + ")";
  return to_text({.load = index});
}

std::string long_fused_name(int count) {
  std::string name = "op0";
  for (int k = 0; k < count; ++k) name += "_op1";
  return name + ": FusedSchedulerNode(SchedulerNode,SchedulerNode)\n" + name + ".writes = []\n" + name +
         ".unmet_dependencies = []\n" + name + ".met_dependencies = []\n" + name + ".outputs = [\n]\n";
}

std::string partitions(const std::vector<std::vector<int>>& calls) {
  std::string text = "import torch\n";
  const auto call = [](int k) { return "    (buf9,) = self.partitions[" + std::to_string(k) + "](x)\n"; };
  for (std::size_t k = 0; k < calls.size(); ++k) {
    text += "def partition_" + std::to_string(k) + "(args):\n";
    for (const int called : calls[k]) text += call(called);
    text += "    return (buf9,)\n\n";
  }
  return text + "def call(args):\n    arg0_1, = args\n" + call(0) + "    return (buf0, )\n";
}

}  // namespace ireplay
