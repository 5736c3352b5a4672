# Writes OUT, a source file that holds the files of the page as text: IN is a list of NAME=FILE.
set(text "// Generated from replay/report/page and Chart.js; see embed.cmake.\n#include \"replay/report/page_parts.hpp\"\n\nnamespace ireplay::page {\n")
foreach(entry IN LISTS IN)
  string(REGEX MATCH "^([A-Za-z]+)=(.*)$" matched "${entry}")
  set(name ${CMAKE_MATCH_1})
  file(READ "${CMAKE_MATCH_2}" content HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," content "${content}")
  string(APPEND text "static const unsigned char ${name}_bytes[] = {${content}0};\n"
                     "const std::string_view ${name}(reinterpret_cast<const char*>(${name}_bytes), sizeof ${name}_bytes - 1);\n")
endforeach()
file(WRITE ${OUT} "${text}}  // namespace ireplay::page\n")
