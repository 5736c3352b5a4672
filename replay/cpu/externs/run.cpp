#include "replay/cpu/externs/run.hpp"

#include "parser/source.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {

void run_extern_cpu(const ExternCall& call, const Plan& plan,
                    const std::function<HostView(const TensorView&)>& view_of, std::uint64_t seed) {
  const ExternOp* op = find_extern_op(call);
  if (!op) throw Error(Error::Kind::unsupported, "no implementation of " + call.function);
  const ExternFrame frame(op->row, call, plan, view_of, seed);
  if (const std::string why = op->limits(frame); !why.empty()) throw Error(Error::Kind::unsupported, why);
  op->run(frame);
}

}  // namespace ireplay
