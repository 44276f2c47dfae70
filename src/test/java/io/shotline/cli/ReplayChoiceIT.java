package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The choice of images: by product, time and what is still kept. */
@Timeout(600)
class ReplayChoiceIT extends ReplayedShift {
  @Test
  void shouldNameTheProductsThereAre() {
    CommandRun run = replay("--product=plat");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("shotline replay: --product plat: no such product; products: ")
        .contains("plate")
        .hasLineCount(1);
  }

  @Test
  void shouldSayThatATimeHasNoImages() {
    CommandRun run = replay("--from=" + start.minusSeconds(600), "--to=" + start.minusSeconds(60));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("shotline replay: topic shift.images has no image from ")
        .hasLineCount(1);
  }

  @Test
  void shouldSayFromWhenOnTheImagesAreKept() throws Exception {
    Map<TopicPartition, RecordsToDelete> oldest = new HashMap<>();
    ends()
        .forEach(
            (partition, end) -> {
              if (partition.topic().equals("shift.images") && end > 0) {
                oldest.put(partition, RecordsToDelete.beforeOffset(1));
              }
            });
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteRecords(oldest).all().get();
    }

    CommandRun run = replay();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(9 - oldest.size() + " images of topic shift.images; images from before 20")
        .contains(" are deleted, some or all");
    assertThat(run.out()).contains(8 - oldest.size() + " images, before with mini/2");
  }
}
