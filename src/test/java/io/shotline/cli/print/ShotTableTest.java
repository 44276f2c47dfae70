package io.shotline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.ShotReport;
import io.shotline.core.bank.ShotWarning;
import io.shotline.core.image.ImageSize;
import io.shotline.core.product.ListedShot;
import io.shotline.core.result.Warning;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.threshold.ShotBasis;
import io.shotline.core.threshold.ShotScores;
import io.shotline.core.threshold.ShotScores.Shot;
import io.shotline.kafka.topic.ShotRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShotTableTest {
  private static final ShotScores SCORES =
      new ShotScores(
          List.of(new Shot("a", 0.02), new Shot("b", 0.021), new Shot("c", 0.5)), List.of());

  @Test
  void shouldSayBesideEachShotWhyToDoubtIt() {
    List<ShotWarning> warnings =
        List.of(warning("b", Warning.Kind.MORE_IMAGES), warning("c", Warning.Kind.ONE_COLOUR));
    ShotReport report =
        new ShotReport(
            List.of("a", "b", "c"),
            new AutomaticThreshold(SCORES, ShotBasis.UNKNOWN, 0.1),
            warnings);

    StringWriter text = new StringWriter();
    List<ShotRecord> shots = List.of(shot("a"), shot("b"), shot("c"), shot("d"));
    try (PrintWriter out = new PrintWriter(text)) {
      ShotTable.of(shots, Map.of("plate", report)).print(out);
    }

    List<String> lines = text.toString().lines().toList();
    assertThat(lines.get(1)).endsWith("0.0200");
    assertThat(lines.get(2)).endsWith("0.0210  warning MORE_IMAGES");
    assertThat(lines.get(3)).endsWith("0.5000  warning ONE_COLOUR, unlike the others");
    assertThat(lines.get(4)).endsWith("does not count");
  }

  private static ShotWarning warning(String shotId, Warning.Kind kind) {
    return new ShotWarning(shotId, new Warning(kind, "why"));
  }

  private static ShotRecord shot(String id) {
    ListedShot listed = new ListedShot("plate", id, Instant.EPOCH);
    return new ShotRecord(listed, "tester", 99, new ImageSize(4, 3), 0, 0, null);
  }
}
