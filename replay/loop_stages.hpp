#pragma once

#include "replay/loop_program.hpp"

namespace ireplay {

/// Takes instructions in the order of the text, drops those that nothing reads, and puts the others into
/// stages in an order that LoopProgram's rules allow. What depends on no element but is needed outside of the
/// loop over the elements stands in a stage before it.
void arrange_stages(LoopProgram& program);

}  // namespace ireplay
