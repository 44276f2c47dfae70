package io.shotline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageSharesTest {
  private static final List<String> REPORT =
      List.of(
          "GROUP,PACKAGE,CLASS,BRANCH_MISSED,LINE_MISSED,LINE_COVERED",
          "shotline,io.shotline.kafka.topic,Topics,9,1,9",
          "shotline,io.shotline.kafka.ahead,LookAhead,9,2,28",
          "shotline,io.shotline.kafkaesque,Castle,9,100,0");

  @Test
  void shouldAddThePackagesUnderOne() {
    assertThat(CoverageShares.line(REPORT, "io.shotline.kafka"))
        .isEqualTo("lines covered in io.shotline.kafka: 92.5 % (37 of 40)");
  }
}
