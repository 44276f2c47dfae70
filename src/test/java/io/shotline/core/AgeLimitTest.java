package io.shotline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.core.product.Product;
import io.shotline.core.result.Skip;
import io.shotline.core.view.View;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeLimitTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final AgeLimit twoSeconds = new AgeLimit(Duration.ofSeconds(2), CLOCK);

  @Test
  void shouldSkipWhatWaitedLongerAndSayHowLong() {
    assertThat(check(twoSeconds, null, NOW.minusMillis(2000))).isEmpty();
    assertThat(check(twoSeconds, null, NOW.minusMillis(2001)))
        .contains(new Skip(Skip.Reason.TOO_OLD, "waited 2001 ms, at most 2000 ms count"));
  }

  @Test
  void shouldSkipNothingByDefault() {
    assertThat(check(new AgeLimit(null, CLOCK), null, NOW.minusSeconds(3600))).isEmpty();
  }

  @Test
  void shouldPreferTheLimitOfTheProduct() {
    Instant before = NOW.minusSeconds(5);

    assertThat(check(twoSeconds, Duration.ofSeconds(6), before)).isEmpty();
    assertThat(check(twoSeconds, Duration.ofSeconds(4), before)).isPresent();
    assertThat(check(twoSeconds, Duration.ZERO, before)).isEmpty();
    assertThat(check(twoSeconds, null, before)).isPresent();
    assertThat(check(new AgeLimit(null, CLOCK), Duration.ofSeconds(4), before)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2026-03-03T05:06:06Z",
        "2026-03-04T05:06:08Z",
        "9999-12-31T23:59:59Z"
      })
  void shouldScoreImagesWhoseTimeIsWrong(Instant published) {
    assertThat(check(twoSeconds, null, published)).isEmpty();
  }

  @Test
  void shouldRefuseANegativeLimit() {
    assertThatThrownBy(() -> product(Duration.ofMillis(-1)))
        .hasMessageContaining("bolt")
        .hasMessageContaining("max_age");
  }

  private static Optional<Skip> check(AgeLimit limit, @Nullable Duration own, Instant published) {
    return limit.check(product(own), limit.age(published));
  }

  private static Product product(@Nullable Duration maxAge) {
    return new Product("bolt", "a bolt", null, null, true, maxAge, View.DEFAULT);
  }
}
