package io.shotline.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RankingTest {
  static Stream<JsonNode> references() {
    try (InputStream file = RankingTest.class.getResourceAsStream("/reference/metrics.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void shouldGiveTheFiguresOfTheReferenceAlsoWithTies(JsonNode reference) {
    Ranking ranking = new Ranking(scores(reference, 0), scores(reference, 1));

    assertThat(ranking.auroc()).isCloseTo(reference.get("auroc").asDouble(), within(1e-12));
    assertThat(ranking.averagePrecision())
        .isCloseTo(reference.get("average_precision").asDouble(), within(1e-12));
  }

  @Test
  void shouldCountFalseAlarmsAndMissesAtTheThreshold() {
    Ranking ranking = new Ranking(new double[] {.1, .2, .5, .3}, new double[] {.5, .4, .25});

    Figures figures = ranking.figures(.4);

    assertThat(figures.good()).isEqualTo(4);
    assertThat(figures.bad()).isEqualTo(3);
    assertThat(figures.falseAlarms()).isEqualTo(1);
    assertThat(figures.missed()).isEqualTo(1);
  }

  @Test
  void shouldFindTheThresholdOfTheGreatestF1() {
    Figures figures =
        new Ranking(new double[] {.1, .2, .3, .4}, new double[] {.25, .5, .6}).figures(1);

    // At .5: 2 of 3 found, none wrong. At .25: 3 found, 2 wrong.
    assertThat(figures.f1Threshold()).isEqualTo(.5);
    assertThat(figures.f1()).isCloseTo(2 * 2 / 5.0, within(1e-12));
  }

  @Test
  void shouldCountMissesAtTheFalseAlarmsThatAShareAllows() {
    double[] good = IntStream.rangeClosed(1, 20).mapToDouble(i -> i / 100.0).toArray();
    double[] bad = {.05, .185, .195, .2, .21};

    Figures figures = new Ranking(good, bad).figures(1);

    // 2 % of 20 allow none, so that .2 itself is too low; 5 % one, 10 % two.
    assertThat(figures.missedAt(2)).isEqualTo(4);
    assertThat(figures.missedAt(5)).isEqualTo(2);
    assertThat(figures.missedAt(10)).isEqualTo(1);
  }

  @Test
  void shouldRefuseImagesOfOneKind() {
    double[] none = {};
    double[] one = {.5};
    assertThatThrownBy(() -> new Ranking(none, one)).hasMessageContaining("good and bad");
  }

  private static double[] scores(JsonNode reference, int label) {
    JsonNode labels = reference.get("labels");
    return IntStream.range(0, labels.size())
        .filter(i -> labels.get(i).asInt() == label)
        .mapToDouble(i -> reference.get("scores").get(i).asDouble())
        .toArray();
  }
}
