package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code model get --list}: what can be fetched, and nothing that nobody published. */
class GetListTest {
  @Test
  void shouldListNameSizeLicenceAndPublishedAccuracy() {
    CommandRun run = CommandRun.of("model", "get", "--list");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(0)).matches("model +MB +licence +published AUROC *");
    assertThat(run.lines().get(1))
        .matches(
            "dinov2-vits14 +88 +Apache-2.0 +MVTec AD .966 / .969 / .977, VisA .874 / .897 / .926 *");
    assertThat(run.lines().get(2)).matches("dinov2-vits14-reg4 +- +Apache-2.0 +- *");
    assertThat(run.out())
        .contains("AUROC with 1, 2 and 4 shots (AnomalyDINO, arXiv 2405.14529, side 448);");
  }

  @Test
  void shouldListOneObjectPerLine() throws IOException {
    List<String> lines = CommandRun.of("model", "get", "--list", "--format=json").lines();

    assertThat(lines).hasSize(6);
    JsonNode small = new ObjectMapper().readTree(lines.get(0));
    assertThat(small.get("model").asText()).isEqualTo("dinov2-vits14");
    assertThat(small.get("source").asText())
        .isEqualTo(
            "https://dl.fbaipublicfiles.com/dinov2/dinov2_vits14/dinov2_vits14_pretrain.pth");
    assertThat(small.get("bytes").asLong()).isEqualTo(88_283_115);
    assertThat(small.get("sha256").asText())
        .isEqualTo("b938bf1bc15cd2ec0feacfe3a1bb553fe8ea9ca46a7e1d8d00217f29aef60cd9");
    assertThat(small.get("published_auroc").get(1).get("auroc").get(2).asDouble()).isEqualTo(.926);
    JsonNode registers = new ObjectMapper().readTree(lines.get(1));
    assertThat(registers.get("bytes").isNull()).isTrue();
    assertThat(registers.get("published_auroc")).isEmpty();
  }
}
