#include "replay/externs/result_shape.hpp"

#include "replay/externs/extern_table.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kNoExtent = 1'000'003;  // of no tensor, and small enough to be written down

/// The call's operands alone, in a plan of their own, and one result of a size that is not the right one.
class Question {
 public:
  Question(const ExternCall& call, std::size_t position, DType dtype, const Plan& plan) : plan_(plan) {
    call_ = call;
    for (ExternArgument& argument : call_.arguments) adopt(argument.value);
    PlanBuffer result{.name = "result", .dtype = dtype, .size = {kNoExtent}, .stride = {1}};
    result.storage = static_cast<std::int32_t>(small_.storages.size());
    small_.storages.push_back({.name = result.name, .bytes = kNoExtent * 16});
    call_.results.assign(position + 1, kNone);
    call_.results[position] = static_cast<std::int32_t>(small_.buffers.size());
    small_.buffers.push_back(std::move(result));
  }

  void ask(const ExternRow& row) const {
    const ExternFrame frame(row, call_, small_, ExternFrame::ViewOf{}, 0);
    write_program(row, frame, call_, small_);
  }

 private:
  void adopt(ExternValue& value) {
    if (auto* view = std::get_if<TensorView>(&value.value)) {
      PlanBuffer buffer = plan_.buffers.at(static_cast<std::size_t>(view->buffer));
      const Storage& storage = plan_.storages.at(static_cast<std::size_t>(buffer.storage));
      buffer.storage = static_cast<std::int32_t>(small_.storages.size());
      small_.storages.push_back({.kind = storage.kind, .name = storage.name, .bytes = storage.bytes});
      view->buffer = static_cast<std::int32_t>(small_.buffers.size());
      small_.buffers.push_back(std::move(buffer));
    }
    if (auto* list = std::get_if<ExternList>(&value.value))
      for (ExternValue& element : *list) adopt(element);
  }

  const Plan& plan_;
  Plan small_;
  ExternCall call_;
};

}  // namespace

std::optional<ResultShape> shape_of_result(const ExternCall& call, std::int64_t position, DType dtype,
                                           const Plan& plan) try {
  constexpr std::int64_t kMostResults = 64;
  const ExternRow* row = find_extern(call);
  if (row == nullptr || position < 0 || position >= kMostResults) return std::nullopt;
  Question(call, static_cast<std::size_t>(position), dtype, plan).ask(*row);
  return std::nullopt;
} catch (const ResultSizeError& error) {
  if (error.result() != static_cast<std::size_t>(position)) return std::nullopt;
  return ResultShape{error.size(), error.stride()};
} catch (const Error&) {
  return std::nullopt;  // a call that does not fit is reported where it is checked
}

}  // namespace ireplay
