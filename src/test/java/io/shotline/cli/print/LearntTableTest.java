package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Fit;
import io.shotline.core.product.Product;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreSpread;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearntTableTest {
  private static final ScoreSpread SPREAD = new ScoreSpread(Math.log(0.02), Math.log(0.02) + 0.1);

  @Test
  void shouldSayTheThresholdItsSourceAndHowFarLearningIs() {
    Product frozen =
        Product.withDefaults("lid")
            .withThresholdRule(new ThresholdRule(null, null, new Learning(true, 0)));
    StringWriter out = new StringWriter();

    LearntTable.of(
            List.of(
                learnt("lid", "camera-1", SPREAD, 200),
                learnt("cap", "camera-2", SPREAD, 200),
                learnt("cap", "camera-1", null, 37)),
            Map.of("lid", frozen))
        .print(new PrintWriter(out, true));

    assertThat(out.toString().lines().map(line -> line.trim().replaceAll(" +", " ")))
        .containsExactly(
            "product camera model view threshold source learning revision",
            "cap camera-1 mini/2 whole - shots 37/200 3",
            "cap camera-2 mini/2 whole 0.0252 observed follows 3",
            "lid camera-1 mini/2 whole 0.0252 observed frozen 3");
  }

  @Test
  void shouldPrintTheNumberThatImagesAreHeldAgainst() {
    LearntThreshold learnt = learnt("cap", "camera-1", SPREAD, 200);
    ThresholdRule reset = new ThresholdRule(null, null, new Learning(false, 5));

    assertThat(row(learnt, new ThresholdRule(0.05, null)))
        .isEqualTo("cap camera-1 mini/2 whole 0.0500 set follows 3");
    assertThat(row(learnt, reset)).isEqualTo("cap camera-1 mini/2 whole - shots follows 3");
  }

  @Test
  void shouldNameAnswersWhereTheyDecideAndWhereTheyContradict() {
    assertThat(row(answered(new AnswerBounds(0.01, 0.3)), ThresholdRule.AUTOMATIC))
        .contains(" 0.0252 observed follows");
    assertThat(row(answered(new AnswerBounds(0.06, null)), ThresholdRule.AUTOMATIC))
        .contains(" 0.0601 feedback follows");
    assertThat(row(answered(new AnswerBounds(0.06, 0.01)), ThresholdRule.AUTOMATIC))
        .contains(" 0.0100 feedback, answers contradict follows");
  }

  @Test
  void shouldTellViewsApart() {
    View view = new View(Fit.WHOLE, null, new Tiles(2, 1), 10, Match.SAME, null);
    LearningKey key = new LearningKey("cap", "camera-1", "mini/2", view.word());
    LearntThreshold learnt =
        new LearntThreshold(key, 3, SPREAD, ShotBasis.UNKNOWN, AnswerBounds.NONE, 200, false, 0);

    assertThat(row(learnt, ThresholdRule.AUTOMATIC)).startsWith("cap camera-1 mini/2 whole 2x1 ");
  }

  private static String row(LearntThreshold learnt, ThresholdRule rule) {
    StringWriter out = new StringWriter();
    LearntTable.of(
            List.of(learnt), Map.of("cap", Product.withDefaults("cap").withThresholdRule(rule)))
        .print(new PrintWriter(out, true));
    return out.toString().lines().skip(1).findFirst().orElseThrow().trim().replaceAll(" +", " ");
  }

  private static LearntThreshold answered(AnswerBounds answers) {
    LearningKey key = new LearningKey("cap", "camera-1", "mini/2", View.DEFAULT.word());
    return new LearntThreshold(key, 3, SPREAD, ShotBasis.UNKNOWN, answers, 200, false, 0);
  }

  private static LearntThreshold learnt(
      String product, String camera, @Nullable ScoreSpread spread, int images) {
    return new LearntThreshold(
        new LearningKey(product, camera, "mini/2", View.DEFAULT.word()),
        3,
        spread,
        ShotBasis.UNKNOWN,
        AnswerBounds.NONE,
        images,
        false,
        0);
  }
}
