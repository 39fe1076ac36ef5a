# Says what was built in and what was left out, so that nobody has to guess.
message(STATUS "")
message(STATUS "isthmus ${PROJECT_VERSION}")
message(STATUS "  compiler    ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, ${CMAKE_BUILD_TYPE}")
message(STATUS "  sanitizers  ${ISTHMUS_SANITIZE}")
message(STATUS "  MPI         ${ISTHMUS_MPI_BUILT}")
message(STATUS "  tests       ${ISTHMUS_TESTS}")
message(STATUS "  benchmarks  ${ISTHMUS_BENCH_BUILT}")
message(STATUS "")
