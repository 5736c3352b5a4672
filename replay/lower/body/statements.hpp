#pragma once

#include "replay/lower/body/body_lowering.hpp"

/// One function a kind of statement, which appends its instructions; lower_body.cpp has their names in the
/// text.
namespace ireplay {

// blocks (lower_body.cpp)
Named masked_subblock(BodyLowering& body, const Call& call);

// index_statements.cpp
Named get_index(BodyLowering& body, const Call& call);
Named set_indirect(BodyLowering& body, const Call& call);
Named index_expr(BodyLowering& body, const Call& call);
Named check_bounds(BodyLowering& body, const Call& call);

// memory_statements.cpp
Named load(BodyLowering& body, const Call& call);
Named store(BodyLowering& body, const Call& call);
Named store_reduction(BodyLowering& body, const Call& call);
Named load_seed(BodyLowering& body, const Call& call);
Named bucketize(BodyLowering& body, const Call& call);
Named random(BodyLowering& body, const Call& call);
Named device_assert(BodyLowering& body, const Call& call);

// scalar_statements.cpp
Named scalar_op(BodyLowering& body, const Call& call, ScalarOp op);
Named constant_op(BodyLowering& body, const Call& call);
Named identity(BodyLowering& body, const Call& call);
Named to_dtype(BodyLowering& body, const Call& call);
Named to_dtype_bitcast(BodyLowering& body, const Call& call);

// reduce_statements.cpp
Named reduction(BodyLowering& body, const Call& call);
Named scan(BodyLowering& body, const Call& call);
Named sort(BodyLowering& body, const Call& call);

// random_statements.cpp, asm_statements.cpp
Named rand_eager(BodyLowering& body, const Call& call);
Named inline_asm(BodyLowering& body, const Call& call);

}  // namespace ireplay
