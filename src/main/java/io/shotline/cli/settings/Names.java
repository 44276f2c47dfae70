package io.shotline.cli.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The names of settings: {@code --max-batch} is {@code SHOTLINE_MAX_BATCH} in the environment, and
 * in the file {@code max-batch}, or {@code run.max-batch} for one command.
 *
 * @param variables all that the environment may set
 * @param lines all that the file may set
 */
record Names(Set<String> variables, Set<String> lines) {
  /** Variables of the script and of the files for Compose, and where the file is. */
  private static final List<String> OTHER_VARIABLES =
      List.of(
          "SHOTLINE_CONFIG",
          "SHOTLINE_JAVA_OPTIONS",
          "SHOTLINE_BUILD_OPTIONS",
          "SHOTLINE_DETECTOR");

  /** Collects the names of a tree of commands. */
  static Names of(CommandLine tree) {
    Names names = new Names(new TreeSet<>(OTHER_VARIABLES), new TreeSet<>());
    names.addAll(tree);
    return names;
  }

  private void addAll(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (isSetting(option)) {
        for (String name : inOrder(option)) {
          variables.add(variable(name));
          prefixes(command.getCommandSpec()).forEach(prefix -> lines.add(prefix + name));
        }
      }
    }
    command.getSubcommands().values().forEach(this::addAll);
  }

  /** Tells whether an option can be set elsewhere than on the command line. */
  static boolean isSetting(OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !option.hidden()
        && !option.longestName().equals("--config");
  }

  /** Returns the name of an option and the one that it had before. */
  static List<String> inOrder(OptionSpec option) {
    FormerName former = Rule.annotation(option, FormerName.class);
    return former == null || former.typedOnly()
        ? List.of(plain(option.longestName()))
        : List.of(plain(option.longestName()), plain(former.value()));
  }

  /** Returns what may stand before a command's settings in the file, the most special first. */
  static List<String> prefixes(CommandSpec command) {
    List<String> prefixes = new ArrayList<>();
    String path = "";
    prefixes.add(path);
    for (String name : path(command)) {
      path += name + ".";
      prefixes.add(0, path);
    }
    return prefixes;
  }

  private static List<String> path(CommandSpec command) {
    List<String> path = new ArrayList<>();
    @Nullable CommandSpec spec = command;
    while (spec != null && spec.parent() != null) {
      path.add(0, spec.name());
      spec = spec.parent();
    }
    return path;
  }

  static String plain(String option) {
    return option.replaceFirst("^-+", "");
  }

  static String variable(String plain) {
    return "SHOTLINE_" + plain.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
