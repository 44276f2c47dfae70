package io.shotline.cli.settings;

import java.util.List;
import picocli.CommandLine.ParseResult;

/** Says which settings are given under a name that goes with the next release. */
public final class FormerNames {
  private final Settings settings;

  public FormerNames(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns a line for each.
   *
   * @param command the innermost command
   */
  public List<String> usedBy(ParseResult command) {
    return command.commandSpec().options().stream()
        .flatMap(option -> settings.find(option).stream())
        .filter(Setting::isFormer)
        .map(
            set ->
                set.name()
                    + " is now "
                    + set.newName()
                    + "="
                    + set.value()
                    + "; the former name goes with the next release")
        .toList();
  }
}
