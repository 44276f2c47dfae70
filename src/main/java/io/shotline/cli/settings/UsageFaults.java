package io.shotline.cli.settings;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds all that is wrong with a command line, its environment and its settings file. */
public final class UsageFaults {
  private final Settings settings;

  public UsageFaults(Settings settings) {
    this.settings = requireNonNull(settings, "settings");
  }

  /**
   * Returns the faults, one line each, before any work begins.
   *
   * @param whole of the outermost command
   */
  public List<String> of(ParseResult whole) {
    Set<String> faults = new LinkedHashSet<>(settings.faults());
    ParseResult level = whole;
    addErrors(level, faults);
    while (level.hasSubcommand()) {
      level = level.subcommand();
      addErrors(level, faults);
    }
    CommandSpec command = level.commandSpec();
    for (OptionSpec option : command.options()) {
      faults.addAll(valueFaults(option, level));
    }
    if (faults.isEmpty() && command.userObject() instanceof Checked checked) {
      faults.addAll(checked.faults());
    }
    return List.copyOf(faults);
  }

  private static void addErrors(ParseResult level, Set<String> faults) {
    boolean lacksValue = level.errors().stream().anyMatch(error -> lacksValue(error, level));
    for (Exception error : level.errors()) {
      List<String> lines = lines(error, level);
      // picocli drops the option behind one without a value, so its value belongs nowhere.
      boolean follows = lacksValue && error instanceof UnmatchedArgumentException;
      faults.addAll(follows ? lines.stream().filter(line -> line.startsWith("-")).toList() : lines);
    }
  }

  private static boolean lacksValue(Exception error, ParseResult level) {
    TypedWords words = new TypedWords(level.originalArgs());
    return error instanceof MissingParameterException missing
        && missing.getMissing().stream()
            .anyMatch(arg -> arg instanceof OptionSpec option && words.has(option.longestName()));
  }

  private List<String> valueFaults(OptionSpec option, ParseResult result) {
    if (!Names.isSetting(option)) {
      return List.of();
    }
    return result.hasMatchedOption(option)
        ? faults(option, typed(option, result), "")
        : settings
            .find(option)
            .map(set -> faults(option, split(option, set.value()), " from " + set.source()))
            .orElse(List.of());
  }

  /** picocli keeps the text of all values but true and false. */
  private static List<String> typed(OptionSpec option, ParseResult result) {
    if (option.type() != boolean.class) {
      return option.stringValues();
    }
    TypedWords words = new TypedWords(result.originalArgs());
    return (OptionTable.isFlag(option)
            ? words.attachedTo(option.longestName())
            : words.valueOf(option.longestName()))
        .stream().toList();
  }

  private static List<String> split(OptionSpec option, String value) {
    String regex = option.splitRegex();
    return regex.isEmpty() ? List.of(value) : Arrays.asList(value.split(regex, -1));
  }

  private static List<String> faults(OptionSpec option, List<String> values, String source) {
    Rule rule = Rule.of(option);
    return values.stream()
        .filter(value -> !rule.allows(value))
        .map(
            value ->
                "%s must be %s; got '%s'%s"
                    .formatted(
                        option.longestName(), rule.words(), UnknownWords.printable(value), source))
        .toList();
  }

  private static List<String> lines(Exception error, ParseResult level) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return UnknownWords.lines(unmatched.getUnmatched(), level.commandSpec());
    }
    if (error instanceof MissingParameterException missing) {
      TypedWords words = new TypedWords(level.originalArgs());
      List<String> lines =
          missing.getMissing().stream()
              .filter(OptionSpec.class::isInstance)
              .map(OptionSpec.class::cast)
              .map(option -> missing(option, words.has(option.longestName())))
              .toList();
      if (!lines.isEmpty()) {
        return lines;
      }
    }
    return List.of(String.valueOf(error.getMessage()));
  }

  private static String missing(OptionSpec option, boolean isNamed) {
    String words = Rule.of(option).words();
    return isNamed
        ? "%s has no value; it must be %s".formatted(option.longestName(), words)
        : "%s %s is missing; it must be %s (or set %s)"
            .formatted(
                option.longestName(),
                option.paramLabel(),
                words,
                Names.variable(Names.plain(option.longestName())));
  }
}
