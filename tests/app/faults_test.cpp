#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/broken_dumps.hpp"
#include "tests/support/command_line.hpp"

/// Whatever is broken, in the command line, in files or in the machine: one sentence, and its exit code.
namespace ireplay {
namespace {

namespace fs = std::filesystem;

class Faults : public CommandLine {
 protected:
  Outcome run(const std::string& arguments, const std::string& environment = "") {
    return ireplay("run --device cpu --no-timing " + arguments, environment);
  }
  std::string at(const std::string& name) const { return (folder_ / name).string(); }
  std::string text(const std::string& content) { return put(folder_ / "d.txt", content); }
  /// A copy of a captured case with one thing replaced in one of its files.
  std::string edited(const std::string& name, const std::string& file, const std::string& from,
                     const std::string& to) {
    const fs::path folder = folder_ / "edited";
    fs::remove_all(folder);
    fs::copy(fs::path(IREPLAY_TESTDATA) / name, folder);
    std::string content = read_file(folder / file);
    const std::size_t found = content.find(from);
    EXPECT_NE(found, std::string::npos) << from;
    put(folder / file, content.replace(found, from.size(), to));
    return "'" + folder.string() + "'";
  }
  /// The first line of what stands on standard error.
  static std::string error_of(const Outcome& outcome) {
    const std::size_t error = outcome.err.find("error: ");
    return error == std::string::npos ? "" : outcome.err.substr(error, outcome.err.find('\n', error) - error);
  }
  nlohmann::json json(const std::string& name) { return nlohmann::json::parse(read_file(folder_ / name)); }
};

void expect_fault(const Outcome& outcome, int code, const std::string& error) {
  EXPECT_EQ(outcome.code, code) << outcome.err << outcome.out;
  EXPECT_NE((outcome.err + outcome.out).find(error), std::string::npos) << outcome.err << outcome.out;
}

// ---- the command line

TEST_F(Faults, WordsThatAreNoCommandAndNoPath) {
  EXPECT_EQ(ireplay("chek").err, "error: no command or path 'chek'; did you mean 'check'?\n");
  EXPECT_EQ(ireplay("chek").code, 2);
  EXPECT_EQ(ireplay("--device cpu /no/such/place").err, "error: no command or path '/no/such/place'\n");
  EXPECT_EQ(ireplay("--device cpu /no/such/place").code, 2);
  EXPECT_EQ(ireplay("- - </dev/null").err, "error: standard input ('-') can be read once\n");
}

TEST_F(Faults, OutputsMustNotMeetEachOtherOrAnInput) {
  const std::string graph = corpus("pw_f64.0");
  const auto refused = [&](const std::string& arguments, const std::string& error) {
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_EQ(outcome.err, "error: " + error + "\n");
    EXPECT_EQ(outcome.out, "");  // nothing ran
  };
  refused(graph + " --json - --csv -", "--json and --csv both go to standard output; give one a file");
  refused(graph + " --save-outputs -", "--save-outputs writes tensors: give it a file, not '-'");
  refused(graph + " --json " + at("a") + " --junit " + at("./a"),
          "--json and --junit both write '" + at("./a") + "'");
  const fs::path copy = copy_of("pw_f64.0");
  refused("'" + copy.string() + "' --save-outputs '" + (copy / "outputs.safetensors").string() + "'",
          "--save-outputs would overwrite '" + (copy / "outputs.safetensors").string() +
              "', which is read (PATH)");
  refused(graph + " --json /no/such/x.json", "cannot write '/no/such/x.json': No such file or directory");
  refused(graph + " --json '" + folder_.string() + "'",
          "cannot write '" + folder_.string() + "': it is a directory");
  EXPECT_EQ(run(graph + " --json /dev/null --csv /dev/null").code, 0);
}

TEST_F(Faults, AMissingPathIsARecordAndTheRestRuns) {
  const std::string reports = " --json " + at("j.json") + " --junit " + at("j.xml");
  const Outcome outcome = run("/no/such/place " + corpus("pw_f64.0") + reports);
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.err, "/no/such/place: error: no such file or folder: '/no/such/place'\n");
  const nlohmann::json record = json("j.json");
  EXPECT_EQ(record["exit_code"], 3);
  EXPECT_EQ(record["runs"][0]["error"]["message"], "no such file or folder: '/no/such/place'");
  EXPECT_FALSE(record["runs"][0]["error"].contains("hint"));
  EXPECT_EQ(record["runs"][1]["status"], "pass");
  EXPECT_NE(read_file(folder_ / "j.xml").find("errors=\"1\""), std::string::npos);
  fs::create_directory(folder_ / "empty");
  expect_fault(ireplay("check " + at("empty")), 3,
               "error: no ir_post_fusion.txt in or under '" + at("empty") + "'");
}

TEST_F(Faults, AnUnreadableSubfolderIsARecord) {
  const fs::path hidden = folder_ / "tree/hidden";
  fs::create_directories(hidden);
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus/pw_f64.0", folder_ / "tree/a", fs::copy_options::recursive);
  fs::permissions(hidden, fs::perms::none);
  const Outcome outcome = run("'" + at("tree") + "'", as_somebody_else());
  fs::permissions(hidden, fs::perms::owner_all);
  expect_fault(outcome, 3, "error: cannot read '" + hidden.string() + "': Permission denied\n");
  EXPECT_NE(outcome.out.find("1 of 2 graphs agree"), std::string::npos) << outcome.out;
}

TEST_F(Faults, ErrorsOfOneOfSeveralGraphsSayWhichItIs) {
  const std::string graphs =
      corpus("pw_f64.0") + " /no/such/place " + put(folder_ / "unreadable/ir_post_fusion.txt", "op0: ?");
  const std::string said = run(graphs).err;
  EXPECT_TRUE(said.starts_with("/no/such/place: error: ")) << said;
  EXPECT_NE(said.find("/unreadable/ir_post_fusion.txt:1:4: error: expected a node's header"),
            std::string::npos)
      << said;
  for (const char* option : {"check ", "check -q ", "check -v ", "check --json - "})
    EXPECT_EQ(ireplay(option + graphs).err, said) << option;
}

// ---- standard output, signals, limits

TEST_F(Faults, StandardOutputThatIsLostIsSaid) {
  const std::string graph = corpus("pw_f64.0");
  const std::string binary = "'" IREPLAY_BINARY "'";
  const auto code_of = [&](const std::string& arguments, const std::string& redirect) {
    const int status =
        std::system((binary + " " + arguments + " " + redirect + " 2>'" + at("err") + "'").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  for (const std::string& arguments :
       {"run --device cpu --no-timing " + graph, "run --device cpu --no-timing --json - " + graph,
        "check " + graph, "show " + graph, std::string("ops"), std::string("--help")}) {
    EXPECT_EQ(code_of(arguments, ">/dev/full"), 5) << arguments;
    EXPECT_EQ(read_file(folder_ / "err"), "error: cannot write standard output: No space left on device\n");
    EXPECT_EQ(code_of(arguments, ">&-"), 5) << arguments;
    EXPECT_EQ(read_file(folder_ / "err"), "error: cannot write standard output: Bad file descriptor\n");
  }
  // the reports do not suffer
  EXPECT_EQ(code_of("run --device cpu --no-timing --json '" + at("j.json") + "' " + graph, ">/dev/full"), 5);
  EXPECT_EQ(json("j.json")["status"], "pass");
}

TEST_F(Faults, AReportThatIsLostDoesNotTakeTheOthersWithIt) {
  const Outcome outcome =
      run(corpus("pw_f64.0") + " --json /dev/full --csv " + at("o.csv") + " --junit " + at("o.xml"));
  EXPECT_EQ(outcome.code, 5);
  EXPECT_EQ(outcome.err, "error: cannot write '/dev/full': No space left on device\n");
  EXPECT_TRUE(fs::exists(folder_ / "o.csv") && fs::exists(folder_ / "o.xml"));
}

TEST_F(Faults, AReaderThatGoesAwayEndsTheRunInOrder) {
  const std::string command = "'" IREPLAY_BINARY "' run --device cpu --no-timing --no-compare --json '" +
                              at("j.json") + "' " + testdata("corpus") + " 2>/dev/null";
  put(folder_ / "go.sh", command + " | head -1 >/dev/null\nexit ${PIPESTATUS[0]}\n");
  const int status = std::system(("bash '" + at("go.sh") + "'").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 128 + SIGPIPE);
  EXPECT_EQ(json("j.json")["interrupted"], true);
  EXPECT_EQ(json("j.json")["exit_code"], 128 + SIGPIPE);
}

TEST_F(Faults, ASignalLeavesWhatIsFinishedAndNoTemporaryFile) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const std::string report = at("s" + std::to_string(signal) + ".json");
    const pid_t child = fork();
    if (child == 0) {
      std::signal(signal, SIG_DFL);
      if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(99);
      execl(IREPLAY_BINARY, "ireplay", "run", "--device", "cpu", "--no-timing", "--json", report.c_str(),
            (std::string(IREPLAY_TESTDATA) + "/corpus").c_str(), nullptr);
      _exit(99);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    kill(child, signal);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 128 + signal);
    const nlohmann::json record = nlohmann::json::parse(read_file(report));
    EXPECT_EQ(record["interrupted"], true);
    EXPECT_EQ(record["exit_code"], 128 + signal);
    for (const auto& entry : fs::directory_iterator(folder_))
      EXPECT_EQ(entry.path().string().find(".tmp"), std::string::npos) << entry.path();
  }
}

TEST_F(Faults, FilesThatMayNotGrowAreSaidAndTheirTemporaryFileGoes) {
  const Outcome outcome =
      run(corpus("seed.0") + " --save-outputs '" + at("x.safetensors") + "'", "ulimit -f 8;");
  expect_fault(outcome, 5, "error: cannot write '" + at("x.safetensors") + "': File too large\n");
  for (const auto& entry : fs::directory_iterator(folder_))
    EXPECT_EQ(entry.path().filename().string().find("x.safetensors"), std::string::npos) << entry.path();
}

TEST_F(Faults, MemoryThatIsNotThereIsSaidBeforeItIsTaken) {
  const std::string huge = text(to_text({.size = "4000000000", .ranges = "p0: 4000000000"}));
  const Outcome outcome =
      run(corpus("pw_f64.0") + " " + huge + " " + corpus("pw_ints.0") + " --json '" + at("j.json") + "'",
          "ulimit -v 4000000;");
  EXPECT_EQ(outcome.code, 5);
  EXPECT_NE(outcome.err.find("d.txt: error: this graph needs 64 GB of memory, and "), std::string::npos)
      << outcome.err;
  EXPECT_EQ(json("j.json")["runs"][2]["status"], "pass");
}

TEST_F(Faults, ARunOfHoursIsRefused) {
  const std::string endless = text(to_text({.ranges = "p0: 1000000000000000", .load = "0", .store = "0"}));
  expect_fault(run(endless), 5, "error: one run of this graph on the CPU is estimated to take ");
  expect_fault(run(endless), 5, " days; --force runs it all the same\n");
}

// ---- texts

TEST_F(Faults, LongTextsTakeTimeInProportion) {
  expect_fault(ireplay("check " + text(alias_chain(20'000))), 0, "20001 ops");
  expect_fault(ireplay("check " + text(concat_parts(4'000))), 0, "4000 ops");
  const Outcome many = ireplay("check " + text(unsupported_nodes(3'000)));
  EXPECT_EQ(many.code, 4);
  EXPECT_NE(many.err.find("error: 3000 things in this graph can't be replayed:\n  "), std::string::npos);
  EXPECT_NE(many.err.find(":22:"), std::string::npos) << many.err.substr(0, 300);
  expect_fault(ireplay("check " + text(long_fused_name(50'000))), 3, "the parts of this node are missing");
}

TEST_F(Faults, PartitionsMustNotCallEachOtherWithoutEnd) {
  const auto check = [&](const std::vector<std::vector<int>>& calls) {
    put(folder_ / "g/ir_post_fusion.txt", to_text({}));
    put(folder_ / "g/output_code.py", partitions(calls));
    return ireplay("check '" + at("g") + "'");
  };
  // PyTorch calls each from `call`
  const std::string sentence = "of the wrapper can't be replayed: it is not understood";
  expect_fault(check({{0}}), 4, ":3:5: error: the statement '(buf9,) = self.partitions[0](x)' " + sentence);
  expect_fault(check({{1}, {0}}), 4,
               ":3:5: error: the statement '(buf9,) = self.partitions[1](x)' " + sentence);
  std::vector<std::vector<int>> twice;
  for (int k = 1; k < 40; ++k) twice.push_back({k, k});
  twice.push_back({});
  expect_fault(check(twice), 4, ":4:5: the statement '(buf9,) = self.partitions[1](x)' " + sentence);
}

TEST_F(Faults, AConsumerBeforeItsProducerIsRefused) {
  const std::string below = to_text({.number = 1, .from = "buf0", .to = "buf1"}) + to_text({});
  expect_fault(ireplay("check " + text(below)), 3,
               "d.txt:4:36: error: node 'op1' reads 'buf0', which is written below it\n");
}

TEST_F(Faults, AUserWithoutANameIsLocated) {
  std::string unnamed = to_text({});
  const std::string output = "node=OUTPUT";
  unnamed.replace(unnamed.find(output), output.size(), "node=SchedulerNode({})");
  expect_fault(ireplay("check " + text(unnamed)), 3,
               "d.txt:8:33: error: 'buf0' is used by 'SchedulerNode', which is not in this text\n");
}

TEST_F(Faults, ANodeIsReadInItsOwnText) {  // its parts stand in the text from before fusion, which is shorter
  const fs::path folder = folder_ / "nms";
  fs::copy(fs::path(IREPLAY_TESTDATA) / "captures/2.0.1/nms_like.0", folder);
  std::string longer = read_file(folder / "ir_post_fusion.txt");
  const std::string line = "buf1.writes = [StarDep(name='buf1')]\n";
  const std::size_t at = longer.find(line);
  ASSERT_NE(at, std::string::npos);
  for (int k = 0; k < 500; ++k) longer.insert(at, line);
  put(folder / "ir_post_fusion.txt", longer);
  EXPECT_EQ(run("'" + folder.string() + "'").code, 0);
}

TEST_F(Faults, NumbersThatDoNotFitAreLocated) {
  expect_fault(ireplay("check " + text(to_text({.size = "4294967296, 4294967296",
                                                .stride = "4294967296, 1",
                                                .ranges = "p0: 4294967296, p1: 4294967296"}))),
               3, "d.txt:6:5: error: buf0: a tensor of size [4294967296, 4294967296] does not fit 63 bits\n");
  expect_fault(ireplay("check " + text(to_text({.stride = "4611686018427387904"}))), 3,
               "d.txt:6:5: error: buf0: a tensor of size [8] does not fit 63 bits\n");
  expect_fault(ireplay("check " + text(to_text({.offset = "9223372036854775807"}))), 3,
               "error: arg0_1 would take more than 2^50 bytes\n");
  for (const char* dependency :
       {"c0*4294967296, {c0: 4294967296}", "-9223372036854775807 - c0, {c0: 9223372036854775807}"})
    EXPECT_EQ(
        ireplay("check " + text(to_text({.dependency = dependency, .prints_input_layout = false}))).code, 3);
  const std::string huge = edited("corpus/pw_f64.0", "output_code.py", "empty_strided_cuda((41, 5), (5, 1), ",
                                  "empty((41, 9223372036854775807, 5), ");
  expect_fault(
      ireplay("check " + huge), 3,
      "output_code.py:113:13: error: a tensor of size [41, 9223372036854775807, 5] does not fit 63 bits\n");
}

TEST_F(Faults, WhatIsNotSupportedStandsOneALine) {
  const Outcome outcome = ireplay("check " + testdata("faults/three_unsupported"));
  EXPECT_EQ(outcome.code, 4);
  const std::string file =
      (fs::path(IREPLAY_TESTDATA) / "faults/three_unsupported/ir_post_fusion.txt").string();
  EXPECT_NE(outcome.err.find("error: 2 things in this graph can't be replayed:\n  " + file + ":"),
            std::string::npos)
      << outcome.out;
  EXPECT_EQ((outcome.out + outcome.err).find('?'), std::string::npos) << outcome.out << outcome.err;
}

TEST_F(Faults, ALogBringsItsWrapper) {
  const std::string log = testdata("faults/log_with_output_code.txt");
  const Outcome outcome = run(log);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const Outcome alone = run("--text-only " + log);
  EXPECT_EQ(alone.code, 0) << alone.err;
  EXPECT_NE(alone.out.find("are only in output_code.py, which is not beside the dump"), std::string::npos);
  EXPECT_NE(alone.out.find("; replayed around, with "), std::string::npos) << alone.out;
}

TEST_F(Faults, EscapeCodesInNamesAreMadeVisible) {
  const fs::path folder = folder_ / "a\x1b[31mb\nc";
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus/pw_f64.0", folder, fs::copy_options::recursive);
  const Outcome outcome = run("--color never '" + folder.string() + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos) << outcome.out;
}

// ---- values and the wrapper

TEST_F(Faults, ReportsAreValidWhateverBytesNamesHave) {
  put(folder_ / "tree/w\xfe\x1b[31m/ir_post_fusion.txt", "op0: \xff?");
  fs::copy(fs::path(IREPLAY_TESTDATA) / "corpus/pw_f64.0", folder_ / "tree/bad\xff\x1b[31m");
  expect_fault(run(at("tree") + " --json " + at("j") + " --junit " + at("x") + " --csv " + at("c") +
                   " --html " + at("h")),
               3, "tree/w\\xfe\\x1b[31m/ir_post_fusion.txt:1:4: error: ");
  EXPECT_EQ(json("j")["runs"].size(), 2U);
  for (const char* report : {"j", "x", "c", "h"}) {
    const std::string text = read_file(folder_ / report);
    EXPECT_EQ(text.find('\x1b'), text.npos) << report;
    EXPECT_NO_THROW(nlohmann::json(text).dump()) << report << " is no UTF-8";
  }
}

TEST_F(Faults, AnIndexOutOfRangeIsToldWithItsElementAndStatement) {
  const Outcome outcome =
      run(corpus("ix_gather_embedding.0") + " --input arg0_1=" + testdata("faults/index_outside.npy"));
  expect_fault(
      outcome, 2,
      "ir_post_fusion.txt:26:9: error: op0: arg0_1[0,0] = 1000 indexes arg1_1's dimension 0 of size 50\n"
      "        set_indirect0 = self.set_indirect0(load)\n");
}

TEST_F(Faults, AnIndexThatTheTextComputesOutOfRangeIsTheTextsFault) {
  for (const auto& [index, error] :
       {std::pair("p0//(p0 - 3)", "index -1 of 'arg0_1' lies outside of its 8 elements\n"),
        std::pair("5//(p0 - 3) + 5", "the index divides by zero\n"),
        std::pair("(p0 + 3)//2*2", "index 8 of 'arg0_1' lies outside of its 8 elements\n")}) {
    const std::string dump = text(to_text({.load = index}));
    expect_fault(ireplay("check " + dump), 3, std::string("d.txt:21:26: error: op0: ") + error);
    expect_fault(run(dump), 3, std::string("d.txt:21:26: error: op0: ") + error);
  }
  // too many points to be tried before the run
  expect_fault(
      run(text(to_text({.size = "70000", .ranges = "p0: 70000", .load = "(p0 + 3)//2*2"}))), 3,
      "d.txt:21:9: error: op0: the index 2*floordiv(i0 + 1, 2) + 2 is 70000 at [69997], outside of arg0_1's "
      "70000 elements\n");
}

TEST_F(Faults, ACallThatIsNotCoveredStandsInTheWrapper) {
  const std::string graph = edited("captures/2.11.0/scatter_add_int.0", "output_code.py", "buf7, True)",
                                   "buf7, True, sparse=True)");
  expect_fault(
      run(graph), 4,
      "output_code.py:289:13: error: op8: index_put_: no argument 'sparse' in (self, indices, values, "
      "accumulate=False)\n");
}

TEST_F(Faults, ViewsBeyondTheirMemoryAreRefusedBeforeAnythingRuns) {
  const std::string returned = edited("corpus/mm_transposed.0", "output_code.py", "return (buf0, ",
                                      "return (reinterpret_tensor(buf0, (99999, ), (1, ), 0), ");
  const std::string error =
      "error: the returned view of 'buf0' leaves its storage of 1344 elements: it reaches element 99998\n";
  expect_fault(ireplay("check " + returned), 3, error);
  expect_fault(run(returned), 3, error);
  for (const char* offset : {"4611686018427387904", "9223372036854775807"}) {
    const std::string operand = edited("corpus/mm_transposed.0", "output_code.py", "(1, 24), 0)",
                                       std::string("(1, 24), ") + offset + ")");
    const Outcome check = ireplay("check " + operand), outcome = run(operand);
    EXPECT_EQ(check.code, 3);
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(error_of(check), error_of(outcome));
    EXPECT_NE(check.err.find("reaches beyond its 1920 bytes\n"), std::string::npos) << check.err;
  }
}

TEST_F(Faults, LibraryCallsThatMeanNothingAreRefusedBeforeAnythingRuns) {
  struct Row {
    const char *graph, *from, *to, *error;
  };
  const Row rows[] = {
      {"corpus/cv_conv2d_bias_relu.0", "groups=1", "groups=0", "convolution: groups is 0\n"},
      {"corpus/cv_conv2d_bias_relu.0", "stride=(2, 2)", "stride=(0, 0)", "convolution: stride [0, 0]\n"},
      {"corpus/cv_conv2d_bias_relu.0", "padding=(1, 1)", "padding=(-1, -1)",
       " do not lead from [2, 3, 17, 19] to [2, 8, 9, 10]\n"},
      {"captures/2.3.1/sort_train.0", "aten.sort.default(primals_1, 1)", "aten.sort.default(primals_1, 3)",
       "sort: dimension 3 of a tensor with 2 dimensions\n"},
  };
  for (const Row& row : rows) {
    const std::string broken = edited(row.graph, "output_code.py", row.from, row.to);
    const Outcome check = ireplay("check " + broken), outcome = run(broken);
    expect_fault(check, 3, row.error);
    expect_fault(outcome, 3, row.error);
    EXPECT_NE(check.err.find("output_code.py:"), std::string::npos) << check.err;
    EXPECT_EQ(error_of(check), error_of(outcome));
  }
}

// ---- tensor files

TEST_F(Faults, AFolderInAFilesPlaceIsSaid) {
  const fs::path folder = copy_of("pw_f64.0");
  fs::remove(folder / "inputs.safetensors");
  fs::create_directory(folder / "inputs.safetensors");
  expect_fault(run("'" + folder.string() + "'"), 3, "inputs.safetensors': it is a directory\n");
  fs::remove(folder / "inputs.safetensors");
  fs::create_symlink("nowhere", folder / "inputs.safetensors");
  expect_fault(run("'" + folder.string() + "'"), 3, "error: cannot read '");
}

TEST_F(Faults, DamagedArchivesAreSaid) {
  const std::string file = testdata("faults/bad_crc.npz");
  expect_fault(ireplay("compare " + file + " " + file), 2,
               "bad_crc.npz' has the member 'arg0_1.npy', whose CRC is wrong: the file is damaged\n");
}

TEST_F(Faults, FactsThatContradictTheTextAreRefused) {
  expect_fault(run(edited("corpus/pw_f64.0", "case.json", "\"inputs\"", "\"inputs\": [], \"inputs\"")), 3,
               "case.json' is no case file: it has 'inputs' twice\n");
}

}  // namespace
}  // namespace ireplay
