#include "kernels/libraries/convolution.hpp"

namespace ireplay {

std::vector<std::int64_t> packed_strides(const std::vector<std::int64_t>& size, bool channels_last) {
  std::vector<std::int64_t> stride(size.size());
  std::int64_t step = 1;
  if (channels_last) stride[1] = 1, step = size[1];
  for (std::size_t d = size.size(); d-- > 2;) stride[d] = step, step *= size[d];
  if (!channels_last) stride[1] = step, step *= size[1];
  stride[0] = step;
  return stride;
}

}  // namespace ireplay
