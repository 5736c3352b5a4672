#include "replay/triton/run.hpp"

#include "replay/triton/machine.hpp"

namespace ireplay {
namespace {

using triton::Memory;

/// The pointers among the arguments in order, with the names of their parameters.
template <class Visit>
void for_each_pointer(const TritonLaunch& launch, Visit&& visit) {
  const auto parameters = launch.kernel->parameters();
  for (std::size_t k = 0; k < launch.arguments.size(); ++k) {
    if (const auto* pointer = std::get_if<TritonPointer>(&launch.arguments[k]))
      visit(*pointer, parameters[k].name);
    if (const auto* descriptor = std::get_if<TritonDescriptor>(&launch.arguments[k]))
      visit(descriptor->base, parameters[k].name);
  }
}

TensorView tensor_of(const TritonPointer& pointer, const ExternCall& call, const Plan& plan) {
  if (pointer.operand != kNone)
    return std::get<TensorView>(call.arguments[static_cast<std::size_t>(pointer.operand)].value.value);
  const std::int32_t number = call.results[static_cast<std::size_t>(pointer.result)];
  const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(number)];
  return {number, buffer.dtype, buffer.size, buffer.stride, buffer.offset};
}

Memory memory_of(const TritonPointer& pointer, std::string_view name, const ExternCall& call,
                 const Plan& plan, const ExternFrame::ViewOf& view_of) {
  if (pointer.operand == kNone && pointer.result == kNone)
    return {.name = std::string(name), .type = pointer.type, .held = pointer.type};
  const TensorView tensor = tensor_of(pointer, call, plan);
  const HostView view = view_of(tensor);
  const std::int32_t storage = plan.buffers[static_cast<std::size_t>(tensor.buffer)].storage;
  const std::int64_t elements = plan.storages[static_cast<std::size_t>(storage)].bytes /
                                static_cast<std::int64_t>(bytes_of(tensor.dtype));
  Memory memory{.name = std::string(name), .type = pointer.type, .held = view.dtype, .data = view.data};
  if (view.dtype == tensor.dtype) memory.held = pointer.type;  // types of one width
  memory.data += pointer.offset * static_cast<std::int64_t>(bytes_of(memory.held));
  memory.first = -(tensor.offset + pointer.offset);
  memory.last = memory.first + elements;
  return memory;
}

}  // namespace

TritonEffects inspect(const TritonLaunch& launch) {
  std::vector<Memory> memories;
  for_each_pointer(launch, [&](const TritonPointer& pointer, std::string_view name) {
    memories.push_back({.name = std::string(name), .type = pointer.type, .held = pointer.type});
  });
  triton::Computing computing;
  computing.dry = true;
  triton::Machine machine(launch, std::move(memories), computing);
  machine.run({0, 0, 0});
  TritonEffects effects;
  for (const Memory& memory : machine.memories()) {
    effects.read.push_back(memory.read);
    effects.written.push_back(memory.written);
  }
  effects.operations = machine.computing.operations;
  for (const std::int64_t programs : launch.grid) effects.operations *= static_cast<double>(programs);
  return effects;
}

void run_triton(const ExternCall& call, const Plan& plan, const ExternFrame::ViewOf& view_of,
                const TritonOptions& options) {
  const TritonLaunch launch = launch_of(call);
  std::vector<Memory> memories;
  for_each_pointer(launch, [&](const TritonPointer& pointer, std::string_view name) {
    memories.push_back(memory_of(pointer, name, call, plan, view_of));
  });
  RoundingNoise noise;
  triton::Computing computing;
  computing.oracle = options.oracle;
  computing.op_by_op = options.op_by_op;
  if (options.noise != 0 && !options.oracle) computing.noise = &noise;
  triton::Machine machine(launch, std::move(memories), computing);
  std::uint64_t number = 0;
  for (std::int64_t z = 0; z < launch.grid[2]; ++z)
    for (std::int64_t y = 0; y < launch.grid[1]; ++y)
      for (std::int64_t x = 0; x < launch.grid[0]; ++x) {
        noise.restart(options.noise, number++);
        machine.run({x, y, z});
      }
}

}  // namespace ireplay
