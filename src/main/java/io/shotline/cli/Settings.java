package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where options come from that are not on the command line: the environment, then a file, then the
 * default of the option. {@code --max-batch} is {@code SHOTLINE_MAX_BATCH} and {@code max-batch}.
 */
final class Settings implements IDefaultValueProvider {
  /** Where a value comes from; the first that has one wins. */
  enum Place {
    OPTION,
    VARIABLE,
    FILE,
    DEFAULT
  }

  private static final String FILE = "shotline.properties";

  /** Where the service begins is none of replay's business, which has an option of that name. */
  private static final Set<String> TYPED_ONLY = Set.of("replay --from");

  private final Map<String, String> environment;
  private final Path file;
  private final Properties properties;
  private final boolean read;

  private Settings(
      Map<String, String> environment, Path file, Properties properties, boolean read) {
    this.environment = Map.copyOf(environment);
    this.file = requireNonNull(file, "file");
    this.properties = requireNonNull(properties, "properties");
    this.read = read;
  }

  /**
   * Reads the file that the arguments or the environment name, else the one in the working folder
   * if there is one.
   *
   * @param line knows all options of all commands
   * @throws IllegalArgumentException if a named file cannot be read or sets what is no option
   */
  static Settings of(String[] arguments, Map<String, String> environment, CommandLine line) {
    String named = configOption(List.of(arguments));
    if (named == null) {
      named = environment.get("SHOTLINE_CONFIG");
    }
    Path file = Path.of(named == null ? FILE : named);
    Properties properties = new Properties();
    boolean read = named != null || Files.exists(file);
    if (read) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalArgumentException("--config " + file + ": cannot be read: " + e, e);
      }
    }
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(optionNames(line));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "--config " + file + ": no such setting: " + String.join(", ", unknown));
    }
    return new Settings(environment, file, properties, read);
  }

  /** The settings file of a command, if there is one. */
  static Optional<Path> fileOf(CommandSpec command) {
    return command.defaultValueProvider() instanceof Settings settings && settings.read
        ? Optional.of(settings.file.toAbsolutePath())
        : Optional.empty();
  }

  /** Where the value of a command's option comes from, once the command line is parsed. */
  static Place placeOf(CommandSpec command, String name) {
    if (command.commandLine().getParseResult().hasMatchedOption(name)) {
      return Place.OPTION;
    }
    return command.defaultValueProvider() instanceof Settings settings
        ? settings.place(command.findOption(name))
        : Place.DEFAULT;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isTypedOnly(option)) {
      return null;
    }
    String value = environment.get(variable(option));
    return value == null ? properties.getProperty(name(option)) : value;
  }

  /** Where the option's value comes from when it is not on the command line, for errors. */
  String source(OptionSpec option) {
    return switch (place(option)) {
      case VARIABLE -> variable(option);
      case FILE -> file.toString();
      case OPTION, DEFAULT -> "its default";
    };
  }

  private Place place(OptionSpec option) {
    if (isTypedOnly(option)) {
      return Place.DEFAULT;
    }
    if (environment.containsKey(variable(option))) {
      return Place.VARIABLE;
    }
    return properties.containsKey(name(option)) ? Place.FILE : Place.DEFAULT;
  }

  private static boolean isTypedOnly(OptionSpec option) {
    return TYPED_ONLY.contains(option.command().name() + " " + option.longestName());
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static String variable(OptionSpec option) {
    return "SHOTLINE_" + name(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Read before all other options are, which may depend on the file. */
  private static @Nullable String configOption(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("--config=")) {
        return argument.substring("--config=".length());
      }
      if (argument.equals("--config") && i + 1 < arguments.size()) {
        return arguments.get(i + 1);
      }
    }
    return null;
  }

  private static Set<String> optionNames(CommandLine line) {
    Set<String> names = new TreeSet<>();
    line.getCommandSpec().options().forEach(option -> names.add(name(option)));
    line.getSubcommands().values().forEach(command -> names.addAll(optionNames(command)));
    return names;
  }
}
