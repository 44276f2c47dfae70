package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.tensorflow.ModelCopy;
import io.shotline.testing.HtmlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the pictures that {@code replay} draws. */
@Timeout(600)
class ReplayPicturesIT extends ReplayedShift {
  @TempDir private Path folder;
  @TempDir private Path models;

  @Test
  void shouldShowWhatChangedBySections() throws Exception {
    Path pictures = folder.resolve("pictures");

    ModelCopy.in(models, "2");

    // In the middle square and with that model the stain scores 0.085 and the scratch 0.11.
    CommandRun run =
        replay("--model=" + models, "--threshold=0.1", "--fit=centre", "--pictures=" + pictures);

    assertThat(run.code()).as(run.err()).isZero();
    Document page = HtmlFile.read(pictures.resolve("index.html"));
    assertThat(page.select(".lead").text())
        .isEqualTo("Of 8 images, 0 are anomalous now and were not; 2 are no more.");
    assertThat(page.select("h2").eachText())
        .containsExactly(
            "No more anomalous 2, the worst first", "Anomalous as before 2, the worst first");
    assertThat(page.select("section").get(0).select("strong").eachText())
        .containsExactlyInAnyOrder("stain-1", "stain-2");
    assertThat(page.select("section").get(0).text())
        .contains("was Anomalous, score 0.0", "threshold 0.1000 as set", "most like shot s0")
        .contains("people called it a false alarm");
    assertThat(page.select(".facts").text()).contains("Called defects 1: 1 were anomalous, 1 are");
    for (String address : page.select("img").eachAttr("src")) {
      assertThat(pictures.resolve(address)).isNotEmptyFile();
    }
  }

  @Test
  void shouldShowNewAlarmsFirstAndAllWhereThatIsAsked() throws Exception {
    Path pictures = folder.resolve("pictures");

    CommandRun run =
        replay(
            "--camera=camera-1",
            "--threshold=0.015",
            "--pictures=" + pictures,
            "--pictures-of=all");

    assertThat(run.code()).as(run.err()).isZero();
    Document page = HtmlFile.read(pictures.resolve("index.html"));
    assertThat(page.select("h2").first().text()).startsWith("Now anomalous, and were not");
    assertThat(page.select("figure")).hasSize(4);
  }

  @Test
  void shouldSayBeforeItReadsThatTheFolderCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");

    CommandRun run = replay("--pictures=" + file);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--pictures " + file + ": no picture can be written there (");
    assertThat(run.out()).isEmpty();
  }
}
