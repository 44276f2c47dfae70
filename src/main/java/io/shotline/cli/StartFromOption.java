package io.shotline.cli;

import io.shotline.kafka.topic.StartFrom;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a stream begins, as it is typed: a word or a moment. */
final class StartFromOption implements ITypeConverter<StartFrom> {
  @Override
  public StartFrom convert(String value) {
    if (value.equals("earliest")) {
      return StartFrom.EARLIEST;
    }
    if (value.equals("latest")) {
      return StartFrom.LATEST;
    }
    try {
      return StartFrom.at(new InstantOption().convert(value));
    } catch (TypeConversionException e) {
      throw new TypeConversionException("neither earliest nor latest, and " + e.getMessage());
    }
  }
}
