#include "sim/wire/fingerprint.hpp"

#include <gtest/gtest.h>

#include "sim/wire/digest.hpp"

namespace isthmus::wire {
namespace {

TEST(Digest, Md5GivesTheAnswersOfItsRfc) {
  EXPECT_EQ(hex(md5("")), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex(md5("abc")), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hex(md5("12345678901234567890123456789012345678901234567890123456789012345678901234567"
                    "890")),
            "57edf4a22be3c955ac49da2e2107b67a");
}

TEST(Digest, Sha256GivesTheAnswersOfItsStandard) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, TextsThatJustFillABlockArePaddedIntoTheNext) {
  EXPECT_EQ(hex(md5(std::string(56, 'a'))), "3b0c8ac703f828b04c6c197006d17218");
  EXPECT_EQ(hex(sha256(std::string(64, 'a'))),
            "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

// The example in JA3's own description.
TEST(Ja3, NamesTheShapeOfItsPublishedExample) {
  HelloDissection hello;
  hello.legacy_version = 769;
  hello.ciphers = {47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4};
  hello.extensions = {0, 10, 11};
  hello.groups = {23, 24, 25};
  hello.point_formats = {0};

  EXPECT_EQ(ja3_text(hello),
            "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0");
  EXPECT_EQ(ja3(hello), "ada70206e40642a3e4461f35503241d5");
}

TEST(Ja3, LeavesGreaseOut) {
  HelloDissection hello;
  hello.legacy_version = 771;
  hello.ciphers = {0x0a0a, 4865};
  hello.extensions = {0x2a2a, 0, 0xfafa};
  hello.groups = {0x1a1a, 29};

  EXPECT_EQ(ja3_text(hello), "771,4865,0,29,");
}

/// The hello of JA4's published example: Chrome over TCP.
HelloDissection chrome() {
  HelloDissection hello;
  hello.legacy_version = 0x0303;
  hello.versions = {0x5a5a, 0x0304, 0x0303};
  hello.ciphers = {0x4a4a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030,
                   0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035};
  hello.extensions = {0x6a6a, 0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d,
                      0x0005, 0x0023, 0x0012, 0x002b, 0xff01, 0x000b, 0x000a, 0x0015, 0x8a8a};
  hello.signatures = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
  hello.first_alpn = "h2";
  return hello;
}

TEST(Ja4, NamesTheShapeOfItsPublishedExample) {
  EXPECT_EQ(ja4(chrome()), "t13d1516h2_8daaf6152771_e5627efa2ab1");
}

TEST(Ja4, DoesNotDependOnTheOrderOfExtensions) {
  HelloDissection permuted = chrome();
  std::swap(permuted.extensions[1], permuted.extensions[9]);

  EXPECT_EQ(ja4(permuted), ja4(chrome()));
}

TEST(Ja4, SaysWhenThereIsNeitherNameNorProtocolNorCipher) {
  HelloDissection hello;
  hello.legacy_version = 0x0301;

  EXPECT_EQ(ja4(hello), "t10i000000_000000000000_000000000000");
}

TEST(Ja4, ShowsAProtocolThatIsNotAWordInHexadecimal) {
  HelloDissection hello = chrome();
  hello.first_alpn = "\xab\xcd";

  EXPECT_EQ(ja4(hello).substr(0, 10), "t13d1516ad");
}

}  // namespace
}  // namespace isthmus::wire
