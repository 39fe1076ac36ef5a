# isthmus_room(NAME [HOT] [rooms it may include ...] [PRIVATE third-party targets ...])
#
# HOT rooms are those that a simulation spends its time in; they get the compiler's best. The others
# run once per file or once per answer: -O1 there halves the time of a first build.
#
# One static library per folder. The folder's sources are globbed, so adding a file touches nothing
# else; what a room may include stands here and, as data, in tests/tidy/include_table.hpp.
function(isthmus_room name)
  cmake_parse_arguments(room "HOT" "" "PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB headers CONFIGURE_DEPENDS *.hpp)
  set(target isthmus_${name})
  list(TRANSFORM room_UNPARSED_ARGUMENTS PREPEND isthmus_ OUTPUT_VARIABLE rooms)
  if(sources)
    add_library(${target} STATIC ${sources} ${headers})
    target_link_libraries(${target} PUBLIC isthmus_flags ${rooms} PRIVATE ${room_PRIVATE})
    if(name MATCHES "^(dataplane|kernel|random|stats)$") # Where MESH spends 95 % of its time.
      target_compile_options(${target} PRIVATE ${ISTHMUS_PGO_FLAGS})
    endif()
    if(NOT room_HOT)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE isthmus_flags ${rooms})
  endif()
endfunction()
