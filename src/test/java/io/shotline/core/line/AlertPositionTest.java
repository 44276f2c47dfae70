package io.shotline.core.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Names of alerts, their order, and the texts that stand for them. */
class AlertPositionTest {
  @Property(tries = 200)
  void shouldComeBackFromItsText(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis,
      @ForAll @IntRange(min = 0) int partition,
      @ForAll @LongRange(min = 0) long offset) {
    AlertId id = new AlertId(partition, offset);
    AlertPosition position = new AlertPosition(Instant.ofEpochMilli(millis), id);

    assertThat(AlertId.parse(id.toString())).contains(id);
    assertThat(AlertPosition.parse(position.cursor())).contains(position);
  }

  @Property(tries = 1000)
  void shouldTakeNoOtherTextForOne(@ForAll String text) {
    AlertId.parse(text).ifPresent(id -> assertThat(id).hasToString(text));
    AlertPosition.parse(text).ifPresent(at -> assertThat(at.cursor()).isEqualTo(text));
  }

  @Example
  void shouldRefuseTextsThatAreNearlyOne() {
    for (String text :
        List.of("", "-", "0", "0-", "-1", "01-2", "0-1-2", "0 -1", "9999999999-1", "0-١")) {
      assertThat(AlertId.parse(text)).as(text).isEmpty();
    }
    assertThat(AlertId.parse("0-9999999999999999999")).isEmpty();
    for (String text : List.of("5", "-0-1", "x-0-1", "-1-0-1", "253402300800000-0-1", "7-0-x")) {
      String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
      assertThat(AlertPosition.parse(cursor)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new AlertId(-1, 0)).hasMessageContaining("got -1 and 0");
  }

  @Example
  void shouldOrderByTimeThenPlace() {
    AlertPosition first = at(5, 1, 9);

    assertThat(Stream.of(at(6, 0, 0), at(5, 2, 0), at(5, 1, 10), first).sorted())
        .containsExactly(first, at(5, 1, 10), at(5, 2, 0), at(6, 0, 0));
    assertThat(first.next()).isEqualTo(at(5, 1, 10));
    assertThat(AlertPosition.END).isGreaterThan(at(Instant.now().toEpochMilli(), 9, 9));
  }

  @Example
  void shouldEndAQueryAtItsCursorOrItsTime() {
    AlertPosition cursor = at(5_000, 0, 3);
    AlertQuery behind = AlertQuery.newest(10).behind(cursor);
    AlertQuery early =
        new AlertQuery(Set.of(), Set.of(), null, Instant.ofEpochMilli(4_000), Set.of(), 10, cursor);

    assertThat(AlertQuery.newest(10).end()).isEqualTo(AlertPosition.END);
    assertThat(behind.end()).isEqualTo(cursor);
    assertThat(early.end()).isEqualTo(at(4_000, 0, 0));
    assertThatThrownBy(() -> AlertQuery.newest(0)).hasMessageContaining("at least 1, got 0");
  }

  private static AlertPosition at(long millis, int partition, long offset) {
    return new AlertPosition(Instant.ofEpochMilli(millis), new AlertId(partition, offset));
  }
}
