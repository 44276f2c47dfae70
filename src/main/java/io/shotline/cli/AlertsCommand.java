package io.shotline.cli;

import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.option.PictureOptions;
import io.shotline.cli.option.Since;
import io.shotline.cli.option.SinceOption;
import io.shotline.cli.print.AlertJson;
import io.shotline.cli.print.AlertNotes;
import io.shotline.cli.print.AlertPictures;
import io.shotline.cli.print.AlertReport;
import io.shotline.cli.print.AlertReports;
import io.shotline.cli.print.AlertText;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.StopSignal;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.Heading;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.history.AlertImages;
import io.shotline.kafka.history.RecordedAlert;
import io.shotline.kafka.history.RecordedAlerts;
import io.shotline.kafka.topic.Topics;
import io.shotline.picture.PictureFolder;
import io.shotline.picture.ResultPictures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints alerts. */
@Command(
    name = "alerts",
    description = {
      "Prints the alerts of a time, the newest last, and with --follow those that come.",
      "",
      "Each line says when the alert came, camera, product, score as a multiple of the threshold,",
      "where to look, the event, what the sender keeps with the image, warnings, and what people",
      "said: answered, acknowledged or shelved it. Answer with: shotline feedback --event ID --verdict false-alarm",
      "",
      "Pictures are drawn from topic evidence, and from topic images where it has none."
    },
    footer = {
      "",
      "Examples, of the last two hours and from now on; of one camera since a time, for programs:",
      "  shotline alerts --since 2h --follow",
      "  shotline alerts --since 2026-11-24T06:00:00Z --camera camera-2 --format json"
    })
final class AlertsCommand implements Callable<Integer>, Checked {
  private static final Duration POLL = Duration.ofMillis(200);

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Option(
      names = "--since",
      paramLabel = "DURATION|TIME",
      defaultValue = "24h",
      converter = SinceOption.class,
      description =
          "Alerts that came since, by the broker's clock: a duration such as 2h or 7d, or a time"
              + " such as 2026-11-24T06:00:00Z. Default: ${DEFAULT-VALUE}.")
  private Since since;

  @Option(names = "--follow", description = "Go on with alerts as they come, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--product",
      paramLabel = "ID",
      description = "Only alerts of this product; may be repeated. Default: all.")
  private Set<String> products = new LinkedHashSet<>();

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "Only alerts from this camera; may be repeated. Default: all.")
  private Set<String> cameras = new LinkedHashSet<>();

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description =
          "json prints an object per alert, the message Alert, with times in UTC. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format format;

  @Heading("Pictures")
  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Write a picture (JPEG) of each alert whose image is kept: where it differs from the"
              + " shots; and index.html, which shows them all, the worst first.")
  private @Nullable Path pictures;

  @Override
  public Integer call() {
    ClusterSettings cluster = kafkaOptions.cluster();
    Topics topics = kafkaOptions.topics();
    Instant from = since.before(Clock.systemUTC().instant());
    Optional<PictureFolder> folder = PictureOptions.folder(pictures, spec.commandLine());
    AlertNotes notes = new AlertNotes(err(), products, cameras);
    try (StopSignal stopSignal = new StopSignal();
        RecordedAlerts alerts = new RecordedAlerts(cluster, topics, from, notes::wants);
        AlertImages images = new AlertImages(cluster, topics)) {
      SaidSoFar said = SaidSoFar.read(cluster, topics, Clock.systemUTC());
      AlertReport report = report(folder.map(each -> pictures(each, images, from)).orElse(null));
      show(alerts, report, said, notes, from, stopSignal);
      return report.isComplete() ? 0 : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void show(
      RecordedAlerts alerts,
      AlertReport report,
      SaidSoFar said,
      AlertNotes notes,
      Instant from,
      StopSignal stopSignal) {
    long shown = 0;
    boolean isTold = false;
    // A reader such as head goes away without a word.
    while (!stopSignal.isAsked() && (follow || !isTold) && !out().checkError()) {
      for (RecordedAlert alert : alerts.poll(POLL)) {
        report.add(alert, said.of(alert.image()));
        shown++;
      }
      if (alerts.isCaughtUp()) {
        report.caughtUp();
        if (!isTold) {
          notes.found(shown, alerts.unreadable(), kafkaOptions.topics().anomalies(), from);
        }
        isTold = true;
      }
    }
    report.end();
  }

  private AlertReport report(@Nullable AlertPictures drawn) {
    AlertReport printed = format == Format.JSON ? new AlertJson(out()) : new AlertText(out());
    return drawn == null ? printed : new AlertReports(List.of(drawn, printed));
  }

  private AlertPictures pictures(PictureFolder folder, AlertImages images, Instant from) {
    return new AlertPictures(
        new ResultPictures(folder, AlertPictures.SECTIONS), images, err(), from, Version.line());
  }

  @Override
  public List<String> faults() {
    Instant now = Clock.systemUTC().instant();
    return since.before(now).isAfter(now)
        ? List.of("--since must be before now, " + now + "; got '" + since.before(now) + "'")
        : List.of();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
