// Pooling over windows of 1 to 3 dimensions, and its gradients. Dimensions before the spatial ones are
// planes.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/windows.hpp"

namespace ireplay {
namespace {

struct Planes {
  std::int64_t count = 1;
  Dims input, output;  // spatial extents
  std::int64_t input_pixels = 1, output_pixels = 1;
};

Planes make_planes(const ExternFrame& frame, const Dims& input, const Windows& windows) {
  frame.require(input.size() == windows.size() + 1 || input.size() == windows.size() + 2,
                std::to_string(windows.size()) + "-dimensional pooling of " + bracketed(input));
  Planes planes;
  const auto spatial = input.end() - static_cast<std::ptrdiff_t>(windows.size());
  planes.count = numel({input.begin(), spatial});
  planes.input = {spatial, input.end()};
  for (const auto& windows_of : windows)
    planes.output.push_back(static_cast<std::int64_t>(windows_of.size()));
  planes.input_pixels = numel(planes.input);
  planes.output_pixels = numel(planes.output);
  return planes;
}

Dims with_spatial(const Dims& input, const Dims& spatial) {
  Dims size(input.begin(), input.end() - static_cast<std::ptrdiff_t>(spatial.size()));
  size.insert(size.end(), spatial.begin(), spatial.end());
  return size;
}

/// Calls f(output pixel, window of each dimension) for every output position.
template <class F>
void for_each_window(const Windows& windows, const Dims& output, F&& f) {
  if (numel(output) == 0) return;
  std::vector<Window> here(windows.size());
  Dims at(output.size(), 0);
  std::int64_t pixel = 0;
  do {
    for (std::size_t d = 0; d < windows.size(); ++d) here[d] = windows[d][static_cast<std::size_t>(at[d])];
    f(pixel++, here);
  } while (advance(at, output));
}

/// Calls f(input pixel) for every position of a window.
template <class F>
void for_each_pixel(const std::vector<Window>& window, const Dims& input, F&& f) {
  Dims at(window.size());
  for (std::size_t d = 0; d < window.size(); ++d) {
    if (window[d].begin >= window[d].end) return;
    at[d] = window[d].begin;
  }
  while (true) {
    std::int64_t pixel = 0;
    for (std::size_t d = 0; d < at.size(); ++d) pixel = pixel * input[d] + at[d];
    f(pixel);
    std::size_t d = at.size();
    while (d-- > 0) {
      at[d] += window[d].step;
      if (at[d] < window[d].end) break;
      at[d] = window[d].begin;
    }
    if (d == static_cast<std::size_t>(-1)) return;
  }
}

/// What an average divides by.
double divisor(const ExternFrame& frame, const std::vector<Window>& window) {
  const ExternArguments& args = frame.args();
  if (args.knows("divisor_override") && !args.is_none("divisor_override"))
    return static_cast<double>(args.integer("divisor_override"));
  if (!args.knows("count_include_pad") || !args.flag("count_include_pad"))
    return static_cast<double>(pixels_in(window));
  double count = 1;
  for (const Window& w : window) count *= static_cast<double>(w.padded_count);
  return count;
}

void average(const ExternFrame& frame, const Windows& windows) {
  const Reals self = frame.read<double>("self");
  const Planes planes = make_planes(frame, self.size, windows);
  Reals result(with_spatial(self.size, planes.output));
  for_each_window(windows, planes.output, [&](std::int64_t to, const std::vector<Window>& window) {
    const double by = divisor(frame, window);
    for (std::int64_t plane = 0; plane < planes.count; ++plane) {
      double sum = 0;
      for_each_pixel(window, planes.input, [&](std::int64_t pixel) {
        sum += self.data[static_cast<std::size_t>(plane * planes.input_pixels + pixel)];
      });
      result.data[static_cast<std::size_t>(plane * planes.output_pixels + to)] =
          pixels_in(window) ? sum / by : 0;
    }
  });
  frame.write(0, result);
}

void average_backward(const ExternFrame& frame, const Windows& windows) {
  const Dims& size = frame.args().tensor("self").size;
  const Reals gradient = frame.read<double>("grad_output");
  const Planes planes = make_planes(frame, size, windows);
  frame.require(
      gradient.size == with_spatial(size, planes.output),
      "grad_output is " + bracketed(gradient.size) + " for an output of " + bracketed(planes.output));
  Reals result(size);
  for_each_window(windows, planes.output, [&](std::int64_t from, const std::vector<Window>& window) {
    const double by = divisor(frame, window);
    for (std::int64_t plane = 0; plane < planes.count; ++plane) {
      const double share = gradient.data[static_cast<std::size_t>(plane * planes.output_pixels + from)] / by;
      for_each_pixel(window, planes.input, [&](std::int64_t pixel) {
        result.data[static_cast<std::size_t>(plane * planes.input_pixels + pixel)] += share;
      });
    }
  });
  frame.write(0, result);
}

/// Greatest value of each window and its place in the plane; the last NaN wins.
void maximum(const ExternFrame& frame, const Windows& windows) {
  const Reals self = frame.read<double>("self");
  const Planes planes = make_planes(frame, self.size, windows);
  Reals values(with_spatial(self.size, planes.output));
  Ints indices(values.size);
  for_each_window(windows, planes.output, [&](std::int64_t to, const std::vector<Window>& window) {
    frame.require(pixels_in(window) > 0, "a window without elements");
    for (std::int64_t plane = 0; plane < planes.count; ++plane) {
      double best = -std::numeric_limits<double>::infinity();
      std::int64_t where = -1;
      for_each_pixel(window, planes.input, [&](std::int64_t pixel) {
        const double value = self.data[static_cast<std::size_t>(plane * planes.input_pixels + pixel)];
        if (where >= 0 && !(value > best) && !std::isnan(value)) return;
        best = value;
        where = pixel;
      });
      const auto at = static_cast<std::size_t>(plane * planes.output_pixels + to);
      values.data[at] = best;
      indices.data[at] = where;
    }
  });
  frame.write(0, values);
  frame.write(1, indices);
}

/// Adds (or writes) every value of `from` at the place in its plane that `indices` says.
void send_to_indices(const ExternFrame& frame, const Reals& from, const Dims& size, std::size_t rank,
                     bool add) {
  const Ints indices = frame.read<std::int64_t>("indices");
  frame.require(
      indices.size == from.size && size.size() == from.size.size() && size.size() >= rank,
      "indices of " + bracketed(indices.size) + " for " + bracketed(from.size) + " and " + bracketed(size));
  const std::int64_t pixels = numel({size.end() - static_cast<std::ptrdiff_t>(rank), size.end()});
  const std::int64_t sources = numel({from.size.end() - static_cast<std::ptrdiff_t>(rank), from.size.end()});
  Reals result(size);
  frame.require(sources == 0 || pixels == 0 || from.count() / sources == result.count() / pixels,
                "planes of " + bracketed(from.size) + " and " + bracketed(size));
  for (std::int64_t i = 0; i < from.count(); ++i) {
    const std::int64_t index = indices.data[static_cast<std::size_t>(i)];
    frame.check_index(index, pixels);
    double& to = result.data[static_cast<std::size_t>(i / sources * pixels + index)];
    to = (add ? to : 0) + from.data[static_cast<std::size_t>(i)];
  }
  frame.write(0, result);
}

void maximum_backward(const ExternFrame& frame, std::size_t rank) {
  send_to_indices(frame, frame.read<double>("grad_output"), frame.args().tensor("self").size, rank, true);
}

/// Windows of fractional max pooling: `samples` (N, C, rank) in [0, 1) shift them, per plane.
Windows fractional_windows(const ExternFrame& frame, const Dims& input, const double* samples,
                           std::size_t rank) {
  const Dims kernel = frame.args().integers("kernel_size", rank),
             output = frame.args().integers("output_size", rank);
  Windows windows(rank);
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t in = input[input.size() - rank + d], out = output[d];
    frame.require(
        kernel[d] > 0 && out > 0 && kernel[d] <= in - out + 1,
        "kernel " + bracketed(kernel) + " and output " + bracketed(output) + " of " + bracketed(input));
    // the last sample belongs to the last dimension's width in 2-d (x, y), to the first in 3-d (t, h, w)
    const double sample = samples[rank == 2 ? 1 - d : d];
    frame.require(sample >= 0 && sample < 1, "a sample is not in 0 <= s < 1");
    const double alpha = out > 1 ? static_cast<double>(in - kernel[d]) / static_cast<double>(out - 1) : 0;
    for (std::int64_t o = 0; o < out; ++o) {
      const std::int64_t begin = o == out - 1
                                     ? in - kernel[d]
                                     : static_cast<std::int64_t>((static_cast<double>(o) + sample) * alpha) -
                                           static_cast<std::int64_t>(sample * alpha);
      windows[d].push_back({begin, begin + kernel[d], 1, kernel[d]});
    }
  }
  return windows;
}

void fractional_maximum(const ExternFrame& frame, std::size_t rank) {
  const Reals self = frame.read<double>("self"), samples = frame.read<double>("random_samples", 3);
  const Dims output = frame.args().integers("output_size", rank);
  frame.require(self.size.size() == rank + 1 || self.size.size() == rank + 2,
                "'self' is " + bracketed(self.size));
  const Dims spatial(self.size.end() - static_cast<std::ptrdiff_t>(rank), self.size.end());
  Reals values(with_spatial(self.size, output));
  Ints indices(values.size);
  const std::int64_t pixels = numel(spatial), targets = numel(output);
  const std::int64_t planes = numel({self.size.begin(), self.size.end() - static_cast<std::ptrdiff_t>(rank)});
  frame.require(samples.count() == planes * static_cast<std::int64_t>(rank),
                "'random_samples' is " + bracketed(samples.size));
  for (std::int64_t plane = 0; plane < planes; ++plane) {
    const Windows windows = fractional_windows(
        frame, self.size, samples.data.data() + plane * static_cast<std::int64_t>(rank), rank);
    for_each_window(windows, output, [&](std::int64_t to, const std::vector<Window>& window) {
      const auto at = static_cast<std::size_t>(plane * targets + to);
      values.data[at] = -std::numeric_limits<double>::infinity();
      for_each_pixel(window, spatial, [&](std::int64_t pixel) {
        const double value = self.data[static_cast<std::size_t>(plane * pixels + pixel)];
        if (!(value > values.data[at]) && !std::isnan(value)) return;
        values.data[at] = value;
        indices.data[at] = pixel;
      });
    });
  }
  frame.write(0, values);
  frame.write(1, indices);
}

void unpool(const ExternFrame& frame, std::size_t rank) {
  const Reals self = frame.read<double>("self");
  frame.require(self.size.size() > rank, "'self' is " + bracketed(self.size));
  send_to_indices(frame, self, with_spatial(self.size, frame.args().integers("output_size", rank)), rank,
                  false);
}

}  // namespace

void run_adaptive_avg_pool1d(const ExternFrame& frame) { average(frame, adaptive(frame, 1)); }
void run_adaptive_avg_pool2d(const ExternFrame& frame) { average(frame, adaptive(frame, 2)); }
void run_adaptive_avg_pool3d(const ExternFrame& frame) { average(frame, adaptive(frame, 3)); }
void run_adaptive_avg_pool2d_backward(const ExternFrame& frame) {
  average_backward(frame, adaptive_of_gradient(frame, 2));
}
void run_adaptive_avg_pool3d_backward(const ExternFrame& frame) {
  average_backward(frame, adaptive_of_gradient(frame, 3));
}
void run_adaptive_max_pool2d(const ExternFrame& frame) { maximum(frame, adaptive(frame, 2)); }
void run_adaptive_max_pool3d(const ExternFrame& frame) { maximum(frame, adaptive(frame, 3)); }

void run_avg_pool1d(const ExternFrame& frame) { average(frame, sliding(frame, 1)); }
void run_avg_pool2d(const ExternFrame& frame) { average(frame, sliding(frame, 2)); }
void run_avg_pool3d(const ExternFrame& frame) { average(frame, sliding(frame, 3)); }
void run_avg_pool2d_backward(const ExternFrame& frame) { average_backward(frame, sliding(frame, 2)); }
void run_avg_pool3d_backward(const ExternFrame& frame) { average_backward(frame, sliding(frame, 3)); }
void run_max_pool2d(const ExternFrame& frame) { maximum(frame, sliding(frame, 2)); }
void run_max_pool3d(const ExternFrame& frame) { maximum(frame, sliding(frame, 3)); }
void run_max_pool2d_backward(const ExternFrame& frame) { maximum_backward(frame, 2); }
void run_max_pool3d_backward(const ExternFrame& frame) { maximum_backward(frame, 3); }
void run_fractional_max_pool2d(const ExternFrame& frame) { fractional_maximum(frame, 2); }
void run_fractional_max_pool3d(const ExternFrame& frame) { fractional_maximum(frame, 3); }
void run_max_unpool2d(const ExternFrame& frame) { unpool(frame, 2); }
void run_max_unpool3d(const ExternFrame& frame) { unpool(frame, 3); }

}  // namespace ireplay
