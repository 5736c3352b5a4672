#pragma once

#include "parser/model.hpp"

namespace ireplay {

/// Releases up to 2.5 write the statements of a subgraph (a branch, a loop's condition or body) where it is
/// called, between the bindings of its arguments and those of its results. Here they become a function and
/// its call, which is how later releases write them:
///
///     # subgraph: true_graph_0                        def true_graph_0(args):
///     true_graph_0_arg0_1 = arg2_1                        true_graph_0_arg0_1, = args
///     ...                                                 ...
///     buf1[0] = true_graph_0_buf1                         return (true_graph_0_buf1,)
///                                                     buf1[0], = true_graph_0([arg2_1])
void outline_subgraphs(Wrapper& wrapper);

}  // namespace ireplay
