package io.shotline.cli;

import static io.shotline.cli.DrawnParts.BAD;
import static io.shotline.cli.DrawnParts.GOOD;
import static io.shotline.cli.DrawnParts.copy;
import static io.shotline.cli.DrawnParts.evaluate;
import static io.shotline.cli.DrawnParts.json;
import static io.shotline.cli.DrawnParts.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on plates of the drawn line, by the shipped model. */
class EvaluateCommandTest {

  @TempDir private static Path plates;

  @TempDir private Path folder;

  @BeforeAll
  static void draw() throws IOException {
    DrawnParts.draw(plates);
  }

  @Test
  void shouldPrintATableAndAdvice() {
    CommandRun run = evaluate("--data", plates.toString(), "--shots", "1,4", "--seeds", "2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(0))
        .endsWith(": 6 good and 4 bad images to judge, 5 good ones to draw shots from");
    assertThat(run.lines().get(1))
        .matches("model +shots +draws +AUROC +avg. precision +best F1 +false alarms +missed.*");
    assertThat(run.lines().get(2)).matches("mini/2 +1 +2 +\\d\\.\\d{3} ± .* of 6 .* of 4 .*");
    assertThat(run.lines().get(3)).startsWith("mini/2").contains(" of 6 ", " of 4 ");
    assertThat(run.out())
        .contains(
            "Advice", "- 4 shots with mini/2: ", "6 good and 4 bad images are too few to say");
  }

  @Test
  void shouldPrintAnObjectPerDrawThenTheMeans() throws IOException {
    List<JsonNode> lines = json("--data", plates.toString(), "--shots", "4,2", "--seeds", "2");

    assertThat(lines).hasSize(6);
    JsonNode first = lines.get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .startsWith("category", "model", "view", "shots", "seed", "good", "bad", "auroc")
        .contains(
            "average_precision",
            "f1",
            "threshold",
            "threshold_source",
            "false_alarms",
            "missed",
            "missed_at_2_percent",
            "missed_at_5_percent",
            "missed_at_10_percent",
            "ms_per_image")
        .doesNotContain("pixel_auroc");
    assertThat(lines.subList(0, 4))
        .extracting(line -> line.get("shots").asInt() + "/" + line.get("seed").asInt())
        .containsExactly("2/1", "2/2", "4/1", "4/2");
    assertThat(first.get("model").asText()).isEqualTo("mini/2");
    assertThat(first.get("threshold_source").asText()).isEqualTo("shots");
    assertThat(first.get("too_few_shots").asBoolean()).isTrue();
    assertThat(first.get("good").asInt()).isEqualTo(GOOD);
    JsonNode means = lines.get(4);
    assertThat(means.get("means_of").asText()).isEqualTo("draws");
    assertThat(means.get("draws").asInt()).isEqualTo(2);
    double sum = first.get("auroc").asDouble() + lines.get(1).get("auroc").asDouble();
    assertThat(means.at("/auroc/mean").asDouble()).isCloseTo(sum / 2, within(1e-9));
  }

  @Test
  void shouldMeasurePixelsWhereThereAreMasks() throws IOException {
    Path masked = folder.resolve("masked");
    copy(plates, masked);
    for (int i = 0; i < BAD; i++) {
      BufferedImage image = ImageIO.read(masked.resolve("test/defect/" + i + ".jpg").toFile());
      mask(masked.resolve("ground_truth/defect/" + i + ".png"), image.getWidth() / (i < 3 ? 1 : 2));
    }
    String[] options = {"--data", masked.toString(), "--shots", "2,4", "--seeds", "2"};

    CommandRun one = evaluate(Stream.concat(Stream.of(options), asJson()).toArray(String[]::new));
    CommandRun all =
        evaluate(
            Stream.concat(Stream.of(options), Stream.concat(Stream.of("--pixels"), asJson()))
                .toArray(String[]::new));

    assertThat(parsed(one).subList(0, 4))
        .extracting(line -> line.has("pixel_auroc"))
        .containsExactly(false, false, true, false);
    assertThat(parsed(one).get(5).at("/pixel_auroc/count").asInt()).isEqualTo(1);
    assertThat(parsed(all).subList(0, 4)).allMatch(line -> line.has("pixel_auroc"));
    assertThat(parsed(one).get(2).get("pixel_auroc"))
        .isEqualTo(parsed(all).get(2).get("pixel_auroc"));
    assertThat(one.code()).isEqualTo(1);
    assertThat(one.err()).contains("3.png: a mask of another size than its image");
  }

  /** The left half is the defect. */
  private static void mask(Path file, int width) throws IOException {
    BufferedImage mask = new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_BYTE_GRAY);
    mask.createGraphics().fillRect(0, 0, width / 2, width);
    Files.createDirectories(file.getParent());
    ImageIO.write(mask, "png", file.toFile());
  }

  private static Stream<String> asJson() {
    return Stream.of("--format", "json");
  }

  @Test
  void shouldNotJudgeTheGoodImagesThatAreShots() throws IOException {
    List<JsonNode> lines =
        json(
            "--good",
            plates.resolve("test/good").toString(),
            "--bad",
            plates.resolve("test/defect").toString(),
            "--shots",
            "2,4",
            "--seeds",
            "1");

    assertThat(lines.get(0).get("good").asInt()).isEqualTo(GOOD - 2);
    assertThat(lines.get(1).get("good").asInt()).isEqualTo(GOOD - 4);
    assertThat(lines.get(0).get("bad").asInt()).isEqualTo(BAD);
    assertThat(lines.get(0).get("category").asText()).isEqualTo("test");
  }

  @Test
  void shouldTakeTheShotsThatAreNamedAsScoreDoes() throws IOException {
    List<String> files = new ArrayList<>(List.of("--shot-files"));
    for (int i = 0; i < 4; i++) {
      files.add(plates.resolve("train/good/shot-0" + i + ".jpg").toString());
    }
    files.addAll(List.of("--data", plates.toString(), "--shots", "4"));
    Path four = Files.createDirectory(folder.resolve("four"));
    copy(plates.resolve("train/good"), four);
    Files.delete(four.resolve("shot-04.jpg"));

    JsonNode line = json(files.toArray(String[]::new)).get(0);
    CommandRun score =
        CommandRun.of(
            "score", "--shots", four.toString(), "--images", plates.resolve("test").toString());

    assertThat(line.get("seed").asInt()).isZero();
    assertThat(score.err())
        .contains(String.format("threshold %.4f from 4 shots", line.get("threshold").asDouble()));
    long flagged = score.lines().stream().filter(each -> each.contains("ANOMALOUS")).count();
    assertThat(line.get("false_alarms").asLong() + BAD - line.get("missed").asLong())
        .isEqualTo(flagged);
  }

  @Test
  void shouldTryModelsAndViewsSideBySide() throws IOException {
    List<JsonNode> lines =
        json(
            "--data",
            plates.toString(),
            "--model",
            "model/mini/1,model/mini/2",
            "--fit",
            "whole,centre",
            "--shots",
            "1",
            "--seeds",
            "1");

    assertThat(lines.subList(0, 4))
        .extracting(
            line ->
                line.get("model").asText()
                    + " "
                    + line.get("view").asText()
                    + " "
                    + line.get("threshold_source").asText())
        .containsExactly(
            "mini/1 whole model",
            "mini/1 centre model",
            "mini/2 whole shots",
            "mini/2 centre shots");
  }
}
