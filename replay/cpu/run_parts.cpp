#include "replay/cpu/run_parts.hpp"

#include "parser/source.hpp"
#include "replay/cpu/solver.hpp"

namespace ireplay {
namespace {

class HostRun {
 public:
  HostRun(const ExternProgram& program, const Plan& plan,
          const std::function<HostView(const TensorView&)>& view_of, const LoopRunner& run_program)
      : plan_(plan), view_of_(view_of), run_program_(run_program) {
    for (const ExternTemporary& temporary : program.temporaries) {
      blocks_.push_back(temporary.table);
      blocks_.back().resize(static_cast<std::size_t>(temporary.bytes), std::byte{0xFF});
    }
  }

  void run(const LoopPart& part) {
    std::vector<HostBuffer> buffers;
    for (std::size_t k = 0; k < part.tensors.size(); ++k) {
      const BufferUse& use = part.program.buffers[k];
      buffers.push_back({"operand", address(part.tensors[k]), use.dtype, use.extent});
    }
    if (run_program_)
      run_program_(part.program, buffers);
    else
      run_loops(part.program, buffers, {});
  }
  void run(const SolverPart& part) {
    run_solver_cpu(part, [this](const TensorView& tensor) {
      return HostView{address(tensor), tensor.dtype, tensor.size, tensor.stride};
    });
  }
  template <class Part>
  void run(const Part& part) {
    const std::optional<LoopPart> loops = as_loops(part);
    if (!loops) throw Error(Error::Kind::unsupported, "a part of complex numbers");
    run(*loops);
  }

 private:
  std::byte* address(const TensorView& tensor) {
    const auto number = static_cast<std::size_t>(tensor.buffer);
    if (number < plan_.buffers.size()) return view_of_(tensor).data;
    return blocks_[number - plan_.buffers.size()].data() +
           tensor.offset * static_cast<std::int64_t>(bytes_of(tensor.dtype));
  }

  const Plan& plan_;
  const std::function<HostView(const TensorView&)>& view_of_;
  const LoopRunner& run_program_;
  std::vector<std::vector<std::byte>> blocks_;
};

}  // namespace

void run_extern_program(const ExternProgram& program, const Plan& plan,
                        const std::function<HostView(const TensorView&)>& view_of,
                        const LoopRunner& run_program) {
  HostRun host(program, plan, view_of, run_program);
  for (const auto& part : program.parts) std::visit([&](const auto& one) { host.run(one); }, part);
}

}  // namespace ireplay
