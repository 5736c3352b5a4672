#include "tests/support/random_body.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/random_statements.hpp"

namespace ireplay {
namespace {

class BodyDrawer : StatementDrawer {
 public:
  using StatementDrawer::StatementDrawer;

  RandomBody draw() {
    draw_domain();
    const std::size_t shape = pick(14);
    if (shape < 9) {
      draw_node(shape);
      body_.text = node_text();
    } else if (shape < 10) {
      draw_scatter();
      body_.text = header_ + node_text();
    } else {
      draw_fused_pair();
    }
    return std::move(body_);
  }

 private:
  // ---- whole bodies

  void draw_node(std::size_t shape) {
    if (shape < 5)
      draw_pointwise();
    else if (shape < 7)
      draw_reduction();
    else if (shape < 8)
      draw_sort();
    else
      draw_scan();
  }

  DType buffer_type(const Drawn& value) {
    if (value.type == DType::f32 && chance(30)) return any_of({DType::bf16, DType::f16});
    return value.type;
  }

  void store(const Drawn& value, const std::string& index, std::int64_t count,
             const std::string& function = "store") {
    out_type_ = buffer_type(value);
    out_size_ = count % 2 == 0 && chance(30) ? Dims{count / 2, 2} : Dims{count};
    stored_ = value;
    const std::string at = index_value(main_, index);
    main_.lines.push_back(function + " = ops." + function + "('" + buffer_ + "', " + at + ", " + value.name +
                          (function == "store" ? ", None)" : ")"));
    main_.lines.push_back("return " + function);
  }

  std::int64_t points(std::size_t first, std::size_t last) const {
    std::int64_t count = 1;
    for (std::size_t v = first; v < last; ++v) count *= extents_[v];
    return count;
  }

  void draw_pointwise() {
    main_.domain = all_points();
    draw_statements(main_, 4 + pick(14), true);
    // the last values depend on the most
    const std::size_t last = main_.values.size() - 1 - pick(std::min<std::size_t>(3, main_.values.size()));
    store(main_.values[last], dense_index(), points(0, variables_.size()));
  }

  void draw_row_domain(std::size_t reducing) {
    for (std::size_t v = 0; v < reducing; ++v) add_variable(draw_extent(9));
    main_.domain = all_points();
  }

  std::string torch_name(DType type) { return "torch." + std::string(info(type).torch_name); }

  std::string draw_reduction_kind(const Drawn& value) {
    if (value.type == DType::boolean) return "any";
    if (value.bound > 250) return any_of<std::string>({"max", "min", "argmax", "argmin"});
    if (is_float(value))
      return any_of<std::string>({"sum", "prod", "max", "min", "argmax", "argmin", "welford_reduce",
                                  "online_softmax_reduce", "any"});
    return any_of<std::string>({"sum", "prod", "max", "min", "argmax", "argmin", "xor_sum"});
  }

  /// Of a row: beyond float32, the order of its factors decides what an infinity meets.
  bool product_fits(const Drawn& value) const {
    const auto factors = static_cast<double>(points(iterating_, variables_.size()));
    return !is_float(value) || std::pow(std::max(value.bound, 1.0), factors) < 1e30;
  }

  void draw_reduction() {
    draw_row_domain(1 + pick(2));
    draw_statements(main_, 2 + pick(8), false);
    reduce_a_value();
  }

  void reduce_a_value() {
    const bool small = chance(70);
    const auto fits = [&](const Drawn& value) { return value.exact && (!small || value.bound <= 250); };
    const Drawn* found = find(main_, fits);
    const Drawn value = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    std::string kind = draw_reduction_kind(value);
    if (kind == "prod" && !product_fits(value)) kind = "sum";
    const bool real = is_float(value);
    DType type = value.type;
    if (kind == "any") type = DType::boolean;
    if (kind.starts_with("arg")) type = DType::i64;
    if (kind == "sum" && !real) type = DType::i64;
    Drawn summand = value;
    if (kind == "sum" && !real && value.type != DType::i64) {
      emit(main_, "to_dtype", "ops.to_dtype(" + value.name + ", torch.int64)",
           {"", DType::i64, true, value.bound});
      summand = main_.values.back();
    }
    const DType source = summand.type;
    std::string result = main_.fresh("reduction");
    main_.lines.push_back(result + " = ops.reduction(" + torch_name(type) + ", " + torch_name(source) +
                          ", '" + kind + "', " + summand.name + ")");
    const std::size_t results = kind == "welford_reduce" ? 3 : kind == "online_softmax_reduce" ? 2 : 1;
    if (results > 1) {
      const std::string selected = main_.fresh("getitem");
      main_.lines.push_back(selected + " = " + result + "[" + std::to_string(pick(results)) + "]");
      result = selected;
    }
    if (kind == "welford_reduce" || kind == "online_softmax_reduce") body_.exact = false;
    Drawn drawn{result, type, results == 1, kUnbounded};
    store(drawn, dense_outer_index(), points(0, iterating_), "store_reduction");
  }

  void draw_sort() {
    draw_row_domain(1);
    draw_statements(main_, 1 + pick(5), false);
    const Drawn* found =
        find(main_, [](const Drawn& value) { return value.exact && value.type != DType::boolean; });
    const Drawn key = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    const std::string at = index_value(main_, variables_.back());
    const std::string position = emit(main_, "index_expr", "ops.index_expr(" + at + ", torch.int16)",
                                      {"", DType::i16, true, static_cast<double>(extents_.back())});
    main_.lines.push_back("sort = ops.sort((" + torch_name(key.type) + ", torch.int16), (" + key.name + ", " +
                          position + "), True, " + any_of<std::string>({"True", "False"}) + ")");
    const std::size_t selection = pick(2);
    const std::string selected = main_.fresh("getitem");
    main_.lines.push_back(selected + " = sort[" + std::to_string(selection) + "]");
    const Drawn result{selected, selection == 0 ? key.type : DType::i16, true, kUnbounded};
    store(result, dense_index(), points(0, variables_.size()));
  }

  void draw_scan() {
    draw_row_domain(1);
    draw_statements(main_, 1 + pick(5), false);
    const Drawn* found = find(main_, [](const Drawn& value) {
      return value.exact && value.bound <= 250 && (is_float(value) || value.type == DType::i64);
    });
    const Drawn value = found != nullptr ? *found : constant(main_, DType::f32, 0.5);
    const std::string initial = any_of<std::string>({"0", "1"});  // of a sum, of a product
    main_.lines.push_back("scan1 = self.scan1(" + torch_name(value.type) + ", " + value.name + ", " +
                          (product_fits(value) ? initial : "0") + ")");
    store({"scan1", value.type, true, kUnbounded}, dense_index(), points(0, variables_.size()));
  }

  /// A node before it fills the buffer; this one adds to or overwrites elements of it through an index.
  void draw_scatter() {
    main_.domain = all_points();
    const std::int64_t rows = between(2, 6), columns = between(2, 4);
    const auto [index, most] = draw_index(main_.domain);
    const std::string from = add_input("arg", DType::i64, {most + 1}, [&](std::int64_t) {
      return static_cast<double>(between(0, rows - 1));
    });
    const DType type = any_of({DType::f32, DType::i64, DType::i32});
    const Drawn value = load(main_, type);
    const std::string at = index_value(main_, index);
    main_.lines.push_back("load_1 = ops.load('" + from + "', " + at + ")");
    main_.lines.push_back("set_indirect0 = self.set_indirect0(load_1)");
    const std::string place = index_value(
        main_, std::to_string(columns) + "*indirect0 + " + std::to_string(between(0, columns - 1)));
    main_.lines.push_back("store = ops.store('buf1', " + place + ", " + value.name + ", 'atomic_add')");
    main_.lines.push_back("return store");
    out_type_ = type;
    out_size_ = {rows, columns};
    const std::string count = std::to_string(rows * columns);
    header_ = node_header("SchedulerNode(name='op1')") + "op0.sizes = ((" + count + ",), ())\n" +
              "buf0_layout = " + layout("FixedLayout", type, out_size_) + "\n" +
              "class op0_loop_body:\n    var_ranges = {p0: " + count +
              "}\n    index0 = p0\n    def body(self, ops):\n" +
              "        get_index = self.get_index('index0')\n" +
              "        index_expr = ops.index_expr(get_index, " + torch_name(type) + ")\n" +
              "        get_index_1 = self.get_index('index0')\n" +
              "        store = ops.store('buf0', get_index_1, index_expr, None)\n        return store\n\n\n";
    node_ = "op1";
    buffer_ = "buf1";
    scatters_ = true;
  }

  /// Two parts of one fused node; the second reads what the first one stores, at the same index.
  void draw_fused_pair() {
    const std::size_t outer = iterating_;
    draw_node(pick(9));
    const bool reduces = main_.lines.back() == "return store_reduction";
    const bool returned = chance(50);
    const std::string user = "SchedulerNode(name='op1'), can_inplace=True, is_weak=False)";
    const std::string first_user = returned ? user + ", NodeUser(node=OUTPUT" : "SchedulerNode(name='op1')";
    const std::string first = node_text(first_user), first_outputs = outputs_text(first_user);
    const std::string from = reduces ? dense_outer_index() : dense_index();
    const Dims size = out_size_;
    const DType type = out_type_;
    restart(outer, reduces);
    layouts_ += "buf0_layout = " + layout("FixedLayout", type, size) + "\n";
    const std::string at = index_value(main_, from);
    emit(main_, "load", "ops.load('buf0', " + at + ")",
         {"", compute_type(type), stored_.exact, stored_.bound});
    draw_statements(main_, 2 + pick(6), false);
    draw_last_part();
    body_.text = "op0_op1: FusedSchedulerNode(SchedulerNode,SchedulerNode)\n" +
                 dependencies("op0_op1", {"buf0", "buf1"}, {}) + "op0_op1.outputs = [\n" + first_outputs +
                 outputs_text("OUTPUT") + "]\nop0_op1.snodes[0] =\n" + first + "op0_op1.snodes[1] =\n" +
                 node_text();
  }

  /// The second part's words and domain: that of the first, all of it iterating, or the rows of a reduction.
  void restart(std::size_t outer, bool reduces) {
    node_ = "op1";
    buffer_ = "buf1";
    indices_.clear();
    layouts_.clear();
    blocks_.clear();
    main_ = DrawnBlock();
    if (reduces && chance(40)) {
      variables_.resize(outer);
      extents_.resize(outer);
    }
    const bool has_rows = variables_.size() > outer;
    iterating_ = has_rows && chance(50) ? outer : variables_.size();
    main_.domain = all_points();
  }

  void draw_last_part() {
    if (iterating_ < variables_.size()) return reduce_a_value();
    const std::size_t last = main_.values.size() - 1 - pick(std::min<std::size_t>(3, main_.values.size()));
    store(main_.values[last], dense_index(), points(0, variables_.size()));
  }

  // ---- text

  /// `written` and `read`: buffers of the graph's own; inputs stay unmentioned.
  std::string dependencies(const std::string& node, const std::vector<std::string>& written,
                           const std::vector<std::string>& read) const {
    const auto list = [&](const std::vector<std::string>& names) {
      std::string text = "[";
      for (const std::string& name : names)
        text += (text.size() == 1 ? "" : ", ") + ("MemoryDep('" + name) +
                "', c0, {c0: " + std::to_string(numel(out_size_)) + "})";
      return text + "]\n";
    };
    return node + ".writes = " + list(written) + node + ".unmet_dependencies = " + list(read) + node +
           ".met_dependencies = []\n";
  }

  std::vector<std::string> reads() const {
    return node_ == "op0" ? std::vector<std::string>{} : std::vector<std::string>{"buf0"};
  }

  std::string outputs_text(const std::string& user) const {
    const char* layout_class = scatters_ ? "MutationLayoutSHOULDREMOVE" : "FixedLayout";
    return "    " + buffer_ + ": ComputedBuffer\n    " + buffer_ +
           ".layout = " + layout(layout_class, out_type_, out_size_) + "\n" +
           (scatters_ ? "    buf1.mutations = ['buf0']\n" : "") + "    " + buffer_ +
           ".users = [NodeUser(node=" + user + ", can_inplace=False, is_weak=False)]\n";
  }

  std::string node_header(const std::string& user) const {
    return node_ + ": SchedulerNode(ComputedBuffer)\n" + dependencies(node_, {buffer_}, reads()) + node_ +
           ".outputs = [\n" + outputs_text(user) + "]\n" + node_ + ".group.device = cuda:0\n" + node_ +
           ".group.iteration = (1, 1)\n";
  }

  std::string sizes_of(std::size_t first, std::size_t last) const {
    std::string text = "(";
    for (std::size_t v = first; v < last; ++v)
      text += std::to_string(extents_[v]) + (v + 1 < last ? ", " : "");
    return text + (last - first == 1 ? ",)" : ")");
  }

  std::string node_text(const std::string& user = "OUTPUT") const {
    const char* layout_class = scatters_ ? "MutationLayoutSHOULDREMOVE" : "FixedLayout";
    std::string text = node_header(user);
    text += node_ + ".sizes = (" + sizes_of(0, iterating_) + ", " + sizes_of(iterating_, extents_.size()) +
            ")\n" + layouts_;
    if (scatters_) text += "buf0_layout = " + layout("FixedLayout", out_type_, out_size_) + "\n";
    text += buffer_ + "_layout = " + layout(layout_class, out_type_, out_size_) + "\nclass " + node_ +
            "_loop_body:\n    var_ranges = {";
    for (std::size_t v = 0; v < variables_.size(); ++v)
      text += (v == 0 ? "" : ", ") + variables_[v] + ": " + std::to_string(extents_[v]);
    text += "}\n";
    for (std::size_t k = 0; k < indices_.size(); ++k)
      text += "    index" + std::to_string(k) + " = " + indices_[k] + "\n";
    text += "    def body(self, ops):\n" + block_text(main_.lines);
    for (const auto& [name, lines] : blocks_)
      text += "    def " + name + "(self, ops):\n" + block_text(lines);
    return text;
  }

  static std::string block_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "        " + line + "\n";
    return text;
  }

  std::string header_;
  DrawnBlock main_;
  std::string node_ = "op0", buffer_ = "buf0";
  Drawn stored_;
  bool scatters_ = false;
  DType out_type_ = DType::f32;
  Dims out_size_;
};

}  // namespace

RandomBody random_body(std::uint64_t seed, bool wide) { return BodyDrawer(seed, wide).draw(); }

}  // namespace ireplay
