package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.product.Product;
import io.shotline.core.threshold.AnswerBounds;
import io.shotline.core.threshold.Learning;
import io.shotline.core.threshold.LearningKey;
import io.shotline.core.threshold.LearntThreshold;
import io.shotline.core.threshold.ScoreSpread;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ThresholdRule;
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
            "product camera model threshold source learning revision",
            "cap camera-1 mini/2 - shots 37/200 3",
            "cap camera-2 mini/2 0.0252 observed follows 3",
            "lid camera-1 mini/2 0.0252 observed frozen 3");
  }

  private static LearntThreshold learnt(
      String product, String camera, @Nullable ScoreSpread spread, int images) {
    return new LearntThreshold(
        new LearningKey(product, camera, "mini/2", "whole"),
        3,
        spread,
        ShotBasis.UNKNOWN,
        AnswerBounds.NONE,
        images,
        false,
        0);
  }
}
