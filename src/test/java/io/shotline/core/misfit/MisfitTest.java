package io.shotline.core.misfit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.ImageSize;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.ShotScores.Shot;
import io.shotline.core.threshold.ThresholdSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MisfitTest {
  /** They give 0.0300 at sensitivity normal. */
  private static final ShotScores PLATES = scores(0.0246, 0.0179, 0.0186, 0.0176);

  private static final SampleImages FROM_SHOTS = SampleImages.of(ThresholdSource.SHOTS, 0.03);

  private final JudgedImages images = new JudgedImages(JudgedImages.OF_A_LINE);

  @Test
  void shouldSayNothingWhereOneOfTenIsNormalOrTheImagesAreFew() {
    FROM_SHOTS.add(images, 19, 0.08);
    assertThat(kind(MisfitRule.OF_A_LINE)).isEmpty();
    assertThat(kind(MisfitRule.OF_A_FOLDER)).contains(MisfitKind.NEARLY_ALL_ANOMALOUS);

    FROM_SHOTS.add(images, 2, 0.01);
    assertThat(kind(MisfitRule.OF_A_LINE)).contains(MisfitKind.NEARLY_ALL_ANOMALOUS);

    FROM_SHOTS.add(images, 1, 0.01);
    assertThat(kind(MisfitRule.OF_A_LINE)).isEmpty();
  }

  @Test
  void shouldTellThatNothingComesNearOnlyOfManyImages() {
    FROM_SHOTS.add(images, 199, 0.0119);
    assertThat(kind(MisfitRule.OF_A_LINE)).isEmpty();
    assertThat(kind(MisfitRule.OF_A_FOLDER)).contains(MisfitKind.NEVER_NEAR);

    FROM_SHOTS.add(images, 1, 0.0119);
    assertThat(kind(MisfitRule.OF_A_LINE)).contains(MisfitKind.NEVER_NEAR);

    FROM_SHOTS.add(images, 1, 0.0121);
    assertThat(kind(MisfitRule.OF_A_LINE)).isEmpty();
  }

  @Test
  void shouldNameThePersonsNumberWhereTheShotsGiveAnother() {
    SampleImages.of(ThresholdSource.SET, 0.01).add(images, 20, 0.018);
    assertThat(text(PLATES))
        .isEqualTo(
            "20 of 20 judged images are anomalous (threshold 0.0100, middle score 0.0180): unless"
                + " all are defective, product, model or threshold do not fit. Likely a person set"
                + " this threshold, and the 4 shots give 0.0300: take that with --threshold auto");

    SampleImages.of(ThresholdSource.SET, 0.5).add(images, 200, 0.018);
    assertThat(text(PLATES))
        .isEqualTo(
            "none of 200 judged images came near the threshold (0.5000, greatest score 0.0180):"
                + " product, model or threshold do not fit. Likely a person set this threshold,"
                + " and the 4 shots give 0.0300: take that with --threshold auto");
  }

  @Test
  void shouldNotBlameAPersonsNumberThatIsOnTheOtherSide() {
    SampleImages.of(ThresholdSource.SET, 0.05).add(images, 20, 0.08);

    assertThat(text(PLATES)).doesNotContain("a person").contains("the shots do not show");
  }

  @Test
  void shouldNameTheCardsNumberAndTheScoresOfTheImages() {
    SampleImages.of(ThresholdSource.MODEL, 0.05).add(images, 20, 0.08);
    assertThat(text(ShotScores.NONE))
        .endsWith(
            "Likely the threshold is the model card's, the same for all products: set one just"
                + " above what good parts score (of these images' scores the middle one is"
                + " 0.0800)");

    SampleImages.of(ThresholdSource.SET, 0.5).add(images, 200, 0.02);
    assertThat(text(ShotScores.NONE))
        .endsWith(
            "Likely a person set this threshold: set one just above what good parts score (of"
                + " these images' scores none is above 0.0200)");
  }

  @Test
  void shouldNameTheViewWhereMostImagesAreWarnedOf() {
    FROM_SHOTS.add(images, 9, 0.08);
    FROM_SHOTS.add(images, 5, 0.08, Warning.Kind.COLOUR_SHIFT);
    FROM_SHOTS.add(images, 11, 0.08, Warning.Kind.OTHER_SIZE, Warning.Kind.COLOUR_SHIFT);

    assertThat(text(PLATES))
        .endsWith(
            "Likely 16 images have the warning COLOUR_SHIFT: send images as the shots are, or add"
                + " shots as the images are");
  }

  @Test
  void shouldSendToTheCameraWhereFilesAreDamaged() {
    FROM_SHOTS.add(images, 20, 0.08, Warning.Kind.DAMAGED_FILE);

    assertThat(text(PLATES))
        .endsWith(
            "Likely 20 images have the warning DAMAGED_FILE: look at the camera and its"
                + " connection");
  }

  @Test
  void shouldNameTooFewShots() {
    FROM_SHOTS.add(images, 20, 0.08);

    assertThat(text(new ShotScores(List.of(), List.of(0.01, 0.01))))
        .endsWith("Likely the 1 shot is too few to tell: add good ones, 4 or more in all");
    assertThat(text(scores(0.1, 0.1)))
        .endsWith("Likely the 2 shots are too few to tell: add good ones, 4 or more in all");
  }

  @Test
  void shouldNameShotsThatAreUnlikeEachOther() {
    SampleImages.of(ThresholdSource.SHOTS, 0.3).add(images, 200, 0.02);

    assertThat(text(scores(0.02, 0.1, 0.021, 0.019)))
        .endsWith(
            "Likely the 4 shots are unlike each other (they score 0.0190 to 0.1000, the odd one:"
                + " shot-1): look at them with shots list --scores, and remove what shows a defect"
                + " or something else");
    assertThat(text(scores(0.01, 0.02, 0.04, 0.055)))
        .contains("(they score 0.0100 to 0.0550): look at them");
  }

  @Test
  void shouldSayThatTheShotsAreOfSomethingElse() {
    FROM_SHOTS.add(images, 20, 0.08);

    assertThat(text(PLATES))
        .endsWith(
            "Likely the shots do not show these parts, this camera or this light (they score at"
                + " most 0.0246 against each other): if the parts are good, add some of the images"
                + " as shots");
  }

  @Test
  void shouldSayThatTheImagesAreThoseOfTheShots() {
    FROM_SHOTS.add(images, 200, 0.0001);

    assertThat(text(PLATES)).contains("Likely the images show the very parts that the shots show");
  }

  @Test
  void shouldSayHowLittleTheModelSeesWhereNothingElseExplainsIt() {
    FROM_SHOTS.add(images, 200, 0.011);
    assertThat(text(PLATES))
        .endsWith(
            "Likely defects, if there are any, are too fine: of a shorter side of 1536 pixels the"
                + " model sees 208, and hardly a defect of under 52 pixels; look closer with"
                + " --tiles or --region, or lower the threshold");

    FROM_SHOTS.withSize(new ImageSize(64, 48)).add(images, 200, 0.011);
    assertThat(text(PLATES)).contains("Likely this model does not see the defects");
  }

  @Test
  void shouldNotTakeIdsThatWereUsedBeforeForACause() {
    FROM_SHOTS.add(images, 20, 0.08, Warning.Kind.REUSED_EVENT_ID);

    assertThat(text(PLATES)).doesNotContain("REUSED_EVENT_ID").contains("the shots do not show");
  }

  @Test
  void shouldPointAtTheImagesWhereALearntThresholdFitsNoMore() {
    FROM_SHOTS.withThreshold(ThresholdSource.OBSERVED, 0.02).add(images, 20, 0.022);

    assertThat(text(PLATES)).contains("Likely all parts, the camera or the light have changed");
  }

  private Optional<MisfitKind> kind(MisfitRule rule) {
    return rule.kind(images.figures().orElseThrow());
  }

  private String text(ShotScores shots) {
    return Misfit.of(MisfitRule.OF_A_LINE, images.figures().orElseThrow(), shots)
        .orElseThrow()
        .text();
  }

  private static ShotScores scores(double... values) {
    List<Shot> shots = new ArrayList<>();
    for (double value : values) {
      shots.add(new Shot("shot-" + shots.size(), value));
    }
    return new ShotScores(shots, List.of());
  }
}
