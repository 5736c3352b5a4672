#include <chrono>
#include <nlohmann/json.hpp>

#include "replay/report/html.hpp"
#include "tests/support/command_line.hpp"

/// Pages in a browser: headless Chromium, where there is one.
namespace ireplay {
namespace {

class Page : public CommandLine {
 protected:
  void SetUp() override {
    if (std::system("command -v chromium >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no chromium here (apt-get install chromium)";
  }

  /// What `script` leaves in `said`, a JSON object, after the page has been drawn; `said.errors` are the
  /// console's.
  nlohmann::json ask(std::string page, const std::string& script, const std::string& options = "") {
    const std::string listen =
        "<script>const said = {errors: []}; console.error = (...all) => said.errors.push(all.join(' '));"
        "addEventListener('error', (e) => said.errors.push(String(e.message)));"
        "const began = performance.now();</script>";
    const std::string answer =
        "<script>addEventListener('load', () => setTimeout(() => { try { said.ms = performance.now() - "
        "began; " +
        script +
        " } catch (e) { said.errors.push(String(e)); } const out = document.createElement('pre');"
        " out.id = 'said'; out.textContent = '[[[' + JSON.stringify(said).replace(/[<>&]/g, (c) => '\\\\u00' "
        "+ c.charCodeAt(0).toString(16)) + ']]]'; document.body.append(out); }, 0));</script>";
    page.insert(page.find("<main"), listen);
    page.insert(page.find("</body>"), answer);
    put(folder_ / "page.html", page);
    const std::string dom = browse("--dump-dom --virtual-time-budget=20000 " + options);
    const std::size_t begin = dom.rfind("[[[{"), end = dom.rfind("}]]]");
    if (begin == dom.npos || end == dom.npos)
      return {{"errors", {"the page said nothing: " + dom.substr(0, 500)}}};
    return nlohmann::json::parse(dom.substr(begin + 3, end - begin - 2));
  }

  std::string browse(const std::string& options) {
    const Path out = folder_ / "browser.txt";
    const std::string command =
        "HOME='" + folder_.string() + "' timeout 60 chromium --headless=new --no-sandbox --disable-gpu " +
        options + " 'file://" + (folder_ / "page.html").string() + "' >'" + out.string() + "' 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return read_file(out);
  }
};

/// A chain of `count` ops with a skip connection over every third, judged, on a device with ceilings.
GraphReport large(std::size_t count) {
  GraphReport report;
  report.dump = report.name = "large </script> & \"graph\"";
  report.status = "pass";
  report.engine = "cuda";
  report.device = {.name = "NVIDIA H200", .sm = 90, .copy_gbps = 4200, .matmul_tflops = 700};
  for (std::size_t k = 0; k < count; ++k) {
    OpReport op;
    op.name = "op" + std::to_string(k);
    op.nodes = {op.name};
    op.kind = k % 5 == 0 ? "extern" : k % 3 == 0 ? "reduction" : "pointwise";
    op.kernel = "compiled/vec8x4";
    op.us = to_timing({5.0 + static_cast<double>(k % 17), 6, 7});
    op.cold_us = to_timing({9, 10, 12});
    op.bytes = 1'000'000;
    op.flops = 50'000'000;
    for (const std::size_t back : {std::size_t{1}, std::size_t{3}})
      if (k >= back && (back == 1 || k % 3 == 0))
        op.reads.push_back(
            {"buf" + std::to_string(k - back), "f32[1000]", static_cast<std::int32_t>(k - back)});
    op.writes = {{"buf" + std::to_string(k), "f32[1000]"}};
    op.texts = {"op: SchedulerNode\n  <b>ir</b> </script>", "program " + op.name, "__global__ void k();"};
    report.ops.push_back(op);
  }
  report.launch_us = to_timing({3000, 3100});
  Comparison c;
  c.name = "output0";
  c.status = Status::pass;
  c.dtype = DType::bf16;
  c.size = {8};
  c.elements = 8;
  c.ulp_histogram = {5, 2, 1};
  report.comparisons = {c};
  add_limits(report);
  return report;
}

constexpr const char* kLook = R"(
  said.charts = [...document.querySelectorAll('canvas')].map((canvas) => {
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    return data.some((value) => value !== 0);
  });
  said.nodes = document.querySelectorAll('svg .node').length;
  said.edges = document.querySelectorAll('svg .edge').length;
  said.rows = document.querySelectorAll('#ops tbody tr').length;
  said.hidden = document.getElementById('op').hidden;
  document.querySelector('svg .node[data-op="7"]').dispatchEvent(new MouseEvent('click', {bubbles: true}));
  said.opened = document.querySelector('#op h3').textContent;
  said.ir = document.querySelector('#op pre').textContent;
  document.querySelectorAll('#op .tabs button')[1].click();
  said.program = document.querySelector('#op pre').textContent;
  said.chosen = document.querySelectorAll('tr.chosen').length;
  document.querySelector('th.sorts').click();
  said.back = getComputedStyle(document.body).backgroundColor;
  said.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
)";

TEST_F(Page, OfFourHundredOpsOpensInASecondAndAnOpOpensByAClick) {
  const auto said = ask(to_html({large(400)}, {"1", "run", "", "here"}), kLook);
  EXPECT_EQ(said["errors"], nlohmann::json::array());
  EXPECT_EQ(said["charts"], nlohmann::json({true, true, true})) << "time of each op, roofline, errors";
  EXPECT_EQ(said["nodes"], 400);
  EXPECT_EQ(said["edges"], 399 + 133);
  EXPECT_EQ(said["rows"], 400);
  EXPECT_EQ(said["hidden"], true);
  EXPECT_EQ(said["opened"], "op7");
  EXPECT_EQ(said["ir"], "op: SchedulerNode\n  <b>ir</b> </script>");
  EXPECT_EQ(said["program"], "program op7");
  EXPECT_EQ(said["chosen"], 1);
  EXPECT_EQ(said["wide"], false);
  EXPECT_EQ(said["back"], "rgb(246, 247, 249)");
  EXPECT_LT(said["ms"].get<double>(), 3000) << "a second on a machine that does nothing else";
  std::cout << "drawn in " << said["ms"] << " ms\n";
}

TEST_F(Page, IsDarkWhereTheBrowserIsAndFitsAPhone) {
  const std::string page = to_html({large(12)}, {"1", "run", "", "here"});
  const auto dark = ask(page, kLook, "--blink-settings=preferredColorScheme=0 --window-size=500,900");
  EXPECT_EQ(dark["errors"], nlohmann::json::array());
  EXPECT_EQ(dark["charts"], nlohmann::json({true, true, true}));
  EXPECT_EQ(dark["back"], "rgb(16, 19, 24)");
  EXPECT_EQ(dark["wide"], false);
}

TEST_F(Page, PrintsAndHasNothingFromTheNetwork) {
  const std::string page = to_html({large(12)}, {"1", "run", "", "here"});
  put(folder_ / "page.html", page);
  const Path pdf = folder_ / "page.pdf";
  browse("--no-pdf-header-footer --print-to-pdf='" + pdf.string() + "'");
  EXPECT_TRUE(read_file(pdf).starts_with("%PDF-"));
  EXPECT_GT(std::filesystem::file_size(pdf), 20'000U);
  for (const char* word : {"src=", "@import", "url(", "fetch("})
    EXPECT_EQ(page.find(word), page.npos) << word;
}

TEST_F(Page, OfARunShowsGraphsThatCouldNotRunToo) {
  const std::string to = (folder_ / "run.html").string();
  put(folder_ / "broken/ir_post_fusion.txt", "op0: ?");
  ireplay("run --device cpu --no-timing " + corpus("seed.0") + " '" + (folder_ / "broken").string() +
          "' --html '" + to + "'");
  const auto said = ask(read_file(to), R"(
    said.graphs = document.querySelectorAll('select option').length;
    said.ops = document.querySelectorAll('#ops tbody tr').length;
    const select = document.querySelector('select'); select.value = 1; select.dispatchEvent(new Event('change'));
    said.error = document.querySelector('.message').textContent.length > 10;)");
  EXPECT_EQ(said["errors"], nlohmann::json::array());
  EXPECT_EQ(said["graphs"], 2);
  EXPECT_EQ(said["ops"], 4);
  EXPECT_EQ(said["error"], true);
}

}  // namespace
}  // namespace ireplay
