#include "replay/cpu/run_call.hpp"

#include <stdexcept>

#include "parser/source.hpp"
#include "replay/cpu/run_parts.hpp"
#include "replay/externs/call_frame.hpp"
#include "replay/triton/run.hpp"

namespace ireplay {

void run_call_cpu(const Step& step, const Plan& plan, const ViewOf& view_of, const LoopOptions& options,
                  std::uint64_t seed) {
  const ExternCall& call = step.call;
  if (is_triton(call)) return run_triton(call, plan, view_of, {});
  if (step.parts != nullptr) return run_extern_program(*step.parts, plan, view_of, options);
  const ExternRow* row = find_extern(call);
  if (row == nullptr) throw Error(Error::Kind::unsupported, "no implementation of " + call.function);
  if (row->compute == nullptr) throw std::logic_error("the parts of " + call.function + " were not written");
  row->compute(ExternFrame(*row, call, plan, view_of, seed));
}

}  // namespace ireplay
