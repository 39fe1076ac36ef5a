# Run as a script: -DOUTPUT=file.cpp -DHEADER=path -DNAMES="a;b" -DFILES="x;y" writes one
# `const std::string_view` per file, as raw string literals.
set(text "// Made by cmake/isthmus_embed.cmake.\n#include \"${HEADER}\"\n\nnamespace isthmus::reports {\n")
list(LENGTH NAMES count)
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  list(GET NAMES ${i} name)
  list(GET FILES ${i} file)
  file(READ ${file} content)
  string(APPEND text "\nconst std::string_view ${name} = R\"isthmus(${content})isthmus\";\n")
endforeach()
string(APPEND text "\n}  // namespace isthmus::reports\n")
file(WRITE ${OUTPUT} "${text}")
