// Products and convolutions of the CPU against the same parts as loops, one element at a time.
#include "replay/cpu/products.hpp"

#include <gtest/gtest.h>

#include <random>

#include "replay/cpu/run_parts.hpp"

namespace ireplay {
namespace {

using Numbers = std::vector<std::vector<double>>;

/// A program of one part on the tensors of a plan, which stand for buffers of float64 by their numbers.
class Bench {
 public:
  TensorView tensor(const Dims& size, std::mt19937& random) {
    std::vector<double> values(static_cast<std::size_t>(numel(size)));
    for (double& value : values) value = static_cast<double>(random() % 17) - 8;
    const auto number = static_cast<std::int32_t>(start_.size());
    start_.push_back(std::move(values));
    plan_.buffers.push_back({.name = "t", .dtype = DType::f64, .size = size, .storage = number});
    return {number, DType::f64, size, dense_strides(size), 0};
  }

  Numbers natively(const ExternProgram& program) {
    Numbers memory = start_;
    run_extern_program(program, plan_, views_of(memory));
    return memory;
  }
  Numbers as_loops(const ExternProgram& program) {
    Numbers memory = start_;
    run_extern_program_as_written(program, plan_, views_of(memory),
                                  [](const LoopProgram& loops, const std::vector<HostBuffer>& buffers) {
                                    run_loops(loops, buffers, {});
                                  });
    return memory;
  }

 private:
  static ViewOf views_of(Numbers& memory) {
    return [&memory](const TensorView& tensor) {
      double* const first = memory[static_cast<std::size_t>(tensor.buffer)].data() + tensor.offset;
      return HostView{reinterpret_cast<std::byte*>(first), tensor.dtype, tensor.size, tensor.stride};
    };
  }

  Plan plan_;
  Numbers start_;
};

std::int64_t draw(std::mt19937& random, int low, int high) {
  return low + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1));
}

TEST(Products, AreSumsOfProducts) {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    Bench bench;
    const std::int64_t m = draw(random, 0, 7), n = draw(random, 1, 9), k = draw(random, 0, 140);
    const bool batched = round % 2 == 1;
    const auto size = [&](std::int64_t rows, std::int64_t columns) {
      return batched ? Dims{3, rows, columns} : Dims{rows, columns};
    };
    ProductPart part{bench.tensor(size(m, k), random),
                     bench.tensor(size(k, n), random),
                     bench.tensor(size(m, n), random),
                     {}};
    if (round % 3 != 0) part.addend = round % 3 == 1 ? bench.tensor({n}, random) : part.d;
    part.alpha = round % 5 == 0 ? 0.5 : 1, part.beta = round % 3 == 2 ? 2 : 1;
    ExternProgram program;
    program.parts.emplace_back(part);
    EXPECT_EQ(bench.natively(program), bench.as_loops(program)) << "round " << round;
  }
}

TEST(Products, OfConvolutionsGiveEachOfTheThreeTensors) {
  std::mt19937 random(5);
  using Wanted = ConvolutionPart::Wanted;
  for (int round = 0; round < 60; ++round) {
    const auto dims = static_cast<std::size_t>(draw(random, 1, 3));
    const std::int64_t images = draw(random, 1, 2), groups = draw(random, 1, 2), c = draw(random, 1, 2),
                       f = draw(random, 1, 3);
    ConvolutionPart part;
    part.groups = groups;
    Dims x{images, groups * c}, w{groups * f, c}, y{images, groups * f};
    for (std::size_t d = 0; d < dims; ++d) {
      part.stride.push_back(draw(random, 1, 2));
      part.dilation.push_back(draw(random, 1, 2));
      part.padding.push_back(draw(random, -1, 2));
      w.push_back(draw(random, 1, 3));
      x.push_back(draw(random, 6, 8));
      const std::int64_t room = x.back() + 2 * part.padding[d] - part.dilation[d] * (w.back() - 1) - 1;
      y.push_back(room / part.stride[d] + 1);
    }
    Bench bench;
    part.x = bench.tensor(x, random), part.w = bench.tensor(w, random), part.y = bench.tensor(y, random);
    for (const Wanted wanted : {Wanted::x, Wanted::w, Wanted::y}) {
      part.wanted = wanted;
      ExternProgram program;
      program.parts.emplace_back(part);
      EXPECT_EQ(bench.natively(program), bench.as_loops(program)) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace ireplay
