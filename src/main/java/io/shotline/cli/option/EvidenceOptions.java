package io.shotline.cli.option;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.DataSize;
import io.shotline.cli.settings.Heading;
import io.shotline.kafka.stream.EvidenceSettings;
import picocli.CommandLine.Option;

/** Which images of alerts are kept. */
@Heading("Stream")
public final class EvidenceOptions {
  @Option(
      names = "--evidence",
      paramLabel = "on|off|default",
      defaultValue = "on",
      description =
          "Keep the image of each alert on the topic evidence, as long as the alert. A product's own"
              + " word goes before: shotline products set --evidence. Default: ${DEFAULT-VALUE}.")
  private EvidenceChoice evidence;

  @Between(least = "1kB", most = "1TB")
  @Option(
      names = "--evidence-per-hour",
      paramLabel = "SIZE",
      converter = DataSize.Converter.class,
      defaultValue = "100MB",
      description =
          "How much of one camera is kept in an hour. The alerts beyond say that their images were"
              + " omitted. Default: ${DEFAULT-VALUE}.")
  private DataSize perHour;

  /** Returns what the options say. */
  EvidenceSettings settings() {
    return new EvidenceSettings(evidence != EvidenceChoice.OFF, perHour.bytes());
  }
}
