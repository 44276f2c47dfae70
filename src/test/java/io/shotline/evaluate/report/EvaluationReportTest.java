package io.shotline.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Scorer;
import io.shotline.core.batch.BatchSettings;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.view.View;
import io.shotline.evaluate.Category;
import io.shotline.evaluate.EvaluatedModel;
import io.shotline.evaluate.Evaluation;
import io.shotline.evaluate.Fault;
import io.shotline.evaluate.SampleEvaluation;
import io.shotline.evaluate.Trial;
import io.shotline.page.Page;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.HtmlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private static final int FIVE_MEGABYTES = 5_000_000;
  private static final ReportFacts FACTS =
      new ReportFacts(
          "Evaluation of plate",
          Map.of(
              "plate", List.of("4 shots: 2 of 60 good parts are flagged.", "<b>8</b> halve it.")),
          Map.of("Shots", "2, 4, 8"));

  @TempDir private Path folder;
  private SampleEvaluation samples;

  @BeforeEach
  void prepare() {
    samples = new SampleEvaluation(folder.resolve("images"));
  }

  @Test
  void shouldTellOfTwoHundredImagesInLessThanFiveMegabytes() throws Exception {
    Category plate = samples.category("plate", 200);
    Evaluation evaluation = SampleEvaluation.of(List.of(plate), List.of());

    Document page = page(evaluation);

    assertThat(Files.size(file())).isBetween(200_000L, (long) FIVE_MEGABYTES);
    assertThat(page.select("table tbody tr")).hasSize(6);
    assertThat(page.select("tr.best th").text()).isEqualTo("mini/2");
    assertThat(page.select(".advice li").eachText()).isEqualTo(FACTS.advice().get("plate"));
    Trial shown = Focus.of(evaluation, plate).trials().get(0);
    assertThat(page.select(".charts strong").eachText())
        .containsExactly(
            "Found defects by false alarms (ROC)",
            "Scores: mini/2, view any, 4 shots",
            "Scores: mini/1, view any, 4 shots");
    assertThat(page.select("h3").eachText())
        .contains("Shots 4", "Missed " + count(shown.missed().size(), 12))
        .contains("Clearest defects 4", "Most like the shots 4");
    assertThat(page.select("img").eachAttr("src"))
        .isNotEmpty()
        .allSatisfy(address -> assertThat(address).startsWith("data:image/jpeg;base64,"));
    assertThat(page.select("script, link, iframe, object")).isEmpty();
    assertThat(Files.readString(file())).doesNotContain("http:", "https:");
  }

  @Test
  void shouldLeaveOutWhatDoesNotFitAndSayHowMuch() throws Exception {
    Category plate = samples.category("plate", 60);
    Trial hopeless = SampleEvaluation.trial(plate, SampleEvaluation.MINI, View.DEFAULT, 2, 1, -1);

    Document page = page(new Evaluation(List.of(plate), List.of(hopeless), List.of()));

    int missed = hopeless.missed().size();
    assertThat(missed).isGreaterThan(12);
    assertThat(page.select("h3").eachText()).contains("Missed " + count(missed, 12));
    assertThat(page.select(".gallery:has(h3:contains(Missed)) figure")).hasSize(12);
    assertThat(page.select(".gallery:has(h3:contains(Missed)) figure").first().text())
        .contains(hopeless.missed().get(0).image().name())
        .containsPattern("score 0\\.0\\d+, 0\\.\\d\\d times the threshold");
  }

  @Test
  void shouldDivideItsRoomAmongCategoriesAndNameWhatWasNotEvaluated() throws Exception {
    Category one = samples.category("one", 12);
    Category odd = samples.category("</h2><script>two", 12);
    List<Fault> faults = List.of(new Fault("three/<b>.png", "EMPTY_IMAGE; it is left out"));

    Document page = page(SampleEvaluation.of(List.of(one, odd), faults));

    assertThat(page.select("h2").eachText())
        .containsExactly(
            "All categories", "one", "</h2><script>two", "Not evaluated", "How to read it");
    assertThat(page.select("script")).isEmpty();
    assertThat(page.select("section:has(h2:contains(Not evaluated)) li").eachText())
        .containsExactly("three/<b>.png: EMPTY_IMAGE; it is left out");
    assertThat(page.select("h3:matchesOwn(^Shots)")).hasSize(2);
  }

  @Test
  void shouldShowNoPictureOfWhatIsGoneMeanwhile() throws Exception {
    Category plate = samples.category("plate", 10);
    Trial trial = SampleEvaluation.trial(plate, SampleEvaluation.MINI, View.DEFAULT, 2, 1, 2);
    for (var image : plate.images()) {
      Files.delete(image.file());
    }

    Document page = page(new Evaluation(List.of(plate), List.of(trial), List.of()));

    assertThat(page.select("figcaption:contains(cannot be drawn)")).isNotEmpty();
  }

  @Test
  void shouldDrawTheCurveInStepsFromNothingToAll() throws Exception {
    Category plate = samples.category("plate", 20);
    Trial trial = SampleEvaluation.trial(plate, SampleEvaluation.MINI, View.DEFAULT, 2, 1, 2);

    var curve = RocChart.curve(trial);

    assertThat(curve.get(0)).hasToString("46,312");
    assertThat(curve.get(curve.size() - 1)).hasToString("346,12");
    assertThat(curve).hasSize(21);
  }

  private static String count(int all, int most) {
    return all <= most ? "" + all : most + " of " + all + ", " + (all - most) + " are left out";
  }

  private Path file() {
    return folder.resolve("report.html");
  }

  private Document page(Evaluation evaluation) throws Exception {
    Page page =
        new EvaluationReport(EvaluationReportTest::scorer, view -> "any").page(evaluation, FACTS);
    page.write(file());
    return HtmlFile.read(file());
  }

  private static Scorer scorer(EvaluatedModel model) {
    try {
      return new Scorer(
          SavedModelScorer.load(new ModelFolder(model.folder()), DeviceSettings.DEFAULT),
          ImageLimits.DEFAULT,
          new BatchSettings(1, Duration.ZERO, 0, 8),
          100_000_000,
          ScoringMonitor.NONE,
          Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
