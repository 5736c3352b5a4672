#pragma once

#include <initializer_list>
#include <string_view>

#include "replay/lower/launch_grid.hpp"
#include "replay/plan/checked.hpp"

/// The numbers of a launch's grid. Everything throws Error{dump} where a number does not fit.
namespace ireplay {

/// n / by, rounded up; `n` itself for a block of one element or none.
std::int64_t divide_up(std::int64_t n, std::int64_t by);

std::int64_t fits(Checked blocks);
std::int64_t product_of(std::initializer_list<std::int64_t> factors);

/// The size `name` of a block: see GridKernel::is_whole for one that is not known.
std::int64_t block_size(const GridKernel& kernel, const BlockSizes& sizes, std::string_view name);

/// More blocks in y than a launch may have go on in z.
Grid with_overflow(std::int64_t x, std::int64_t y);

/// The grid, if a device can launch it.
Grid launchable(const Grid& grid);

}  // namespace ireplay
