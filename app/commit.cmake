# Writes OUT with the commit of SOURCE, only where it changed, so that nothing is built again without need.
cmake_minimum_required(VERSION 3.22)
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty=+ --abbrev=12 --match=nothing
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT ${OUT} CONTENT "#define IREPLAY_COMMIT \"@commit@\"\n" @ONLY)
