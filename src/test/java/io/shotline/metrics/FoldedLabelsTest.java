package io.shotline.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of ids that have no series of their own; it goes to standard error. */
class FoldedLabelsTest {
  private final DeclaredSeries series = new DeclaredSeries(new CollectorRegistry());
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void stop() {
    System.setErr(before);
  }

  @Test
  void shouldSayOnceOfALabelWhatIsCountedAsOther() {
    FoldedLabels cameras = new FoldedLabels("camera", series.folded);
    FoldedLabels products = new FoldedLabels("product", series.folded);
    for (int i = 0; i < 100; i++) {
      cameras.folded("cam-" + i);
    }
    products.folded("bolt");

    List<String> lines = log.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains(" WARN ", "camera 'cam-0'", "'other'", "1000");
    assertThat(lines.get(1)).contains("product 'bolt'", "shotline_labels_folded_total");
    assertThat(series.folded.labels("camera").get()).isEqualTo(100);
    assertThat(series.folded.labels("product").get()).isEqualTo(1);
  }

  @Test
  void shouldNotLetAnIdFillTheLogOrBeginALineOfIt() {
    new FoldedLabels("camera", series.folded).folded("a\n" + "x".repeat(1_000_000));

    assertThat(log.toString(UTF_8)).hasLineCount(1).hasSizeLessThan(600).contains("'a?xxx");
  }
}
