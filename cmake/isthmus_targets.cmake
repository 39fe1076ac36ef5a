# Chores: format, tidy. (check, bench and goldens are defined beside the tests that they run.)
file(GLOB_RECURSE isthmus_sources CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/sim/*.[ch]pp ${CMAKE_SOURCE_DIR}/reports/*.[ch]pp
  ${CMAKE_SOURCE_DIR}/gui/*.[ch]pp ${CMAKE_SOURCE_DIR}/tests/*.[ch]pp)

find_program(ISTHMUS_CLANG_FORMAT NAMES clang-format clang-format-14)
if(ISTHMUS_CLANG_FORMAT)
  add_custom_target(format COMMAND ${ISTHMUS_CLANG_FORMAT} -i ${isthmus_sources} VERBATIM)
endif()
find_program(ISTHMUS_RUN_CLANG_TIDY NAMES run-clang-tidy run-clang-tidy-14)
if(ISTHMUS_RUN_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND ${ISTHMUS_RUN_CLANG_TIDY} -quiet -p ${CMAKE_BINARY_DIR} "${CMAKE_SOURCE_DIR}/(sim|reports)/"
    VERBATIM)
endif()
