package io.shotline.cli;

import static io.shotline.cli.DrawnParts.BAD;
import static io.shotline.cli.DrawnParts.copy;
import static io.shotline.cli.DrawnParts.evaluate;
import static io.shotline.cli.DrawnParts.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} says of images that it cannot judge or draw from. */
class EvaluateFaultsTest {
  @TempDir private static Path plates;

  @TempDir private Path folder;

  @BeforeAll
  static void draw() throws IOException {
    DrawnParts.draw(plates);
  }

  @Test
  void shouldRefuseFoldersThatShareImages() {
    String test = plates.resolve("test").toString();
    String bad = plates.resolve("test/defect").toString();

    for (String good : List.of(bad, test)) {
      CommandRun run = evaluate("--good", good, "--bad", bad);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("--good " + good + " and --bad " + bad + " share images: give folders apart");
    }
  }

  @Test
  void shouldCountAShotThatIsNamedTwiceOnce() {
    String shot = plates.resolve("train/good/shot-00.jpg").toString();

    CommandRun run =
        evaluate("--shot-files", shot, shot, "--data", plates.toString(), "--shots", "1,2");

    assertThat(run.err()).contains("2 shots are left out: there are 1 good images");
  }

  @Test
  void shouldNameWhatIsBrokenAndEvaluateTheRest() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    copy(plates, tree.resolve("whole"));
    copy(plates, tree.resolve("broken"));
    Path cut = tree.resolve("broken/test/good/0.jpg");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Path shot = tree.resolve("broken/train/good/shot-00.jpg");
    Files.writeString(shot, "no image");
    copy(plates, tree.resolve("no-bad"));
    for (int i = 0; i < BAD; i++) {
      Files.delete(tree.resolve("no-bad/test/defect/" + i + ".jpg"));
    }
    Files.createDirectories(tree.resolve("empty"));

    CommandRun run =
        evaluate("--data", tree.toString(), "--shots", "2", "--seeds", "1", "--format", "json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("empty: an empty folder", "no-bad: no bad images")
        .contains(cut + ": UNDECODABLE_IMAGE", shot + ": NOT_AN_IMAGE");
    List<JsonNode> lines = parsed(run);
    assertThat(lines.subList(0, 2))
        .extracting(line -> line.get("category").asText() + " " + line.get("good").asInt())
        .containsExactly("broken 5", "whole 6");
    assertThat(lines.get(4).get("means_of").asText()).isEqualTo("categories");
    assertThat(lines.get(4).get("categories").asInt()).isEqualTo(2);
  }

  @Test
  void shouldNameNumbersOfShotsThatAreLeftOut() {
    CommandRun some = evaluate("--data", plates.toString(), "--shots", "4,8", "--seeds", "1");
    assertThat(some.code()).isZero();
    assertThat(some.err()).contains("8 shots are left out: there are 5 good images to draw from");
    assertThat(some.out()).contains("4 shots with mini/2");

    CommandRun none = evaluate("--data", plates.toString(), "--shots", "8", "--seeds", "1");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void shouldSayWhichImagesItNeeds() throws IOException {
    assertThat(evaluate().err()).contains("give --data DIR, or --good DIR and --bad DIR");
    assertThat(evaluate("--good", "here").code()).isEqualTo(2);
    assertThat(evaluate("--data", "here", "--bad", "there").err()).contains("exclude each other");
    assertThat(evaluate("--data", "nowhere").err()).contains("--data nowhere: no folder or file");
    CommandRun none = evaluate("--data", folder.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--data " + folder + ": no category in it");
    CommandRun empty = evaluate("--good", folder.toString(), "--bad", plates.toString());
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err()).contains("--good " + folder + ": no images");
  }
}
