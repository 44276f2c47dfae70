package io.shotline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.App;
import io.shotline.core.result.ScoredImage;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ResultReader;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.testing.Samples;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.StreamResult;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A broker, some instances of the service and the cameras, each a process of its own. Used by one
 * thread, which closes it.
 */
final class ProcessLine implements AutoCloseable {
  /** An action when so many images are answered. */
  record Moment(int answered, Action action) {}

  interface Action {
    void run() throws IOException, InterruptedException;
  }

  private static final Topics TOPICS = new Topics("");
  private static final int PARTITIONS = 6;

  /** Images that wait at most: some in all partitions, so that a kill finds work under way. */
  private static final int AHEAD = 120;

  /** Of answers; longer than a session, a transaction and a start together. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Path folder;
  private final String brokers;
  private final List<ChildProcess> services = new ArrayList<>();
  private ChildProcess broker;
  private final ChildProcess cameras;
  private final ResultReader reader;
  private final Map<String, ScoredImage> newest = new HashMap<>();

  /**
   * Starts all; data and logs go into the folder.
   *
   * @param instances of the service
   * @param cameras publish an image for each byte of standard input; their first argument are the
   *     brokers
   * @param arguments the others
   */
  ProcessLine(Path folder, int instances, Class<?> cameras, String... arguments)
      throws IOException {
    this.folder = folder;
    this.broker = broker(0);
    this.brokers = broker.line();
    ClusterSettings cluster = ClusterSettings.of(brokers);
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(PARTITIONS, (short) 1));
    }
    try (ShotTopic shots = new ShotTopic(cluster, TOPICS)) {
      shots.add(
          Samples.shot(CamerasProcess.PRODUCT, "shot", Samples.image("jpg", 64, 64, Color.GRAY)));
    }
    this.reader = new ResultReader(cluster, TOPICS);
    for (int instance = 0; instance < instances; instance++) {
      services.add(service(instance));
    }
    String[] all = Stream.concat(Stream.of(brokers), Stream.of(arguments)).toArray(String[]::new);
    this.cameras = ChildProcess.start(folder.resolve("cameras.log"), cameras, all);
  }

  /**
   * Publishes images as they are answered, and does what is to be done meanwhile.
   *
   * @param moments in order
   * @return how long there was no answer, each time that it was more than a second
   */
  List<Duration> run(int images, List<Moment> moments) throws IOException, InterruptedException {
    OutputStream permits = cameras.input();
    List<Duration> pauses = new ArrayList<>();
    Deque<Moment> ahead = new ArrayDeque<>(moments);
    int permitted = 0;
    int answered = 0;
    long last = System.nanoTime();
    while (answered < images) {
      for (; permitted < Math.min(images, answered + AHEAD); permitted++) {
        permits.write(0);
      }
      permits.flush();
      int more = answers();
      answered += more;
      Duration pause = Duration.ofNanos(System.nanoTime() - last);
      requireAll(pause, answered);
      if (more > 0) {
        last = System.nanoTime();
        if (pause.toSeconds() > 0 && answered > more) {
          pauses.add(pause);
        }
      }
      while (!ahead.isEmpty() && ahead.getFirst().answered() <= answered) {
        ahead.removeFirst().action().run();
      }
    }
    permits.close();
    assertThat(cameras.line()).isEqualTo(Integer.toString(images));
    return pauses;
  }

  String brokers() {
    return brokers;
  }

  void killService(int instance) throws IOException, InterruptedException {
    services.get(instance).kill();
    services.set(instance, service(instance));
  }

  void killBroker() throws IOException, InterruptedException {
    broker.kill();
    broker = broker(Integer.parseInt(brokers.substring(brokers.indexOf(':') + 1)));
    assertThat(broker.line()).isEqualTo(brokers);
  }

  /** Ends the instances in order and waits for the transactions of those that were killed. */
  Published stop() throws IOException, InterruptedException {
    for (ChildProcess service : services) {
      // One that was just started anew cannot end in order before it has said a word.
      assertThat(service.line()).isNotEmpty();
      assertThat(service.stop()).as(service.toString()).isZero();
    }
    Published.awaitNoTransaction(brokers, LONGEST_PAUSE);
    return Published.read(brokers);
  }

  @Override
  public void close() {
    reader.close();
    cameras.close();
    services.forEach(ChildProcess::close);
    broker.close();
  }

  private int answers() {
    int answers = 0;
    for (StreamResult result : reader.poll(Duration.ofMillis(100))) {
      if (result instanceof ScoredRecord scored) {
        newest.put(scored.image().cameraId(), scored.image());
      }
      answers += result instanceof AlertRecord ? 0 : 1;
    }
    return answers;
  }

  /** Says of a camera's newest image, by the command, that it has a defect. */
  void answerDefect(String camera) throws IOException, InterruptedException {
    String event = newest.get(camera).eventId();
    try (ChildProcess command =
        ChildProcess.start(
            folder.resolve("feedback.log"),
            App.class,
            "feedback",
            "--bootstrap-servers=" + brokers,
            "--event=" + event,
            "--verdict=defect")) {
      assertThat(command.line()).startsWith(event);
      assertThat(command.await()).as(command.toString()).isZero();
    }
  }

  /** Nobody may end who was not killed. */
  private void requireAll(Duration pause, int answered) {
    for (ChildProcess service : services) {
      assertThat(service.isAlive()).as(service.toString()).isTrue();
    }
    assertThat(pause)
        .as("pause after %d answers; %s", answered, services)
        .isLessThan(LONGEST_PAUSE);
  }

  private ChildProcess broker(int port) throws IOException {
    return ChildProcess.start(
        folder.resolve("broker.log"),
        BrokerProcess.class,
        folder.resolve("data").toString(),
        Integer.toString(port));
  }

  private ChildProcess service(int instance) throws IOException {
    return ChildProcess.start(
        folder.resolve("service-" + instance + ".log"),
        App.class,
        "run",
        "--bootstrap-servers=" + brokers,
        "--model=model/mini",
        "--threads=2",
        "--state-dir=" + folder.resolve("state-" + instance),
        "--metrics-port=0");
  }
}
