#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/program_builder.hpp"

/// Loop programs that every way of running them has to agree on: the CPU engine's loops, the kernels on a
/// device, the same kernels on the host.
namespace ireplay {

/// Runs the program in some way and on the CPU, and expects elements no further apart than `rtol` times one
/// more than their size; `what` names the case.
using ExpectAgreement = std::function<void(ProgramBuilder& builder, double rtol, const std::string& what)>;

void conversions(const ExpectAgreement& expect_agreement);
void reductions(const ExpectAgreement& expect_agreement);
void integer_reductions(const ExpectAgreement& expect_agreement);
void later_stages(const ExpectAgreement& expect_agreement);
void overwriting(const ExpectAgreement& expect_agreement);
void scans(const ExpectAgreement& expect_agreement);
void scans_of_columns(const ExpectAgreement& expect_agreement);
void scans_in_stages(const ExpectAgreement& expect_agreement);
void turned_memory(const ExpectAgreement& expect_agreement);
void turned_concatenations(const ExpectAgreement& expect_agreement);
void cut_ranges(const ExpectAgreement& expect_agreement);
void rows_of_turned_operands(const ExpectAgreement& expect_agreement);
void moments_of_shares(const ExpectAgreement& expect_agreement);
void shares_of_long_rows(const ExpectAgreement& expect_agreement);
void functions_beside_a_variable(const ExpectAgreement& expect_agreement);
void atomic_additions(const ExpectAgreement& expect_agreement);
void divided_indices(const ExpectAgreement& expect_agreement);
void transposed_operands(const ExpectAgreement& expect_agreement);
void column_sums(const ExpectAgreement& expect_agreement);
void operands_used_twice(const ExpectAgreement& expect_agreement);
void uniforms_of_rows(const ExpectAgreement& expect_agreement);

/// Rows of a table at indices that are loaded, as they are and in reductions; single elements of it;
/// indices that are computed from several ones; and one element for many items.
void gathered_rows(const ExpectAgreement& expect_agreement);
void sums_of_gathered_rows(const ExpectAgreement& expect_agreement);
void gathered_elements(const ExpectAgreement& expect_agreement);
void gathers_at_computed_indices(const ExpectAgreement& expect_agreement);
void repeated_elements(const ExpectAgreement& expect_agreement);

/// `rows` rows of `width` from a table of 53, which lacks its last `missing` elements; all have index 1 but
/// one. Rows are `stride` apart. `checked`: the index itself, not the offset alone.
struct BadGather {
  std::int64_t rows, width, stride, missing, bad_row, index;
  bool checked;
  DType dtype;
};
ProgramBuilder gather_with_one_bad_index(const BadGather& bad);

/// A body of random ops over a few operands of random layouts; ops that are exact, so that every bit has to
/// agree.
ProgramBuilder random_program(unsigned seed);

/// Rows that are normalised in one of a few ways, at random: reductions, what is made of them once a row, and
/// elements of operands in memory.
ProgramBuilder random_rows(unsigned seed);

/// Elements as the CPU has left them in `wanted` against those at `got`.
void expect_elements(const HostBuffer& wanted, const std::byte* got, double rtol, const std::string& what);

/// Uniform in [-2, 2).
std::vector<float> some_floats(std::int64_t count, unsigned seed);

}  // namespace ireplay
