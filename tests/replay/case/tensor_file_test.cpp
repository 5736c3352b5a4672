#include "replay/case/tensor_file.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>
#include <fstream>

#include "parser/source.hpp"

namespace ireplay {
namespace {

namespace fs = std::filesystem;

class TensorFile : public testing::Test {
 protected:
  TensorFile() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("ireplay_tensor_file_") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~TensorFile() override { fs::remove_all(folder_); }

  fs::path put(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  std::string fault(const std::string& name, const std::string& bytes) {
    const fs::path file = put(name, bytes);
    try {
      read_tensors(file);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::usage);
      std::string text = error.what();
      const std::size_t at = text.find(folder_.string() + "/");
      if (at != std::string::npos) text.erase(at, folder_.string().size() + 1);
      return text;
    }
    return "read";
  }
  fs::path folder_;
};

std::string number(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string safetensors(const std::string& header, const std::string& data) {
  return number(header.size(), 8) + header + data;
}

std::string npy(const std::string& header, const std::string& data) {
  return std::string("\x93NUMPY\x01", 7) + '\0' + number(header.size(), 2) + header + data;
}

template <class T>
HostTensor make(DType dtype, Dims size, const std::vector<T>& values) {
  HostTensor tensor{dtype, std::move(size), HostBytes(values.size() * sizeof(T))};
  std::memcpy(tensor.data.data(), values.data(), tensor.data.size());
  return tensor;
}

template <class T>
std::vector<T> values(const HostTensor& tensor) {
  std::vector<T> out(tensor.data.size() / sizeof(T));
  std::memcpy(out.data(), tensor.data.data(), tensor.data.size());
  return out;
}

std::string bytes_of_floats(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

TEST_F(TensorFile, SafetensorsSurviveWritingAndReading) {
  TensorMap written;
  written["b"] = make<float>(DType::f32, {2, 3}, {1, 2, 3, 4, 5, 6});
  written["a"] = make<std::uint8_t>(DType::boolean, {3}, {1, 0, 1});
  written["empty"] = HostTensor{DType::i64, {0, 4}, {}};
  written["scalar"] = make<double>(DType::f64, {}, {2.5});
  write_safetensors(folder_ / "x.safetensors", written);
  const TensorMap read = read_tensors(folder_ / "x.safetensors");
  ASSERT_EQ(read.size(), 4U);
  for (const auto& [name, tensor] : written) {
    EXPECT_EQ(read.at(name).dtype, tensor.dtype) << name;
    EXPECT_EQ(read.at(name).size, tensor.size) << name;
    EXPECT_EQ(read.at(name).data, tensor.data) << name;
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "a temporary file was left behind";
}

TEST_F(TensorFile, NumpyFilesSurviveWritingAndReading) {
  TensorMap written;
  written["b"] = make<float>(DType::f32, {2, 3}, {1, 2, 3, 4, 5, 6});
  written["half"] = make<std::uint16_t>(DType::bf16, {1, 2}, {0x3f80, 0x4000});
  written["empty"] = HostTensor{DType::i64, {0, 4}, {}};
  written["scalar"] = make<double>(DType::f64, {}, {2.5});
  write_tensors(folder_ / "x.npz", written);
  const TensorMap read = read_tensors(folder_ / "x.npz");
  ASSERT_EQ(read.size(), written.size());
  for (const auto& [name, tensor] : written) {
    EXPECT_EQ(to_text(read.at(name).dtype, read.at(name).size), to_text(tensor.dtype, tensor.size)) << name;
    EXPECT_EQ(read.at(name).data, tensor.data) << name;
  }
  write_tensors(folder_ / "b.npy", {{"b", written["b"]}});
  EXPECT_EQ(read_tensors(folder_ / "b.npy").at("").data, written["b"].data);
  EXPECT_EQ(read_file(folder_ / "b.npy").size() % 64, 24U) << "the data is not aligned";
}

TEST_F(TensorFile, WhatNoFileOfAKindHoldsIsSaid) {
  const auto refused = [&](const std::string& name, const TensorMap& tensors) {
    try {
      write_tensors(folder_ / name, tensors);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), Error::Kind::usage);
      EXPECT_TRUE(fs::is_empty(folder_));
      const std::string text = error.what(), folder = folder_.string() + "/";
      const std::size_t at = text.find(folder);
      return at == std::string::npos ? text : std::string(text).erase(at, folder.size());
    }
    return std::string("written");
  };
  const HostTensor f32 = make<float>(DType::f32, {1}, {1}),
                   f8 = make<std::uint8_t>(DType::f8e4m3fn, {1}, {1});
  EXPECT_EQ(refused("x.npy", {{"a", f32}, {"b", f32}}),
            "cannot write 'x.npy': an .npy file holds one tensor, and there are 2; give a name that ends in "
            ".npz or "
            ".safetensors");
  EXPECT_EQ(refused("x.npz", {{"a", f8}}),
            "NumPy has no type for 'a', which is float8_e4m3fn; give a name that ends in .safetensors");
  EXPECT_EQ(refused("x.pt", {{"a", f32}}),
            "cannot write 'x.pt': expected a file that ends in .safetensors, .npz or .npy");
}

TEST_F(TensorFile, ReadsWhatPyTorchWrote) {
  const TensorMap inputs = read_tensors(fs::path(IREPLAY_TESTDATA) / "corpus/seed.0/inputs.safetensors");
  EXPECT_EQ(to_text(inputs.at("arg0_1").dtype, inputs.at("arg0_1").size), "bf16[2048,128]");
  EXPECT_EQ(inputs.at("arg0_1").data.size(), 2048U * 128 * 2);
}

TEST_F(TensorFile, BrokenSafetensorsSayWhatIsWrong) {
  const auto entry = [](const char* fields) {
    return safetensors(std::string("{\"x\":{") + fields + "}}", "01234567");
  };
  EXPECT_EQ(fault("x.safetensors", "1234"),
            "'x.safetensors' is no safetensors file: it is shorter than 8 bytes");
  EXPECT_EQ(fault("x.safetensors", number(1'000'000'000'000, 8) + "{}"),
            "'x.safetensors' is no safetensors file: its header claims 1000000000000 bytes");
  EXPECT_EQ(fault("x.safetensors", safetensors("{\"x\":", "")),
            "'x.safetensors' is no safetensors file: its header is no valid JSON");
  EXPECT_EQ(fault("x.safetensors", safetensors(std::string(1'000'000, '['), "")),
            "'x.safetensors' is no safetensors file: its header is nested too deeply");
  EXPECT_EQ(fault("x.safetensors", safetensors("[]", "")),
            "'x.safetensors' is no safetensors file: its header is no JSON object");
  EXPECT_EQ(fault("x.safetensors", entry("\"shape\":[2]")),
            "'x.safetensors' is no safetensors file: tensor 'x' has no 'dtype'");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F33\"")),
            "'x.safetensors' is no safetensors file: tensor 'x' has the unknown type \"F33\"");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]")),
            "'x.safetensors' is no safetensors file: the shape of tensor 'x' is no list of counts");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]")),
            "'x.safetensors' is no safetensors file: the data_offsets of tensor 'x' are no pair of counts");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]")),
            "'x.safetensors' is no safetensors file: the bytes of tensor 'x' lie outside of the file");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]")),
            "'x.safetensors' is no safetensors file: tensor 'x' is f32[1], which is 4 bytes, but its "
            "data_offsets span 8");
  EXPECT_EQ(fault("x.safetensors", entry("\"dtype\":\"F32\",\"shape\":[4611686018427387904,"
                                         "4611686018427387904],\"data_offsets\":[0,8]")),
            "'x.safetensors' is no safetensors file: the shape of tensor 'x' is too large");
  EXPECT_EQ(
      fault("x.safetensors", safetensors("{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                                         "\"y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[3,7]}}",
                                         "01234567")),
      "'x.safetensors' is no safetensors file: tensor 'y' shares bytes with another one");
}

TEST_F(TensorFile, ReadsNpyOfEitherOrder) {
  const std::string data = bytes_of_floats({1, 2, 3, 4, 5, 6});
  const fs::path rows =
      put("c.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", data));
  EXPECT_EQ(values<float>(read_tensors(rows).at("")), (std::vector<float>{1, 2, 3, 4, 5, 6}));
  const fs::path columns =
      put("f.npy", npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n", data));
  const HostTensor tensor = read_tensors(columns).at("");
  EXPECT_EQ(tensor.size, (Dims{2, 3}));
  EXPECT_EQ(values<float>(tensor), (std::vector<float>{1, 3, 5, 2, 4, 6}));
}

TEST_F(TensorFile, ReadsNpyOfOtherTypes) {
  const auto read = [&](const std::string& descr, const std::string& shape, const std::string& data) {
    return read_tensors(
               put("t.npy",
                   npy("{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + "}", data)))
        .at("");
  };
  EXPECT_EQ(read("|V2", "(2,)", std::string("\x80\x3f\0\x40", 4)).dtype, DType::bf16);
  EXPECT_EQ(read("|b1", "()", "\x01").size, Dims{});
  EXPECT_EQ(values<std::int32_t>(read(">i4", "(1,)", std::string("\0\0\1\2", 4))),
            (std::vector<std::int32_t>{258}));
}

TEST_F(TensorFile, BrokenNpySaysWhatIsWrong) {
  EXPECT_EQ(fault("x.npy", "hello, world"), "'x.npy' is no .npy file");
  EXPECT_EQ(fault("x.npy", std::string("\x93NUMPY\x07\0\0\0", 10)),
            "'x.npy' has an unknown version of the .npy format");
  EXPECT_EQ(fault("x.npy", std::string("\x93NUMPY\x01\0\xff\xff", 10)), "'x.npy' is cut short");
  for (const char* header : {"", "{", "{'descr'", "{'descr': '<f4'}", "{'shape': (1, -2), 'x': 3}",
                             "{'shape': (99999999999999999999,)}", "{'fortran_order': Maybe}", "[1, 2]"})
    EXPECT_EQ(fault("x.npy", npy(header, "")),
              "'x.npy' is no .npy file: its header is not a dictionary of descr, fortran_order and shape")
        << header;
  EXPECT_EQ(
      fault("x.npy", npy("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': ()}", "")),
      "'x.npy' has the type '<M8[ns]', which has no counterpart in PyTorch or is not told apart from others; "
      "save it as safetensors");
  EXPECT_EQ(fault("x.npy", npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}", "")),
            "'x.npy' holds records, not numbers");
  EXPECT_EQ(fault("x.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "0123")),
            "'x.npy' is f32[3], which is 12 bytes, but holds 4");
  EXPECT_EQ(
      fault("x.npy", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}", "")),
      "'x.npy' has too large a shape");
}

/// A zip archive as NumPy writes it: one local record a member, the directory, the end record.
class Zip {
 public:
  void add(const std::string& name, const std::string& bytes, bool deflated, bool zip64) {
    std::string packed = bytes;
    if (deflated) {
      z_stream stream{};
      deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
      packed.resize(deflateBound(&stream, bytes.size()));
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream.avail_in = static_cast<uInt>(bytes.size());
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, Z_FINISH);
      packed.resize(stream.total_out);
      deflateEnd(&stream);
    }
    const std::string method = number(deflated ? 8 : 0, 2);
    const std::string sizes = zip64 ? number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4)
                                    : number(packed.size(), 4) + number(bytes.size(), 4);
    const std::string extra =
        zip64 ? number(1, 2) + number(16, 2) + number(bytes.size(), 8) + number(packed.size(), 8) : "";
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    const std::string common = number(20, 2) + number(0, 2) + method + number(0, 4) + number(crc, 4) + sizes +
                               number(name.size(), 2) + number(extra.size(), 2);
    directory_ += number(0x02014b50, 4) + number(20, 2) + common + std::string(10, '\0') +
                  number(members_.size(), 4) + name + extra;
    members_ += number(0x04034b50, 4) + common + name + extra + packed;
    count_ += 1;
  }
  std::string bytes() const {
    return members_ + directory_ + number(0x06054b50, 4) + number(0, 4) + number(count_, 2) +
           number(count_, 2) + number(directory_.size(), 4) + number(members_.size(), 4) + number(0, 2);
  }

 private:
  std::string members_, directory_;
  std::uint64_t count_ = 0;
};

std::string zeros_npy(int count) {
  return npy("{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }",
             std::string(static_cast<std::size_t>(count) * 4, '\0'));
}

TEST_F(TensorFile, ReadsStoredDeflatedAndZip64Members) {
  Zip zip;
  zip.add("plain.npy",
          npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", bytes_of_floats({3, 4})), false,
          false);
  zip.add("small.npy", zeros_npy(10'000), true, false);
  zip.add("wide.npy", zeros_npy(7), true, true);
  zip.add("notes.txt", "not a tensor", false, false);
  const TensorMap tensors = read_tensors(put("x.npz", zip.bytes()));
  ASSERT_EQ(tensors.size(), 3U);
  EXPECT_EQ(values<float>(tensors.at("plain")), (std::vector<float>{3, 4}));
  EXPECT_EQ(tensors.at("small").size, Dims{10'000});
  EXPECT_EQ(tensors.at("wide").size, Dims{7});
}

TEST_F(TensorFile, EveryCutAndEveryFlippedByteOfAnArchiveIsSurvived) {
  Zip zip;
  zip.add("a.npy", zeros_npy(3), false, false);
  zip.add("b.npy", zeros_npy(50), true, true);
  const std::string whole = zip.bytes();
  for (std::size_t cut = 0; cut < whole.size(); ++cut)
    EXPECT_NE(fault("x.npz", whole.substr(0, cut)), "read") << cut;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x81);
    fault("x.npz", flipped);
  }
}

TEST_F(TensorFile, OtherFilesAreRefusedByName) {
  EXPECT_EQ(fault("x.pt", ""), "cannot read 'x.pt': expected a file that ends in .safetensors, .npz or .npy");
  EXPECT_THROW(read_tensors(folder_ / "absent.safetensors"), Error);
  EXPECT_THROW(read_file(folder_), Error);
}

TEST_F(TensorFile, WritingReplacesTheFileBehindALink) {
  write_file(folder_ / "real.json", "old");
  fs::create_symlink("real.json", folder_ / "link.json");
  write_file(folder_ / "link.json", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.json"));
  EXPECT_EQ(read_file(folder_ / "real.json"), "new");
  EXPECT_THROW(write_file(folder_ / "no/such/folder.json", ""), Error);
}

TEST_F(TensorFile, AKeyThatIsThereTwiceIsRefused) {
  std::string header = R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, )"
                       R"("a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})";
  std::string bytes(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(header.size() >> (8 * i));
  const fs::path file = folder_ / "twice.safetensors";
  write_file(file, bytes + header + std::string(8, '\0'));
  try {
    read_tensors(file);
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("its header has 'a' twice"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace ireplay
