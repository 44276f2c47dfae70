package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model in the repository against the numbers of the reference. */
class MiniModelTest {
  private static SavedModelScorer model;

  @BeforeAll
  static void load() {
    model = Reference.miniModel();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bent_gray_300x300.png",
        "normal_rgb_320x256.png",
        "normal_rgb_64x48.png",
        "scratch_rgb_320x256.png",
        "scratch_rgba_257x391.png",
        "shot_0.png",
        "stain_rgb_240x240.png"
      })
  void shouldPreprocessPngToTheLevel(String name) throws Exception {
    assertThat(new CardFit(model).read(Reference.image(name)).pixels())
        .isEqualTo(Reference.preprocessed(name).pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing_hole_rgb_1920x1080.jpg", "stain_rgb_640x480.jpg"})
  void shouldPreprocessJpegToLessThanALevelOnAverage(String name) throws Exception {
    byte[] pixels = new CardFit(model).read(Reference.image(name)).pixels();
    byte[] expected = Reference.preprocessed(name).pixels();
    long difference = 0;
    for (int i = 0; i < pixels.length; i++) {
      difference += Math.abs((pixels[i] & 0xFF) - (expected[i] & 0xFF));
    }
    assertThat(difference / (double) pixels.length).isLessThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("expectedScores")
  void shouldScoreLikeTheReference(JsonNode expected) throws Exception {
    List<String> shots = new ArrayList<>();
    expected.get("shots").forEach(shot -> shots.add(shot.asText()));
    Bank bank = Reference.bank(model, shots);
    DecodedImage query = new CardFit(model).read(Reference.image(expected.get("query").asText()));

    ModelScore score = model.score(List.of(new ScoreRequest(query, bank))).get(0);

    assertThat(score.score())
        .isCloseTo(expected.get("max_patch_residual").asDouble(), within(2e-5));
    assertThat(score.components().maxPatchResidual()).isEqualTo(score.score());
    assertThat(score.components().holistic()).isNull();
    float[] map = score.residualMap().values();
    for (int i = 0; i < map.length; i++) {
      assertThat((double) map[i])
          .isCloseTo(expected.get("patch_residual_map").get(i).asDouble(), within(2e-5));
    }
  }

  static Stream<JsonNode> expectedScores() {
    List<JsonNode> cases = new ArrayList<>();
    Reference.encoder().get("residual_only_scores").forEach(cases::add);
    return cases.stream();
  }

  @Test
  void shouldScoreABatchOfMixedProductsLikeOneByOne() throws Exception {
    Bank four =
        Reference.bank(model, List.of("shot_0.png", "shot_1.png", "shot_2.png", "shot_3.png"));
    Bank one = Reference.bank(model, List.of("stain_rgb_240x240.png"));
    Bank two = Reference.bank(model, List.of("shot_3.png", "normal_rgb_64x48.png"));
    List<ScoreRequest> batch = new ArrayList<>();
    for (String query : List.of("scratch_rgb_320x256.png", "stain_rgb_640x480.jpg", "shot_1.png")) {
      DecodedImage image = new CardFit(model).read(Reference.image(query));
      for (Bank bank : List.of(one, four, two)) {
        batch.add(new ScoreRequest(image, bank));
      }
    }
    requireLikeOneByOne(batch);
  }

  @Test
  void shouldScoreABatchOfOneProductLikeOneByOne() throws Exception {
    Bank bank = Reference.bank(model, List.of("shot_0.png", "shot_1.png", "shot_2.png"));
    List<ScoreRequest> batch = new ArrayList<>();
    for (String query : List.of("scratch_rgb_320x256.png", "stain_rgb_640x480.jpg", "shot_1.png")) {
      batch.add(new ScoreRequest(new CardFit(model).read(Reference.image(query)), bank));
    }
    requireLikeOneByOne(batch);
  }

  private static void requireLikeOneByOne(List<ScoreRequest> batch) {
    List<ModelScore> together = model.score(batch);
    for (int i = 0; i < batch.size(); i++) {
      ModelScore alone = model.score(List.of(batch.get(i))).get(0);
      assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-5));
      assertThat(together.get(i).residualMap().values())
          .containsExactly(alone.residualMap().values(), within(1e-5f));
    }
    assertThat(together.get(0).score()).isNotCloseTo(together.get(1).score(), within(1e-3));
  }

  @Test
  void shouldFindNoResidualBetweenAShotAndItself() throws Exception {
    Bank bank = Reference.bank(model, List.of("shot_2.png"));
    DecodedImage shot = new CardFit(model).read(Reference.image("shot_2.png"));
    assertThat(model.score(List.of(new ScoreRequest(shot, bank))).get(0).score())
        .isCloseTo(0, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shot_0.png", "stain_rgb_640x480.jpg"})
  void shouldRefuseImagesThatAreCutShort(String name) {
    byte[] whole = Reference.image(name).bytes();
    EncodedImage cut = new EncodedImage(Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> new CardFit(model).read(cut))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageEndingWith(
            " file whose pixels are cut short or damaged; send it whole, or save it anew");
  }

  @Test
  void shouldRefuseRandomBytesBehindAnySignature() {
    Random random = new Random(11);
    for (int first : new int[] {0xFFD8FFE0, 0x89504E47, 0x424D0000, 0}) {
      byte[] bytes = new byte[500];
      random.nextBytes(bytes);
      for (int i = 0; i < 4; i++) {
        bytes[i] = (byte) (first >> (24 - 8 * i));
      }
      assertThatThrownBy(() -> new CardFit(model).read(new EncodedImage(bytes)))
          .isInstanceOf(UndecodableImageException.class);
    }
  }
}
