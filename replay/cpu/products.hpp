#pragma once

#include "replay/cpu/wide_memory.hpp"
#include "replay/externs/program.hpp"

/// The parts of library calls that are worth more than a loop an element: blocked products in double (int64
/// for integers), over threads where that pays. A part is read whole before its result is written.
namespace ireplay {

/// With `per_op` a product of half-precision tensors is rounded before its addend is added, as where the two
/// are ops of their own.
void run_product_cpu(const ProductPart& part, const ViewOf& view_of, bool per_op = false);

/// A product of the weights and an unfolded image, for each image and group.
void run_convolution_cpu(const ConvolutionPart& part, const ViewOf& view_of);

}  // namespace ireplay
