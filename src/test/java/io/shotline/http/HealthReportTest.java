package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {
  private static final HealthCheck STREAM = new HealthCheck("stream", () -> true, () -> "ready");

  @Test
  void shouldSayOfWhatIsNotNeededAndStayUp() {
    HealthReport report = HealthReport.of(List.of(STREAM, HealthCheck.told("alerts", () -> false)));

    assertThat(report.healthy()).isTrue();
    assertThat(report.json())
        .isEqualTo(
            "{\"status\":\"up\",\"state\":\"ready\",\"checks\":{\"stream\":\"up\",\"alerts\":\"down\"}}");
  }

  @Test
  void shouldBeDownWithoutWhatIsNeeded() {
    HealthReport report = HealthReport.of(List.of(STREAM, new HealthCheck("model", () -> false)));

    assertThat(report.healthy()).isFalse();
  }
}
