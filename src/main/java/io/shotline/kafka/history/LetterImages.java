package io.shotline.kafka.history;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.line.DeadLetter;
import io.shotline.core.line.DeadLetterImages;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the images of dead letters from their topic. Its maker closes it. */
public final class LetterImages implements DeadLetterImages, AutoCloseable {
  private final Topics topics;
  private final FoundRecords letters;

  /** Makes a reader; it connects with the first letter. */
  public LetterImages(ClusterSettings cluster, Topics topics) {
    this.topics = requireNonNull(topics, "topics");
    this.letters = new FoundRecords(cluster, topics.deadLetters());
  }

  @Override
  public Optional<EncodedImage> of(DeadLetter letter) {
    return letters.find(letter.place()).flatMap(this::image);
  }

  @Override
  public void close() {
    letters.close();
  }

  private Optional<EncodedImage> image(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetters.read(record.headers())
        .flatMap(letter -> Optional.ofNullable(LetterContents.of(record, letter, topics).image()));
  }
}
