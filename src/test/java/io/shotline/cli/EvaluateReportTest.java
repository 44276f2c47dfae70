package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.HtmlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --report} with the model that is the default. */
class EvaluateReportTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @TempDir private Path folder;
  private Path good;
  private Path bad;

  @BeforeEach
  void lay() throws Exception {
    good = Files.createDirectory(folder.resolve("good"));
    bad = Files.createDirectory(folder.resolve("bad"));
    for (int i = 0; i < 4; i++) {
      copy("shot_" + i + ".png", good);
    }
    copy("normal_rgb_320x256.png", good);
    copy("scratch_rgb_320x256.png", bad);
    copy("stain_rgb_240x240.png", bad);
  }

  @Test
  void shouldWriteAPageOfTheFiguresThatItPrints() throws Exception {
    Path report = folder.resolve("mail/report.html");

    CommandRun run = evaluate(report);

    assertThat(run.code()).as(run.err()).isZero();
    Document page = HtmlFile.read(report);
    assertThat(page.select("h1").text()).startsWith("Evaluation of ");
    assertThat(page.select(".facts").text())
        .contains("Models mini/2", "Views whole", "Shots 1, 2", "automatic, sensitivity normal");
    assertThat(page.select("tbody tr")).hasSize(2);
    assertThat(page.select("tbody tr").first().text()).startsWith("mini/2 1 ");
    assertThat(page.select("svg")).hasSize(2);
    assertThat(page.select("h3").eachText()).contains("Shots 2", "Clearest defects 2");
    assertThat(page.select("figure:contains(scratch) img").attr("src")).startsWith("data:image/");
  }

  @Test
  void shouldSayBeforeItEvaluatesThatTheFileIsOfSomebodyElse() throws Exception {
    Path report = Files.writeString(folder.resolve("letter.html"), "mine");

    CommandRun run = evaluate(report);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--report: " + report + " is there and no page of shotline: take it away");
    assertThat(run.out()).isEmpty();
    assertThat(report).hasContent("mine");
  }

  private CommandRun evaluate(Path report) {
    return CommandRun.of(
        "evaluate",
        "--good=" + good,
        "--bad=" + bad,
        "--shots=1,2",
        "--seeds=2",
        "--report=" + report);
  }

  private static void copy(String name, Path to) throws Exception {
    Files.copy(REFERENCE.resolve(name), to.resolve(name));
  }
}
