package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.OptionTable;
import io.shotline.cli.settings.Rule;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command, found in the tree of commands: a new one is tested without a line.
 */
class EveryOptionTest {
  private static final int WAYS_TO_BE_BAD = 4;

  @TempDir private Path folder;

  static Stream<Commands> commands() {
    return Commands.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldNameEachBadValueOnTheCommandLine(Commands command) {
    for (int way = 0; way < WAYS_TO_BE_BAD; way++) {
      Map<OptionSpec, String> bad = badValues(command, way);
      List<String> typed = new ArrayList<>();
      bad.forEach((option, value) -> typed.add(option.longestName() + "=" + value));
      requireAll(CommandRun.of(command.arguments(typed)), bad, option -> "");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldNameEachBadValueInTheEnvironment(Commands command) {
    for (int way = 0; way < WAYS_TO_BE_BAD; way++) {
      Map<OptionSpec, String> bad = badValues(command, way);
      Map<String, String> environment = new TreeMap<>();
      bad.forEach((option, value) -> environment.put(Commands.variable(option), value));
      requireAll(
          CommandRun.of(environment, command.arguments(List.of())),
          bad,
          option -> " from " + Commands.variable(option));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldNameEachBadValueInTheFile(Commands command) throws Exception {
    Path file = folder.resolve("line.properties");
    for (int way = 0; way < WAYS_TO_BE_BAD; way++) {
      Map<OptionSpec, String> bad = badValues(command, way);
      List<String> lines = new ArrayList<>();
      bad.forEach((option, value) -> lines.add(Commands.plain(option) + "=" + escaped(value)));
      Files.write(file, lines);
      requireAll(
          CommandRun.of(command.arguments(List.of("--config=" + file))),
          bad,
          option -> " from " + Commands.plain(option) + " in " + file);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldTakeItsOwnDefaultAndItsBounds(Commands command) {
    for (OptionSpec option : command.options()) {
      Rule rule = Rule.of(option);
      String standard = option.defaultValue();
      if (standard != null && option.splitRegex().isEmpty()) {
        assertThat(rule.allows(standard)).as(option.longestName() + " " + standard).isTrue();
      }
      Between bounds = bounds(option);
      if (bounds != null) {
        assertThat(rule.allows(bounds.least()) && rule.allows(bounds.most()))
            .as(option.longestName())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldHaveBoundsForEachNumber(Commands command) {
    assertThat(
            command.options().stream()
                .filter(option -> bounds(option) == null)
                .filter(option -> Rule.of(option).typeWords().matches(".*(number|unit)"))
                .map(OptionSpec::longestName))
        .as("give each of them @Between; a seed may be any number")
        .isSubsetOf("--seed");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldSayItsBoundsInHelp(Commands command) {
    String help = CommandRun.of(command.arguments(List.of("--help"))).out().replaceAll("\\s+", " ");
    for (OptionSpec option : command.options()) {
      Between bounds = bounds(option);
      if (bounds != null) {
        assertThat(help).contains("from " + bounds.least() + " to " + bounds.most());
      }
    }
  }

  @Test
  void shouldHaveOneTypeForEachName() {
    Map<String, Set<String>> types = new TreeMap<>();
    commands()
        .flatMap(command -> command.options().stream())
        // A folder for score, numbers for evaluate; a time for replay, a file for model get; a
        // model
        // to build, the holder of a token: of one run, so they belong in no shared file.
        .filter(option -> !Set.of("--shots", "--from", "--name").contains(option.longestName()))
        .forEach(
            option ->
                types
                    .computeIfAbsent(option.longestName(), name -> new TreeSet<>())
                    .add(
                        Rule.of(option).typeWords()
                            + (OptionTable.isFlag(option) ? ", a flag" : "")));
    assertThat(types.entrySet())
        .as("a shared file and the environment set all options of a name: rename one of them")
        .allSatisfy(entry -> assertThat(entry.getValue()).as(entry.getKey()).hasSize(1));
  }

  @Test
  void shouldFindTheCommands() {
    assertThat(commands().map(Commands::toString))
        .contains("run", "score", "bench stream", "model convert");
  }

  private static void requireAll(
      CommandRun run, Map<OptionSpec, String> bad, Function<OptionSpec, String> source) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    for (Map.Entry<OptionSpec, String> entry : bad.entrySet()) {
      OptionSpec option = entry.getKey();
      assertThat(run.err())
          .contains(
              "%s must be %s; got '%s'%s%n"
                  .formatted(
                      option.longestName(),
                      Rule.of(option).words(),
                      escaped(entry.getValue()),
                      source.apply(option)));
    }
    assertThat(run.err()).doesNotContain("\tat ").contains("--help");
  }

  /** One bad value for each option: garbled, empty, too small, too large. */
  private static Map<OptionSpec, String> badValues(Commands command, int way) {
    return command.options().stream()
        .collect(
            Collectors.toMap(
                option -> option,
                option -> badValue(option, way),
                (a, b) -> a,
                () -> new TreeMap<>(Comparator.comparing(OptionSpec::longestName))));
  }

  private static String badValue(OptionSpec option, int way) {
    Between bounds = bounds(option);
    List<String> candidates = new ArrayList<>(List.of("no\u0007value"));
    candidates.add("");
    if (bounds != null) {
      candidates.add(moved(bounds.least(), -1));
      candidates.add(moved(bounds.most(), 1));
    }
    Rule rule = Rule.of(option);
    String chosen = candidates.get(way % candidates.size());
    return rule.allows(chosen) || (OptionTable.isFlag(option) && chosen.isEmpty())
        ? candidates.get(0)
        : chosen;
  }

  private static String moved(String bound, int by) {
    String digits = bound.replaceAll("[^0-9.]", "");
    return new BigDecimal(digits).add(BigDecimal.valueOf(by)) + bound.substring(digits.length());
  }

  private static @Nullable Between bounds(OptionSpec option) {
    return option.userObject() instanceof AnnotatedElement declared
        ? declared.getAnnotation(Between.class)
        : null;
  }

  private static String escaped(String value) {
    return value.replace("\u0007", "\\u0007");
  }
}
