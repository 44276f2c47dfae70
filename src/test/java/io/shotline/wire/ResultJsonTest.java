package io.shotline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.image.Rejection;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
  @Test
  void shouldPrintARejectionAsItsDeadLetterSaysIt() {
    Rejection rejection = new Rejection(Rejection.Reason.NO_SHOTS, "product \"nut\" has no shots");

    assertThat(ResultJson.of(rejection))
        .isEqualTo("{\"reason\":\"NO_SHOTS\",\"detail\":\"product \\\"nut\\\" has no shots\"}");
  }

  @Test
  void shouldAddAFileOfAnyName() {
    String file = "today/\"a\"\\\n.png";

    assertThat(ResultJson.withFile(file, ResultJson.refusal("R", "D")))
        .isEqualTo("{\"file\":\"today/\\\"a\\\"\\\\\\n.png\",\"reason\":\"R\",\"detail\":\"D\"}");
  }

  @Test
  void shouldPrintWhatIsZeroOrEmptyUnderTheNamesOfTheProtoFile() {
    String json =
        ResultJson.print(
            io.shotline.wire.v1.ScoredImage.newBuilder()
                .setSource(io.shotline.wire.v1.SourceRecord.newBuilder().setOffset(1L << 60)));

    assertThat(json)
        .contains(
            "\"score\":0.0",
            "\"shot_ids\":[]",
            "\"skipped_because\":\"\"",
            "\"image_width\":0",
            "\"verdict\":\"VERDICT_UNSPECIFIED\"",
            "\"offset\":\"1152921504606846976\"")
        .doesNotContain("residual_map", "captured_at", " ", "\n");
  }
}
