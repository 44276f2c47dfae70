package io.shotline.bench;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Closing;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.product.Shot;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.Folders;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.InternalTopics;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Topics to measure with, on a broker in this process or on a cluster, with the shots of all
 * products. Whoever makes it closes it; then all of it is gone again.
 */
public final class BenchCluster implements AutoCloseable {
  /** Far more than is under way at once. */
  private static final long PARTITION_BYTES = 512 << 20;

  private final @Nullable EmbeddedBroker broker;
  private final ClusterSettings cluster;
  private final Topics topics;
  private final List<String> made;
  private final String applicationId;
  private final Path stateFolder;

  /**
   * Makes the topics.
   *
   * @param given null starts a broker in this process
   * @param prefix stands before what makes the topics' names unlike any other
   * @param applicationId stands before what makes the groups' names unlike any other
   */
  public BenchCluster(
      @Nullable ClusterSettings given, String prefix, String applicationId, TopicLayout settings)
      throws IOException {
    String unlikeAny = "bench-" + UUID.randomUUID();
    this.topics = new Topics(prefix + unlikeAny + ".");
    this.applicationId = applicationId + "-" + unlikeAny;
    this.broker = given == null ? EmbeddedBroker.temporary(0, PARTITION_BYTES) : null;
    this.cluster =
        broker == null ? requireNonNull(given) : ClusterSettings.of(broker.bootstrapServers());
    this.stateFolder = Files.createTempDirectory("shotline-bench");
    try (TopicAdmin admin = new TopicAdmin(cluster, topics)) {
      this.made = admin.create(settings);
    } catch (RuntimeException e) {
      closeBroker();
      throw e;
    }
  }

  /** Publishes as many shots for every product as there are images. */
  public void publishShots(List<String> products, List<EncodedImage> images) {
    try (ShotTopic topic = new ShotTopic(cluster, topics)) {
      Stream<Shot> all =
          products.stream()
              .flatMap(
                  product ->
                      IntStream.range(0, images.size())
                          .mapToObj(i -> shot(product, i, images.get(i))));
      topic.addAll(all);
    }
  }

  static Shot shot(String product, int number, EncodedImage image) {
    return new Shot(product, "shot-" + number, image, Instant.EPOCH, "bench");
  }

  /** Returns how the cluster is reached. */
  public ClusterSettings settings() {
    return cluster;
  }

  /** Returns the names of the topics that were made. */
  public Topics topics() {
    return topics;
  }

  /** Returns an id unlike that of a service beside, whose images would wait otherwise. */
  public String applicationId() {
    return applicationId;
  }

  /** Returns the folder for the local copy of shots and products. */
  public Path stateFolder() {
    return stateFolder;
  }

  @Override
  public void close() {
    try (Closing closing = new Closing()) {
      closing.add(this::closeBroker);
      if (broker == null) {
        closing.add(this::deleteFromCluster);
      }
    }
  }

  private void deleteFromCluster() {
    try (TopicAdmin admin = new TopicAdmin(cluster, topics);
        InternalTopics internal = new InternalTopics(cluster, topics, applicationId)) {
      internal.delete();
      admin.delete(made);
      admin.deleteGroups(StreamsSettings.groups(applicationId));
    }
  }

  private void closeBroker() {
    try (Closing closing = new Closing()) {
      closing.add(() -> Folders.delete(stateFolder));
      if (broker != null) {
        closing.add(broker::close);
      }
    }
  }
}
