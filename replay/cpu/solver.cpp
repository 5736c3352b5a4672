#include "replay/cpu/solver.hpp"

#include "replay/cpu/factorizations.hpp"
#include "replay/externs/call_frame.hpp"

namespace ireplay {
namespace {

template <class T>
void run(const SolverPart& part, const ViewOf& view_of) {
  const auto values_of = [&](const std::optional<TensorView>& view) {
    return view ? read<T>(view_of(*view)) : Dense<T>();
  };
  Dense<T> a = values_of(part.a), x = values_of(part.x), y = values_of(part.y),
           values = values_of(part.values);
  const SolverProblem problem = problem_of(part);
  Ints infos({problem.batch});
  // the memory of matrix i among as many as there are
  const auto at = [&](Dense<T>& of, std::int64_t i) {
    return of.data.empty() ? nullptr : of.data.data() + i * (of.count() / problem.batch);
  };
  for (std::int64_t i = 0; i < problem.batch; ++i)
    infos.data[static_cast<std::size_t>(i)] =
        factorize<T>(part.mode, {problem.rows, problem.columns, problem.others, problem.count, at(a, i),
                                 at(x, i), at(y, i), at(values, i)});
  write(view_of(part.a), a);
  if (part.x) write(view_of(*part.x), x);
  if (part.y) write(view_of(*part.y), y);
  if (part.values) write(view_of(*part.values), values);
  if (part.info) write(view_of(*part.info), infos);
}

}  // namespace

void run_solver_cpu(const SolverPart& part, const ViewOf& view_of) {
  if (is_complex(part.a.dtype))
    run<std::complex<double>>(part, view_of);
  else
    run<double>(part, view_of);
}

}  // namespace ireplay
