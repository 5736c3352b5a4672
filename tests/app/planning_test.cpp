#include "app/planning.hpp"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

#include "app/interrupts.hpp"

namespace ireplay {
namespace {

std::string shown(const std::optional<Error>& error) {
  return error ? std::to_string(static_cast<int>(error->kind())) + " " + error->what() : "none";
}

/// Whatever one graph throws is an error of that graph, and the next one has its turn.
TEST(Planning, WhateverAGraphThrowsIsItsError) {
  EXPECT_EQ(shown(fault_of([] {})), "none");
  EXPECT_EQ(shown(fault_of([] { throw Error(Error::Kind::dump, "no such node"); })), "3 no such node");
  EXPECT_EQ(shown(fault_of([] { throw std::bad_alloc(); })), "5 there is not enough memory for this graph");
  EXPECT_EQ(shown(fault_of([] { throw std::length_error("vector::reserve"); })),
            "5 this graph can't be replayed: vector::reserve");
  EXPECT_EQ(shown(fault_of([] { throw 7; })),
            "5 this graph can't be replayed: an exception of no known type");
}

TEST(Planning, AnInterruptionIsNoFaultOfTheGraph) {
  EXPECT_THROW(fault_of([] { throw Interrupted{2}; }), Interrupted);
}

}  // namespace
}  // namespace ireplay
