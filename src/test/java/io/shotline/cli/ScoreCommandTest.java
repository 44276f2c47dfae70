package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.tensorflow.ModelCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @TempDir private Path folder;
  private Path shots;
  private Path images;

  @BeforeEach
  void makeFolders() throws Exception {
    shots = Files.createDirectory(folder.resolve("plate"));
    images = Files.createDirectory(folder.resolve("today"));
    for (int i = 0; i < 4; i++) {
      copy("shot_" + i + ".png", shots);
    }
    copy("normal_rgb_320x256.png", images);
    copy("scratch_rgb_320x256.png", images);
  }

  @Test
  void shouldPrintOneJsonObjectPerImageInOrder() throws Exception {
    CommandRun run = score("--format", "json");

    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSize(2);
    JsonNode normal = new ObjectMapper().readTree(run.lines().get(0));
    assertThat(normal.get("file").asText()).isEqualTo("normal_rgb_320x256.png");
    assertThat(normal.get("product_id").asText()).isEqualTo("plate");
    assertThat(normal.get("score").asDouble()).isCloseTo(0.017481697723269463, within(1e-5));
    assertThat(normal.get("verdict").asText()).isEqualTo("VERDICT_NORMAL");
    JsonNode scratch = new ObjectMapper().readTree(run.lines().get(1));
    assertThat(scratch.get("score").asDouble()).isCloseTo(0.07693573087453842, within(1e-5));
    assertThat(scratch.get("verdict").asText()).isEqualTo("VERDICT_ANOMALOUS");
    assertThat(scratch.get("hottest_region").get("x").asInt()).isEqualTo(207);
    assertThat(scratch.get("residual_map").get("rows").asInt()).isEqualTo(13);
    assertThat(scratch.get("residual_map").get("values")).hasSize(13 * 17);
  }

  @Test
  void shouldSayWhatShareWasLookedAtAndCarryTheNameOfTheFile() throws Exception {
    CommandRun text = score("--fit", "centre");
    CommandRun json = score("--fit", "centre", "--format", "json");

    assertThat(text.lines()).allMatch(line -> line.endsWith("  looked at 80 %"));
    JsonNode normal = new ObjectMapper().readTree(json.lines().get(0));
    assertThat(normal.at("/viewed_part/share").asDouble()).isEqualTo(.8);
    assertThat(normal.at("/viewed_part/looked_at/x").asInt()).isEqualTo(32);
    assertThat(normal.get("file").asText()).isEqualTo("normal_rgb_320x256.png");
    assertThat(normal.get("warnings")).isEmpty();
  }

  @Test
  void shouldSayWhatAViewLacks() {
    CommandRun run = score("--fit", "centre", "--tiles", "2x2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--tiles: fit centre looks at one square");
    assertThat(score("--region", "1,2,3,4").err())
        .contains("--region must be all, or X,Y,W,H within the image");
  }

  @Test
  void shouldReportUnreadableFilesAndScoreTheOthers() throws Exception {
    Files.writeString(images.resolve("a-note.txt"), "no image at all");
    Files.write(images.resolve("m.png"), new byte[0]);

    CommandRun run = score("--format", "json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines()).hasSize(4);
    JsonNode rejected = new ObjectMapper().readTree(run.lines().get(0));
    assertThat(rejected.fieldNames()).toIterable().containsExactly("file", "reason", "detail");
    assertThat(rejected.get("file").asText()).isEqualTo("a-note.txt");
    assertThat(rejected.get("reason").asText()).isEqualTo("NOT_AN_IMAGE");
    assertThat(rejected.get("detail").asText()).contains("JPEG");
    assertThat(run.err()).contains("a-note.txt: NOT_AN_IMAGE: ").contains("m.png: EMPTY_IMAGE: ");
  }

  @Test
  void shouldHoldScoresAgainstTheGivenThreshold() {
    assertThat(score("--threshold", "0.2").lines())
        .allSatisfy(line -> assertThat(line).startsWith("NORMAL"));
  }

  @Test
  void shouldSayWhichThresholdAndWhy() throws Exception {
    CommandRun four = score("--format=json");
    JsonNode scratch = new ObjectMapper().readTree(four.lines().get(1));

    assertThat(four.err())
        .contains(
            "threshold 0.0300 from 4 shots (normal: about 5 of 100 good parts are flagged)\n");
    assertThat(scratch.get("threshold_source").asText()).isEqualTo("THRESHOLD_SOURCE_SHOTS");
    assertThat(scratch.get("too_few_shots").asBoolean()).isFalse();
    assertThat(scratch.get("ratio").asDouble()).isCloseTo(2.564, within(0.01));
    assertThat(score("--sensitivity=high").err())
        .contains("threshold 0.0278 from 4 shots (high: about 7 of 100");
    assertThat(score("--threshold=0.2").err()).contains("threshold 0.2000 as set");
    assertThat(score("--model-version=1").err()).contains(" from the model's card");
  }

  @Test
  void shouldSayAtTheEndThatTheThresholdDoesNotFit() throws Exception {
    for (int i = 0; i < 18; i++) {
      Files.copy(REFERENCE.resolve("normal_rgb_320x256.png"), images.resolve(i + ".png"));
    }
    String misfit = "product plate: ";
    String remedy = "and the 4 shots give 0.0300: take that with --threshold auto";

    assertThat(score("--threshold=0.001").err().lines())
        .last()
        .asString()
        .startsWith(misfit + "20 of 20 judged images are anomalous")
        .endsWith(remedy);
    assertThat(score("--threshold=0.5", "--format=json").err().lines())
        .last()
        .asString()
        .startsWith(misfit + "none of 20 judged images came near the threshold")
        .endsWith(remedy);
    assertThat(score().err()).doesNotContain(misfit);
  }

  @Test
  void shouldSayNothingOfAThresholdForAFewImages() {
    assertThat(score("--threshold=0.001").err()).doesNotContain("judged images");
  }

  @Test
  void shouldSayThatTwoShotsAreTooFewToTell() throws Exception {
    Files.delete(shots.resolve("shot_2.png"));
    Files.delete(shots.resolve("shot_3.png"));

    CommandRun two = score();

    assertThat(two.err()).contains(" from 2 shots (too few shots to tell: add some");
    assertThat(two.lines().get(0)).startsWith("NORMAL");
    assertThat(two.lines().get(1)).startsWith("ANOMALOUS");
  }

  @Test
  void shouldNameTheShotThatShowsADefect() throws Exception {
    copy("scratch_rgb_320x256.png", shots);

    assertThat(score().err())
        .contains("shot scratch_rgb_320x256.png is unlike the others: it scores 0.07");
  }

  @Test
  void shouldScoreWithTheHighestVersionOrTheOneThatIsNamed() throws Exception {
    Path model = folder.resolve("model");
    ModelCopy.in(model, "9");
    ModelCopy.in(model, "10");

    CommandRun highest = score("--model", model.toString(), "--format=json");
    CommandRun named = score("--model", model.toString(), "--format=json", "--model-version=9");
    CommandRun none = score("--model", model.toString(), "--model-version=11");

    assertThat(highest.lines())
        .allSatisfy(line -> assertThat(line).contains("\"model_version\":\"10\""));
    assertThat(named.lines())
        .allSatisfy(line -> assertThat(line).contains("\"model_version\":\"9\""));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--model " + model + ": no version 11 (there are: 10, 9)");
  }

  @Test
  void shouldNameTheModelsBesideAMisspeltOne() {
    ModelCopy.in(folder.resolve("model"), "1");

    CommandRun run = score("--model", folder.resolve("modle").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--model " + folder.resolve("modle") + ": no folder ")
        .contains("; models beside it: model\n");
  }

  @Test
  void shouldSayInOneLineWhyAModelCannotBeUsed() {
    Path model = folder.resolve("model");
    ModelCopy copy = ModelCopy.in(model, "1");
    copy.changeCard(card -> ModelCopy.with(card, "default_threshold", "7.0"));
    CommandRun run = score("--model", model.toString());
    CommandRun info = CommandRun.of("model", "info", "--model", model.toString());

    String fault = "assets/model.json: default_threshold is 7.0, must be a number from 0 to 1";
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().endsWith(fault);
    assertThat(info.code()).isEqualTo(1);
    assertThat(info.err().lines()).singleElement().asString().endsWith(fault);
  }

  @Test
  void shouldNameTheFolderWithoutShots() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run =
        CommandRun.of("score", "--shots", empty.toString(), "--images", images.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--shots " + empty + ": no images (JPEG, PNG, BMP, TIFF) in " + empty);
  }

  private CommandRun score(String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "score";
    arguments[1] = "--shots";
    arguments[2] = shots.toString();
    arguments[3] = "--images";
    arguments[4] = images.toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandRun.of(arguments);
  }

  private static void copy(String name, Path to) throws Exception {
    Files.copy(REFERENCE.resolve(name), to.resolve(name));
  }
}
