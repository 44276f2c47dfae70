package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.Await;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one machine, as processes of one user. */
@Timeout(600)
class TwoRunsIT {
  private static final String READY = "scoring images of topic images";

  @TempDir private Path folder;
  private EmbeddedBroker broker;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.temporary(0);
    try (TopicAdmin admin =
        new TopicAdmin(ClusterSettings.of(broker.bootstrapServers()), new Topics(""))) {
      admin.create(new TopicLayout(2, (short) 1));
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldLetASecondRunWorkBesideTheFirst() throws Exception {
    Path state = folder.resolve("xdg/shotline");
    try (Launched first = run()) {
      awaitReady(first);
      try (Launched second = run()) {
        awaitReady(second);
        assertThat(state.resolve("shotline+2/shotline/global")).isDirectory();
        assertThat(second.stop()).as(second.toString()).isZero();
      }
      assertThat(first.stop()).as(first.toString()).isZero();
    }
    assertThat(state.resolve("shotline/global")).isDirectory();
    assertThat(state.resolve("shotline.topics")).isRegularFile();
    assertThat(state.resolve("shotline+2/shotline.topics")).isRegularFile();
  }

  @Test
  void shouldSayInOneLineThatAGivenFolderIsInUseByAnotherProcess() throws Exception {
    String given = "--state-dir=" + folder.resolve("given");
    try (Launched first = run(given)) {
      awaitReady(first);
      try (Launched second = run(given)) {
        assertThat(second.await()).isEqualTo(1);
        assertThat(second.err())
            .hasLineCount(1)
            .matches(
                "(?s)shotline run: --state-dir \\S+/given: in use by process \\d+, an instance of"
                    + " application shotline; stop that instance, .* leave --state-dir out: .*");
        assertThat(second.out()).isEmpty();
      }
      assertThat(first.stop()).as(first.toString()).isZero();
    }
  }

  private static void awaitReady(Launched run) {
    Await.until(
        READY,
        () -> {
          try {
            return run.err().contains(READY);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private Launched run(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--metrics-port=0",
                "--model-threads=1"));
    arguments.addAll(List.of(more));
    return Launched.start(
        folder,
        Map.of(
            "XDG_STATE_HOME", folder.resolve("xdg").toString(), "SHOTLINE_JAVA_OPTIONS", "-Xms64m"),
        arguments.toArray(String[]::new));
  }
}
