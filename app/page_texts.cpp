#include "app/page_texts.hpp"

#include "replay/cuda/compiled/describe.hpp"
#include "replay/report/op_texts.hpp"

namespace ireplay {

void add_page_texts(GraphReport& report, const Plan& plan, const Dump& dump) {
  constexpr ScheduleDevice kDevice{132, 2048};
  add_texts(report, plan, dump);
  for (std::size_t k = 0; k < report.ops.size() && k < plan.steps.size(); ++k)
    report.ops[k].texts.kernel = describe_kernels(plan.steps[k], plan, kDevice);
}

}  // namespace ireplay
