package io.shotline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {
  @ParameterizedTest
  @CsvSource({"99, 95, the processors", "99, 40, the model", "50, 40, waiting: for the broker"})
  void shouldNameTheBusiest(double model, double processors, String cause) {
    assertThat(Bound.of(model, processors)).startsWith("through Kafka the bound is " + cause);
  }
}
