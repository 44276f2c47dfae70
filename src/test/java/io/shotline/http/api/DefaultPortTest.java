package io.shotline.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where the API listens when another instance of the machine is there already. */
class DefaultPortTest {
  @Test
  void shouldTakeAFreePortWhereTheDefaultOneIsTaken() throws IOException {
    // One of them has the default port, unless another program has it.
    try (ApiFixture first = ApiFixture.with(ApiSettings.DEFAULT);
        ApiFixture second = ApiFixture.with(ApiSettings.DEFAULT)) {
      assertThat(second.port()).isPositive().isNotEqualTo(first.port());
    }
  }

  @Test
  void shouldNameAPortThatWasAskedForAndIsTaken() throws IOException {
    try (ApiFixture first = ApiFixture.with(ApiSettings.DEFAULT.withPort(0))) {
      ApiSettings same = ApiSettings.DEFAULT.withPort(first.port());
      assertThatThrownBy(() -> ApiFixture.with(same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + first.port())
          .hasMessageContaining("--api-port");
    }
  }
}
