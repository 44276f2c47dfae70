package io.shotline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.testing.HtmlFile;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the pictures that {@code score} draws. */
class ScorePageTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  /** All that HTML, addresses and Java's classes take for something else. */
  private static final String ODD_NAME = "a b\"<i>'&amp;%41#?;+\\ü\u00a0.png";

  @TempDir private Path folder;
  private Path shots;
  private Path images;
  private Path pictures;

  @BeforeEach
  void lay() throws Exception {
    shots = Files.createDirectory(folder.resolve("plate"));
    images = Files.createDirectory(folder.resolve("today"));
    pictures = folder.resolve("marked");
    for (int i = 0; i < 4; i++) {
      copy("shot_" + i + ".png", shots.resolve("shot_" + i + ".png"));
    }
    copy("normal_rgb_320x256.png", images.resolve("normal.png"));
    copy("scratch_rgb_320x256.png", images.resolve("scratch.png"));
    copy("stain_rgb_240x240.png", images.resolve("stain.png"));
  }

  @Test
  void shouldDrawAnomalousImagesAloneAndShowTheWorstFirst() throws Exception {
    assertThat(score().code()).isZero();

    assertThat(pictures.resolve("normal.png.heat.jpg")).doesNotExist();
    Document page = page();
    assertThat(page.title()).isEqualTo("Anomalous images of plate");
    assertThat(page.select(".lead").text()).isEqualTo("2 of 3 images are anomalous.");
    assertThat(page.select("figure strong").eachText()).containsExactly("stain.png", "scratch.png");
    assertThat(page.select("figure").get(1).text())
        .contains("Anomalous, 2.56 times the threshold")
        .contains("score 0.0769, threshold 0.0300 from 4 shots")
        .contains("most like shot shot_2.png");
  }

  @Test
  void shouldDrawAllWhereThatIsAsked() throws Exception {
    assertThat(score("--pictures-of=all").code()).isZero();

    assertThat(page().select("figure strong").eachText())
        .containsExactly("stain.png", "scratch.png", "normal.png");
    assertThat(page().select(".verdict.normal").text()).startsWith("Normal, 0.58 times");
  }

  @Test
  void shouldPutImageAndShotSideBySide() throws Exception {
    score();

    var picture = ImageIO.read(pictures.resolve("scratch.png.heat.jpg").toFile());
    assertThat(picture.getWidth()).isEqualTo(3 * 16 + 2 * 400);
    assertThat(picture.getHeight()).isEqualTo(68 + 320 + 34 + 8);
  }

  @Test
  void shouldReachEachPictureWhateverItsNameIs() throws Exception {
    Files.createDirectories(images.resolve("left"));
    Files.createDirectories(images.resolve("right"));
    copy("scratch_rgb_320x256.png", images.resolve("left/a.png"));
    copy("scratch_rgb_320x256.png", images.resolve("right/a.png"));
    copy("scratch_rgb_320x256.png", images.resolve(ODD_NAME));

    assertThat(score().code()).isZero();

    Document page = page();
    assertThat(page.select("figure strong").eachText())
        .contains("left/a.png", "right/a.png", ODD_NAME.replace('\u00a0', ' '));
    List<String> addresses = page.select("img").eachAttr("src");
    assertThat(addresses).hasSize(5).doesNotHaveDuplicates();
    for (String address : addresses) {
      assertThat(pictures.resolve(URLDecoder.decode(address.replace("+", "%2B"), UTF_8)))
          .isNotEmptyFile();
    }
  }

  @Test
  void shouldAskNothingOfANetworkAndRunNothing() throws Exception {
    score();

    Document page = page();
    assertThat(page.select("script, link, iframe, object, [onclick], [onload]")).isEmpty();
    assertThat(Files.readString(pictures.resolve("index.html"))).doesNotContain("http:", "https:");
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none';");
  }

  @Test
  void shouldLeaveAForeignPageAsItIs() throws Exception {
    Files.createDirectories(pictures);
    Path foreign = Files.writeString(pictures.resolve("index.html"), "<p>mine</p>");

    CommandRun run = score();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("--pictures " + pictures + ": index.html in it is not a page of shotline: take");
    assertThat(foreign).hasContent("<p>mine</p>");
  }

  @Test
  void shouldReplaceItsOwnPage() throws Exception {
    score();
    Files.delete(images.resolve("stain.png"));

    assertThat(score().code()).isZero();

    assertThat(page().select("figure strong").eachText()).containsExactly("scratch.png");
  }

  @Test
  void shouldSayThatNoImageIsAnomalous() throws Exception {
    assertThat(score("--threshold=0.9").code()).isZero();

    assertThat(page().select(".lead").text()).isEqualTo("0 of 3 images are anomalous.");
    assertThat(page().select("figure")).isEmpty();
  }

  private Document page() throws Exception {
    return HtmlFile.read(pictures.resolve("index.html"));
  }

  private CommandRun score(String... more) {
    String all = more.length == 0 ? "--pictures-of=anomalous" : more[0];
    return CommandRun.of(
        "score", "--shots=" + shots, "--images=" + images, "--pictures=" + pictures, all);
  }

  private static void copy(String name, Path to) throws Exception {
    Files.copy(REFERENCE.resolve(name), to);
  }
}
