# The one place for compiler flags. Warnings are errors in our own builds; a packager who meets a
# newer compiler turns that off with -DISTHMUS_WERROR=OFF.
option(ISTHMUS_WERROR "Treat warnings as errors" ON)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_library(isthmus_flags INTERFACE)
target_include_directories(isthmus_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(isthmus_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
  -ffp-contract=off) # The same bytes on every machine: no fused multiply-add behind our back.
# g++ 12 sees overlapping copies in `"text" + std::string{...}` that are not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(isthmus_flags INTERFACE -Wno-restrict)
endif()
if(ISTHMUS_WERROR)
  target_compile_options(isthmus_flags INTERFACE -Werror)
endif()
if(ISTHMUS_SANITIZE)
  target_compile_options(isthmus_flags INTERFACE
    -fsanitize=${ISTHMUS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(isthmus_flags INTERFACE -fsanitize=${ISTHMUS_SANITIZE})
  # The sanitizers' own instrumentation makes g++ 12 see uninitialised values that are not there.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(isthmus_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

# Profile-guided builds (tests/bench/train.sh): of the rooms of the event loop, with the objects' own places for the profile.
set(ISTHMUS_PGO "" CACHE STRING "generate a profile, or use the one that was made: tests/bench/train.sh")
set(ISTHMUS_PGO_FLAGS "")
if(ISTHMUS_PGO STREQUAL "generate")
  set(ISTHMUS_PGO_FLAGS -fprofile-generate -fprofile-update=prefer-atomic)
  add_link_options(-fprofile-generate)
elseif(ISTHMUS_PGO STREQUAL "use")
  set(ISTHMUS_PGO_FLAGS -fprofile-use -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch)
elseif(ISTHMUS_PGO)
  message(FATAL_ERROR "ISTHMUS_PGO is generate, use or empty")
endif()
if(ISTHMUS_PGO AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  message(FATAL_ERROR "ISTHMUS_PGO is for g++")
endif()

find_program(ISTHMUS_CCACHE ccache)
if(ISTHMUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ISTHMUS_CCACHE})
endif()
