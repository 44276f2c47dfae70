package io.shotline.kafka.catalog;

import static io.shotline.testing.StreamSamples.event;
import static io.shotline.testing.StreamSamples.image;
import static io.shotline.testing.StreamSamples.shot;
import static io.shotline.testing.StreamSamples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.kafka.stream.ScoringDriver;
import io.shotline.testing.LabelModel;
import io.shotline.testing.StreamSamples;
import io.shotline.wire.ShotCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.Test;

/** Which products the metrics hear of. */
class CatalogProductsTest extends ScoringDriver<LabelModel> {
  CatalogProductsTest() {
    super(new LabelModel());
  }

  @Test
  void shouldTellOfAProductBeforeItsFirstImage() {
    add(shot("cap", "s1"));
    products.pipeInput(utf8("lid"), product("lid", null, true));
    assertThat(monitor.products).containsExactly("cap", "lid");

    send(event("e1", "camera-5", "cap", image(0.7)));
    add(shot("cap", "s2"));

    assertThat(monitor.products).containsOnly("cap", "lid");
  }

  @Test
  void shouldTellWhenTheLastShotOfAProductIsRemoved() {
    add(shot("cap", "s1"), shot("cap", "s2"), shot("cap-2", "s1"));
    monitor.products.clear();

    prompts.pipeInput(ShotCodec.key("cap", "s1"), StreamSamples.TOMBSTONE);
    assertThat(monitor.withoutShots).isEmpty();
    prompts.pipeInput(ShotCodec.key("cap", "s2"), StreamSamples.TOMBSTONE);

    assertThat(monitor.withoutShots).containsExactly("cap");
    products.pipeInput(utf8("lid"), StreamSamples.TOMBSTONE);
    assertThat(monitor.products).isEmpty();
  }

  @Test
  void shouldNameEachProductOnceWhateverTheKeysAre() {
    for (String key : List.of("a/1", "a/2", "a-b/1", "a0/1", "a", "b", "c//1", "c/1/2", "/1")) {
      put(utf8(key));
    }
    // No UTF-8, and a key that is as good as none.
    put(new byte[] {-1, '/', 1});
    put(new byte[] {-1, -1});
    put(new byte[0]);

    List<String> told = new ArrayList<>();
    CatalogProducts.forEach(store(CatalogStores.PROMPTS), told::add);

    // Of the product a there is a key without a shot, too.
    assertThat(told)
        .containsExactlyInAnyOrder(
            "", "", "a", "a", "a-b", "a0", "b", "c", "\uFFFD", "\uFFFD\uFFFD");
  }

  /** As a store of an older version may hold it. */
  private void put(byte[] key) {
    store(CatalogStores.PROMPTS)
        .put(
            Bytes.wrap(key),
            ValueAndTimestamp.make(utf8("anything"), Instant.EPOCH.toEpochMilli()));
  }

  @Test
  void shouldNameAProductOfManyShotsOnce() {
    for (int i = 0; i < 100; i++) {
      add(shot("cap", "s" + "x".repeat(i)), shot("lid", "s" + "x".repeat(i)));
    }

    List<String> told = new ArrayList<>();
    CatalogProducts.forEach(store(CatalogStores.PROMPTS), told::add);

    assertThat(told).containsExactly("cap", "lid");
  }

  @Test
  void shouldFindNoShotsOfAProductWhoseIdIsTheBeginningOfAKey() {
    add(shot("cap", "a/s1"));

    assertThat(CatalogProducts.hasShots("cap", store(CatalogStores.PROMPTS))).isTrue();
    assertThat(CatalogProducts.hasShots("cap/a", store(CatalogStores.PROMPTS))).isFalse();
    assertThat(CatalogProducts.hasShots("ca", store(CatalogStores.PROMPTS))).isFalse();
  }
}
