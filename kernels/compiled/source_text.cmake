# Writes ${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp: the functions of kernels/compiled/source_text.hpp.

function(read_source_text path result)
  file(READ ${path} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
  string(REGEX REPLACE "(^|\n)[ \t]*//[^\n]*" "" text "${text}")
  string(REGEX REPLACE "\n#include \"[^\n]*" "" text "${text}")
  string(REGEX REPLACE "#pragma once" "" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# a literal may hold no more than 64 KiB by the standard; each file is one of its own
function(write_source_text function paths)
  set(body "")
  foreach(path ${paths})
    read_source_text(${CMAKE_CURRENT_SOURCE_DIR}/${path} text)
    string(APPEND body "\n    R\"source(${text})source\"")
  endforeach()
  file(APPEND ${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp.new
       "std::string_view ${function}() {\n  return${body};\n}\n\n")
endfunction()

file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp.new
     "#include \"kernels/compiled/source_text.hpp\"\n\nnamespace ireplay {\n\n")
write_source_text(scalar_source_text "scalar/float_formats.hpp;scalar/scalar_math.hpp;scalar/philox.hpp")
write_source_text(
  special_source_text
  "scalar/chebyshev_sum.hpp;scalar/error_functions.hpp;scalar/gamma_functions.hpp;scalar/bessel_functions.hpp;scalar/modified_bessel_functions.hpp;scalar/airy_function.hpp;scalar/orthogonal_polynomials.hpp")
write_source_text(compiled_source_text "compiled/prelude.cuh;compiled/reductions.cuh;compiled/updates.cuh")
file(APPEND ${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp.new "}  // namespace ireplay\n")
configure_file(${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp.new ${CMAKE_CURRENT_BINARY_DIR}/source_text.cpp COPYONLY)
