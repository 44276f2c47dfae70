package io.shotline.cli.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives options that are not on the command line their values: from the environment, then from a
 * file. In the file, a line for one command wins over a line for all.
 */
public final class Settings implements IDefaultValueProvider {
  private final TypedWords typed;
  private final Map<String, String> environment;
  private final SettingsFile file;
  private final Names names;

  private Settings(
      TypedWords typed, Map<String, String> environment, SettingsFile file, Names names) {
    this.typed = requireNonNull(typed, "typed");
    this.environment = Map.copyOf(environment);
    this.file = requireNonNull(file, "file");
    this.names = requireNonNull(names, "names");
  }

  /**
   * Reads the settings file, if there is one.
   *
   * @param tree knows all options of all commands
   */
  public static Settings of(
      List<String> arguments, Map<String, String> environment, CommandLine tree) {
    TypedWords typed = new TypedWords(arguments);
    return new Settings(typed, environment, SettingsFile.of(typed, environment), Names.of(tree));
  }

  /** Returns the settings file of a command, if one was read. */
  public static Optional<Path> fileOf(CommandSpec command) {
    return command.defaultValueProvider() instanceof Settings settings && settings.file.isThere()
        ? Optional.of(settings.file.path().toAbsolutePath())
        : Optional.empty();
  }

  /** Returns the place of an option's value, once the command line is parsed. */
  public static Place placeOf(CommandSpec command, String name) {
    if (command.commandLine().getParseResult().hasMatchedOption(name)) {
      return Place.OPTION;
    }
    return command.defaultValueProvider() instanceof Settings settings
        ? settings.find(command.findOption(name)).map(Setting::place).orElse(Place.DEFAULT)
        : Place.DEFAULT;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? find(option).map(Setting::value).orElse(null)
        : null;
  }

  /**
   * Returns what an option is set to without its name of today on the command line: there under its
   * former name, in the environment or in the file.
   */
  Optional<Setting> find(OptionSpec option) {
    if (!Names.isSetting(option)) {
      return Optional.empty();
    }
    return typedFormer(option).or(() -> variable(option)).or(() -> line(option));
  }

  private Optional<Setting> typedFormer(OptionSpec option) {
    FormerName former = Rule.annotation(option, FormerName.class);
    if (former == null) {
      return Optional.empty();
    }
    String name = former.value();
    return typed
        .valueOf(name)
        .map(
            value ->
                new Setting(Place.OPTION, name, today(former, value), option.longestName(), name));
  }

  private Optional<Setting> variable(OptionSpec option) {
    List<String> own = Names.inOrder(option);
    for (String name : own) {
      String variable = Names.variable(name);
      String value = environment.get(variable);
      if (value != null) {
        String today = Names.variable(own.get(0));
        return Optional.of(
            new Setting(Place.VARIABLE, variable, withUnit(option, name, value), today, variable));
      }
    }
    return Optional.empty();
  }

  private Optional<Setting> line(OptionSpec option) {
    List<String> own = Names.inOrder(option);
    for (String prefix : Names.prefixes(option.command())) {
      for (String name : own) {
        String line = prefix + name;
        String value = file.lines().get(line);
        if (value != null) {
          String source = line + " in " + file.path();
          String today = prefix + own.get(0);
          return Optional.of(
              new Setting(Place.FILE, line, withUnit(option, name, value), today, source));
        }
      }
    }
    return Optional.empty();
  }

  private static String withUnit(OptionSpec option, String name, String value) {
    FormerName former = Rule.annotation(option, FormerName.class);
    return former != null && Names.plain(former.value()).equals(name)
        ? today(former, value)
        : value;
  }

  private static String today(FormerName former, String value) {
    String plain = value.strip();
    for (String word : former.words()) {
      if (word.startsWith(plain + "=")) {
        return word.substring(plain.length() + 1);
      }
    }
    return plain + former.unit();
  }

  /** Returns what is wrong with the names in the environment and in the file, one line each. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    environment.keySet().stream()
        .filter(name -> name.startsWith("SHOTLINE_") && !names.variables().contains(name))
        .sorted()
        .map(
            name ->
                "%s is no setting; the nearest is %s. Rename or unset the variable"
                    .formatted(name, Spelling.nearest(name, names.variables()).orElse("")))
        .forEach(faults::add);
    if (file.fault() != null) {
      faults.add(file.fault());
    }
    file.lines().keySet().stream()
        .filter(name -> !names.lines().contains(name))
        .map(
            name ->
                "%s in %s is no setting; the nearest is %s. Rename or delete the line"
                    .formatted(name, file.path(), Spelling.nearest(name, names.lines()).orElse("")))
        .forEach(faults::add);
    return faults;
  }
}
