package io.shotline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command of the tree, with its options as a user sees them.
 *
 * @param path the words that are typed, such as bench stream
 */
record Commands(List<String> path, List<OptionSpec> options) {
  /** Returns all commands that have options of their own. */
  static Stream<Commands> all() {
    return below(App.line(new String[0], Map.of()), List.of());
  }

  private static Stream<Commands> below(CommandLine line, List<String> path) {
    List<OptionSpec> options =
        line.getCommandSpec().options().stream()
            .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
            .filter(option -> !option.longestName().equals("--config"))
            .toList();
    Stream<Commands> own =
        options.isEmpty() ? Stream.empty() : Stream.of(new Commands(path, options));
    return Stream.concat(
        own,
        line.getSubcommands().entrySet().stream()
            .flatMap(
                entry -> {
                  List<String> deeper = new ArrayList<>(path);
                  deeper.add(entry.getKey());
                  return below(entry.getValue(), deeper);
                }));
  }

  static String plain(OptionSpec option) {
    return option.longestName().substring(2);
  }

  static String variable(OptionSpec option) {
    return "SHOTLINE_" + plain(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  String[] arguments(List<String> more) {
    return Stream.concat(path.stream(), more.stream()).toArray(String[]::new);
  }

  @Override
  public String toString() {
    return String.join(" ", path);
  }
}
