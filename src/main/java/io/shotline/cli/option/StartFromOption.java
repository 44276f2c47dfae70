package io.shotline.cli.option;

import io.shotline.cli.settings.Worded;
import io.shotline.kafka.topic.StartFrom;

/** Where a stream begins, as it is typed: a word or a moment. */
public final class StartFromOption implements Worded<StartFrom> {
  private final InstantOption time = new InstantOption();

  @Override
  public String words() {
    return "earliest, latest or " + time.words();
  }

  @Override
  public StartFrom convert(String value) {
    return switch (value) {
      case "earliest" -> StartFrom.EARLIEST;
      case "latest" -> StartFrom.LATEST;
      default -> StartFrom.at(time.convert(value));
    };
  }
}
