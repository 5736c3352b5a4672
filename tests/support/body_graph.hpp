#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/parse.hpp"
#include "replay/lower/body/lower_body.hpp"

namespace ireplay::test {

/// A parsed scheduler text with buffers made from the layouts that it prints, for lowering its bodies one by
/// one. A buffer without a layout is a large one of `default_dtype`.
class BodyGraph {
 public:
  explicit BodyGraph(std::string text, SymbolValues symbols = {}, DType default_dtype = DType::f32)
      : source_(std::make_unique<Source>("dump.txt", std::move(text))),
        dump_(parse_dump(*source_)),
        symbols_(std::move(symbols)),
        default_dtype_(default_dtype) {
    for (const BufferLayout& line : dump_.buffer_layouts) add(line.buffer, dump_.layouts[line.layout]);
    for (const OutBuffer& buffer : dump_.out_buffers) add(buffer.name, dump_.layouts[buffer.layout]);
  }

  const Dump& dump() const { return dump_; }
  const std::vector<PlanBuffer>& buffers() const { return buffers_; }
  SymbolValues& symbols() { return symbols_; }

  void set(std::string name, DType dtype, Dims size, Dims stride, std::int64_t offset = 0) {
    __int128 extent = __int128{1} + offset;
    for (std::size_t d = 0; d < size.size(); ++d) extent += (__int128{size[d]} - 1) * stride[d];
    constexpr std::int64_t kMost = std::int64_t{1} << 50;  // a broken layout is a large buffer
    Storage storage;
    storage.name = name;
    storage.bytes = static_cast<std::int64_t>(extent < 0 || extent > kMost ? kMost : extent) *
                    static_cast<std::int64_t>(bytes_of(dtype));
    PlanBuffer buffer;
    buffer.name = name;
    buffer.dtype = dtype;
    buffer.size = std::move(size);
    buffer.stride = std::move(stride);
    buffer.offset = offset < 0 || offset > kMost ? 0 : offset;
    const std::int32_t index = index_of(name);
    buffer.storage = index;
    buffers_[static_cast<std::size_t>(index)] = buffer;
    storages_[static_cast<std::size_t>(index)] = storage;
  }

  /// Number of the buffer, a new one if the name is new.
  std::int32_t index_of(std::string_view name) {
    for (std::size_t k = 0; k < buffers_.size(); ++k)
      if (buffers_[k].name == name) return static_cast<std::int32_t>(k);
    Storage storage;
    storage.bytes = std::int64_t{1} << 50;
    PlanBuffer buffer;
    buffer.name = name;
    buffer.dtype = default_dtype_;
    buffer.storage = static_cast<std::int32_t>(storages_.size());
    buffers_.push_back(buffer);
    storages_.push_back(storage);
    return buffer.storage;
  }

  std::vector<const Node*> nodes_with_bodies() const {
    std::vector<const Node*> nodes;
    for (const Node& node : dump_.nodes)
      if (node.body >= 0) nodes.push_back(&node);
    return nodes;
  }

  BodyContext context(const Node& node, std::string_view listing = {}) {
    BodyContext context;
    context.dump = context.node_dump = &dump_;
    context.node = &node;
    context.body = &dump_.bodies[static_cast<std::size_t>(node.body)];
    context.symbols = &symbols_;
    context.buffers = &buffers_;
    context.storages = &storages_;
    context.load_buffer = [this](std::string_view name) { return known(name); };
    context.store_buffers = [this](std::string_view name) {
      return BodyContext::StoreBuffers{known(name), kNone};
    };
    context.listing = listing;
    return context;
  }

  LoopProgram lower(std::string_view listing = {}) {
    return lower_body(context(*nodes_with_bodies().at(0), listing));
  }

  std::vector<std::string> names_of(const LoopProgram& program) const {
    std::vector<std::string> names;
    for (const BufferUse& use : program.buffers)
      names.push_back(buffers_[static_cast<std::size_t>(use.buffer)].name);
    return names;
  }

  /// Unknown buffers are errors, not large ones.
  bool strict = false;

 private:
  std::int32_t known(std::string_view name) {
    if (!strict) return index_of(name);
    for (std::size_t k = 0; k < buffers_.size(); ++k)
      if (buffers_[k].name == name) return static_cast<std::int32_t>(k);
    return kNone;
  }

  void add(std::string_view name, const Layout& layout) {
    if (!layout.has_shape()) return;
    const auto numbers = [&](Range range) {
      Dims values;
      for (ExprId id : slice(dump_.expr_lists, range))
        values.push_back(evaluate_size(*source_, dump_.exprs, id, symbols_));
      return values;
    };
    const std::int64_t offset =
        layout.offset == kNoExpr ? 0 : evaluate_size(*source_, dump_.exprs, layout.offset, symbols_);
    set(std::string(name), find_dtype(layout.dtype).value(), numbers(layout.size), numbers(layout.stride),
        offset);
  }

  std::unique_ptr<Source> source_;
  Dump dump_;
  SymbolValues symbols_;
  DType default_dtype_;
  std::vector<PlanBuffer> buffers_;
  std::vector<Storage> storages_;
};

}  // namespace ireplay::test
