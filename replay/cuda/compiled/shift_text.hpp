#pragma once

#include <string>

#include "replay/cuda/compiled/emit_body.hpp"

/// Rows of any length as vectors of memory (Schedule::shifted): a row's vectors begin at the last multiple of
/// a vector at or before it, so that the two at its ends hold elements of other rows, which are left alone.
namespace ireplay {

/// Declares `shift`: how many elements before the row its first vector begins.
void add_shift(const Body& body, Lines& lines);
/// Conditions, in parentheses: the whole vector, one element of it, lies in the row.
std::string whole_vector(const Body& body);
std::string one_element(const Body& body, const std::string& element);

}  // namespace ireplay
