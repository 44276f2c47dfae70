package io.shotline.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shotline.core.bank.TurnDecision.Shot;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.LookSizes;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.port.Bank;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fine makes of two looks, each of which is mini's of the same pixels. */
class SecondLookTest {
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

  @ParameterizedTest
  @ValueSource(ints = {256, 600})
  void shouldBringTheMapsOfBothLooksTogether(int shorterSide) {
    LookSizes looks = fine.looks(List.of(new ImageSize(shorterSide * 5 / 4, shorterSide)));
    double weight = shorterSide < 600 ? 0.5 : 1;
    DecodedImage image = fine.read(Reference.image(SCRATCH), looks);
    Bank bank = bank(fine, looks);

    ModelScore score = score(fine, image, bank);

    ResidualMap first = score(mini, image, bank).residualMap();
    ResidualMap second = score(mini, image.second().orElseThrow(), second(bank)).residualMap();
    ResidualMap both = score.residualMap();
    assertThat(List.of(both.rows(), both.columns())).containsExactly(29, 36);
    for (int row = 0; row < both.rows(); row++) {
      for (int column = 0; column < both.columns(); column++) {
        double coarse = between(first, (row + 0.5) * 13 / 29 - 0.5, (column + 0.5) * 17 / 36 - 0.5);
        double expected =
            0.101 * (coarse / 0.101 + weight * second.value(row, column) / 0.1365) / (1 + weight);
        assertThat((double) both.value(row, column)).isCloseTo(expected, within(1e-5));
      }
    }
    assertThat(score.components().maxPatchResidual()).isEqualTo(greatest(both));
  }

  @Test
  void shouldScoreSmallImagesAsMiniDoes() {
    LookSizes looks = fine.looks(List.of(new ImageSize(160, 99)));
    DecodedImage image = fine.read(Reference.image(SCRATCH), looks);

    assertThat(looks.second()).isNull();
    ModelScore score = score(fine, image, bank(fine, looks));
    assertThat(score).isEqualTo(score(mini, image, bank(mini, looks)));
  }

  @Test
  void shouldRefuseShotsThatWereLookedAtOnce() {
    LookSizes twice = fine.looks(List.of(new ImageSize(320, 256)));
    DecodedImage image = fine.read(Reference.image(SCRATCH), twice);
    Bank once = bank(fine, LookSizes.of(twice.first()));

    assertThatThrownBy(() -> score(fine, image, once))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("looked at twice");
  }

  private static double between(ResidualMap map, double row, double column) {
    double y = Math.max(0, Math.min(map.rows() - 1, row));
    double x = Math.max(0, Math.min(map.columns() - 1, column));
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(map.rows() - 1, top + 1);
    int right = Math.min(map.columns() - 1, left + 1);
    double upper = (1 - x + left) * map.value(top, left) + (x - left) * map.value(top, right);
    double lower = (1 - x + left) * map.value(bottom, left) + (x - left) * map.value(bottom, right);
    return (1 - y + top) * upper + (y - top) * lower;
  }

  private static double greatest(ResidualMap map) {
    float greatest = 0;
    for (float value : map.values()) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** The bank of the second look alone. */
  private static Bank second(Bank bank) {
    return MiniTwo.bank(
        bank.shots().stream()
            .map(shot -> new Shot(shot.features().second().orElseThrow(), List.of()))
            .toList(),
        false);
  }

  private static Bank bank(MiniTwo model, LookSizes looks) {
    return MiniTwo.bank(
        Stream.of("shot_0.png", "shot_1.png")
            .map(name -> model.encode(List.of(model.read(Reference.image(name), looks))).get(0))
            .map(features -> new Shot(features, List.of()))
            .toList(),
        false);
  }

  private static ModelScore score(MiniTwo model, DecodedImage image, Bank bank) {
    return model.model().score(List.of(new ScoreRequest(image, bank))).get(0);
  }
}
