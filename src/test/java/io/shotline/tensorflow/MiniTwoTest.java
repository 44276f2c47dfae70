package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.shotline.core.bank.TurnDecision;
import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ShotScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * Version 2 of mini, and fine of the same weights, against the numbers of an independent
 * implementation.
 */
class MiniTwoTest {
  private static final ImageSize WIDE = new ImageSize(272, 208);
  private static final String SCRATCH = "scratch_rgb_320x256.png";

  private static MiniTwo mini;
  private static MiniTwo fine;

  @BeforeAll
  static void load() {
    mini = MiniTwo.load();
    fine = MiniTwo.load(MiniTwo.FINE);
  }

  @AfterAll
  static void close() {
    mini.close();
    fine.close();
  }

  static Stream<MiniTwo> models() {
    return Stream.of(mini, fine);
  }

  @ParameterizedTest
  @CsvSource({"features_scratch_rgb_320x256", "features_scratch_rgb_320x256_whole_272x208"})
  void shouldComputeTheLastBlockOfTheReference(String name) {
    JsonNode expected = Reference.json("efficientnet_lite0.json").get(name).get("b10");
    int columns = expected.get("shape").get(1).asInt();
    int channels = expected.get("shape").get(2).asInt();
    DecodedImage image =
        name.endsWith("272x208")
            ? mini.read(Reference.image(SCRATCH), WIDE)
            : Reference.preprocessed(SCRATCH);

    float[] values = block(image);

    assertThat(values).hasSize(expected.get("shape").get(0).asInt() * columns * channels);
    double mean =
        DoubleStream.iterate(0, i -> i < values.length, i -> i + 1)
            .map(i -> values[(int) i])
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(expected.get("mean").asDouble(), within(1e-3));
    for (int channel = 0; channel < 8; channel++) {
      assertThat((double) values[(7 * columns + 7) * channels + channel])
          .isCloseTo(expected.get("at_7_7_first8").get(channel).asDouble(), within(1e-3));
    }
  }

  private static float[] block(DecodedImage image) {
    try (SavedModelBundle bundle = SavedModelBundle.load(MiniTwo.FOLDER.toString(), "serve");
        Tensors tensors = new Tensors();
        Result result =
            bundle
                .session()
                .runner()
                .feed("encode/images", tensors.images(List.of(image)))
                .fetch("encode/block10")
                .run()) {
      FloatDataBuffer data = result.get(0).asRawTensor().data().asFloats();
      float[] values = new float[Math.toIntExact(data.size())];
      data.read(values);
      return values;
    }
  }

  static Stream<JsonNode> maps() {
    return each(Reference.json("efficientnet_lite0.json").get("residual_only_scores_C1"));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void shouldMapResidualsLikeTheReference(JsonNode expected) {
    List<Shot> shots = shots(mini, expected.get("shots"), LookSizes.of(WIDE));
    DecodedImage image = mini.read(Reference.image(expected.get("query").asText()), WIDE);

    ModelScore score = score(mini, image, MiniTwo.bank(shots, false));

    assertThat(score.score())
        .isCloseTo(expected.get("score_top4pct_mean").asDouble(), within(1e-5));
    assertThat(score.components().maxPatchResidual())
        .isCloseTo(expected.get("max_patch_residual").asDouble(), within(1e-5));
    float[] map = score.residualMap().values();
    assertThat(map).hasSize(13 * 17);
    for (int i = 0; i < map.length; i++) {
      assertThat((double) map[i])
          .isCloseTo(expected.get("patch_residual_map").get(i).asDouble(), within(1e-5));
    }
  }

  static Stream<JsonNode> cases() {
    return each(Reference.json("mini2_cases.json").get("cases"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldTurnShotsAndScoreLikeTheReference(JsonNode expected) {
    MiniTwo model = expected.get("model").asText().equals("fine") ? fine : mini;
    LookSizes looks = model.looks(sizes(expected.get("shots")));
    List<Shot> shots = shots(model, expected.get("shots"), looks);

    TurnDecision decision = model.decide(shots);

    assertThat(looks.first())
        .isEqualTo(
            new ImageSize(
                expected.get("width_height").get(0).asInt(),
                expected.get("width_height").get(1).asInt()));
    assertThat(decision.turned()).isEqualTo(expected.get("turned").asBoolean());
    assertThat(decision.ratio()).isCloseTo(expected.get("turn_ratio").asDouble(), within(1e-2));
    for (int i = 0; i < shots.size(); i++) {
      assertThat(decision.leaveOneOut().get(i))
          .isCloseTo(expected.get("leave_one_out").get(i).asDouble(), within(1e-4));
    }
    ShotScores scores = MiniTwo.scores(decision);
    for (Sensitivity sensitivity : Sensitivity.values()) {
      double threshold =
          expected.get("threshold_" + sensitivity.name().toLowerCase(Locale.ROOT)).asDouble();
      assertThat(scores.threshold(sensitivity).orElseThrow())
          .isCloseTo(threshold, within(0.01 * threshold));
    }
    Bank bank = MiniTwo.bank(shots, decision.turned());
    expected
        .get("scores")
        .properties()
        .forEach(
            each ->
                assertThat(
                        score(model, model.read(Reference.plate(each.getKey()), looks), bank)
                            .score())
                    .as(each.getKey())
                    .isCloseTo(each.getValue().asDouble(), within(1e-4)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldCompareFeaturesLikeTheirImages(MiniTwo model) {
    List<ScoreRequest> batch = new ArrayList<>();
    List<ShotFeatures> features = new ArrayList<>();
    LookSizes looks = model.looks(List.of(new ImageSize(320, 256)));
    Bank one = bank(model, looks, "shot_0.png");
    Bank two = bank(model, looks, "shot_1.png", "shot_2.png");
    for (String name : List.of(SCRATCH, "normal_rgb_320x256.png")) {
      DecodedImage image = model.read(Reference.image(name), looks);
      for (Bank bank : List.of(one, two)) {
        batch.add(new ScoreRequest(image, bank));
        features.add(model.encode(List.of(image)).get(0));
      }
    }

    List<ModelScore> together = model.model().score(batch);
    List<Double> compared =
        model.model().compare(features, batch.stream().map(ScoreRequest::bank).toList());

    for (int i = 0; i < batch.size(); i++) {
      ScoreRequest request = batch.get(i);
      ModelScore alone = score(model, request.image(), request.bank());
      assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-6));
      assertThat(compared.get(i)).isCloseTo(alone.score(), within(1e-6));
      assertThat(together.get(i).residualMap().values())
          .containsExactly(alone.residualMap().values(), within(1e-6f));
    }
    assertThat(compared.get(0)).isNotCloseTo(compared.get(1), within(1e-3));
  }

  @Test
  void shouldRefuseToCompareWhatDoesNotFit() {
    Bank bank = bank(mini, LookSizes.of(WIDE), "shot_0.png");
    ShotFeatures wide = mini.encode(Reference.image(SCRATCH), WIDE);
    ShotFeatures high = mini.encode(Reference.image(SCRATCH), new ImageSize(208, 272));

    assertThatThrownBy(() -> mini.model().compare(List.of(wide), List.of(bank, bank)))
        .hasMessage("1 images and 2 banks");
    assertThatThrownBy(() -> mini.model().compare(List.of(wide, high), List.of(bank, bank)))
        .hasMessageContaining("13 x 17 and 17 x 13");
    try (SavedModelScorer first = Reference.miniModel()) {
      assertThatThrownBy(() -> first.compare(List.of(wide), List.of(bank)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("mini/1");
    }
  }

  private static ModelScore score(MiniTwo model, DecodedImage image, Bank bank) {
    return model.model().score(List.of(new ScoreRequest(image, bank))).get(0);
  }

  private static Bank bank(MiniTwo model, LookSizes looks, String... shots) {
    return MiniTwo.bank(
        Stream.of(shots)
            .map(shot -> model.encode(List.of(model.read(Reference.image(shot), looks))).get(0))
            .map(features -> new Shot(features, List.of()))
            .toList(),
        false);
  }

  private static List<Shot> shots(MiniTwo model, JsonNode names, LookSizes looks) {
    return each(names).map(name -> model.shot(Reference.plate(name.asText()), looks)).toList();
  }

  private static List<ImageSize> sizes(JsonNode names) {
    return each(names)
        .map(name -> ImageHeader.read(Reference.plate(name.asText()).bytes()).orElseThrow().size())
        .toList();
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
