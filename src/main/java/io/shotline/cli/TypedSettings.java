package io.shotline.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns options into typed settings; a value that these refuse is bad usage. */
final class TypedSettings {
  private TypedSettings() {}

  /** Makes settings of a command's options. */
  static <T> T of(CommandSpec command, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
