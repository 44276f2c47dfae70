package io.shotline.cli.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says which words of a command line no command takes, and which were meant. */
public final class UnknownWords {
  private UnknownWords() {}

  /** Returns a line for each word; an unknown option takes the word behind it along. */
  static List<String> lines(List<String> words, CommandSpec command) {
    List<String> lines = new ArrayList<>();
    boolean afterOption = false;
    for (String word : words) {
      boolean isOption = word.startsWith("-");
      if (isOption || !afterOption) {
        lines.add(line(word, command));
      }
      afterOption = isOption && !word.contains("=");
    }
    return lines;
  }

  /** Returns the line for a word. */
  public static String line(String word, CommandSpec command) {
    boolean isOption = word.startsWith("-");
    String name = isOption && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    String kind = isOption ? "option" : command.subcommands().isEmpty() ? "value" : "command";
    Collection<String> known = isOption ? options(command) : command.subcommands().keySet();
    return "%s is no %s of %s".formatted(printable(name), kind, command.qualifiedName())
        + Spelling.nearest(name, known).map(other -> "; the nearest is " + other).orElse("");
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }

  /** Returns a text in one line, whatever is in it. */
  static String printable(String text) {
    return text.codePoints()
        .mapToObj(c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }
}
