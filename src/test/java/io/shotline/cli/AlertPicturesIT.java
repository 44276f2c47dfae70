package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.result.EvidenceState;
import io.shotline.kafka.history.PublishedAlerts;
import io.shotline.wire.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a service, drawn from what it kept of them. */
@Timeout(600)
class AlertPicturesIT extends ReplayedShift {
  @TempDir private Path folder;

  @Test
  void shouldDrawEachAlertByWhatPeopleAnswered() throws Exception {
    CommandRun run = CommandRun.of(arguments("--pictures=" + folder));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(4);
    assertThat(pictures())
        .hasSize(4)
        .allSatisfy(
            picture -> assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(300));
    assertThat(Files.readString(folder.resolve("index.html")))
        .containsSubsequence("Not answered", "stain-2", "scratch-2")
        .containsSubsequence("Called a defect", "scratch-1", "Called a false alarm", "stain-1")
        .contains("4 alerts.", "plate from camera camera-22", "called a defect by a test");
    assertThat(CommandRun.of(arguments("--pictures=" + folder)).code()).isZero();
    assertThat(pictures()).hasSize(4);
  }

  @Test
  void shouldSayWhichAlertHasNoImageAndGoOn() throws Exception {
    SourceRecord gone = new SourceRecord("gone", 0, 0);
    try (PublishedAlerts alerts = new PublishedAlerts(cluster, TOPICS)) {
      alerts.publish(0, PublishedAlerts.alert("much", gone, EvidenceState.OMITTED_CAP));
      alerts.publish(1, PublishedAlerts.alert("lost", gone, EvidenceState.KEPT));
    }

    CommandRun run = CommandRun.of(arguments("--pictures=" + folder));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(6).anyMatch(line -> line.endsWith("  evidence omitted"));
    assertThat(run.err())
        .contains("shotline alerts: no picture of much: its image was not kept, since the camera")
        .contains("shotline alerts: no picture of lost: its image was deleted from topic evidence");
    assertThat(pictures()).hasSize(4);
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("4 alerts; 2 more whose images are not kept.");
  }

  @Test
  void shouldDrawAlertsAsTheyCome(@TempDir Path home) throws Exception {
    try (Launched run =
        Launched.start(home, Map.of(), arguments("--follow", "--pictures=" + folder))) {
      run.awaitOutput("event stain-2");
      again("late-1", "stain_rgb_240x240.png");
      run.awaitOutput("event late-1");

      assertThat(run.stop()).as("%s", run).isZero();
    }
    assertThat(pictures()).hasSize(5);
    assertThat(Files.readString(folder.resolve("index.html"))).contains("5 alerts.", "late-1");
  }

  @Test
  void shouldNameTheFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    CommandRun run = CommandRun.of(arguments("--pictures=" + file));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--pictures " + file + ": no picture can be written there");
  }

  private List<Path> pictures() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".heat.jpg")).toList();
    }
  }

  private String[] arguments(String... options) {
    List<String> all = new ArrayList<>(List.of("alerts", "--topic-prefix=shift."));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }
}
