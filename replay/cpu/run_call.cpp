#include "replay/cpu/run_call.hpp"

#include "parser/source.hpp"
#include "replay/cpu/run_parts.hpp"
#include "replay/cpu/sorts.hpp"
#include "replay/triton/run.hpp"

namespace ireplay {

void run_call_cpu(const ExternCall& call, const Plan& plan, const ViewOf& view_of, int threads,
                  std::uint64_t seed, ValueRounding rounding) {
  if (is_triton(call)) return run_triton(call, plan, view_of, {});
  const ExternRow* row = find_extern(call);
  if (row == nullptr) throw Error(Error::Kind::unsupported, "no implementation of " + call.function);
  const ExternFrame frame(*row, call, plan, view_of, seed);
  if (sorts(*row, frame)) return run_sort_cpu(row->sort, frame);
  if (row->compute != nullptr) return row->compute(frame);
  run_extern_program(write_program(*row, frame, call, plan), plan, view_of, threads, rounding);
}

}  // namespace ireplay
