package io.shotline.cli.settings;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prepares the options of all commands: each gets its {@link Rule}, and parsing goes on after a
 * fault, so that all faults can be said at once.
 */
public final class OptionTable {
  private OptionTable() {}

  /** Prepares a command and all below it. */
  public static void prepare(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.parser().collectErrors(true);
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (Names.isSetting(option)) {
        spec.remove(option);
        spec.addOption(ruled(option));
        FormerName former = Rule.annotation(option, FormerName.class);
        if (former != null) {
          spec.addOption(accepted(former.value()));
        }
      }
    }
    command.getSubcommands().values().forEach(OptionTable::prepare);
  }

  private static OptionSpec ruled(OptionSpec option) {
    Rule rule = Rule.of(option);
    OptionSpec.Builder builder =
        OptionSpec.builder(option)
            .converters(rule)
            .description(description(option.description(), rule));
    // A flag that is typed is true, also where the environment or the file says so already.
    if (isFlag(option)) {
      builder.fallbackValue("true");
    }
    return builder.build();
  }

  /** Tells whether an option needs no value. */
  public static boolean isFlag(OptionSpec option) {
    return option.type() == boolean.class && option.arity().max() == 0;
  }

  /** Takes lines as they are to be read, and gives them as picocli formats them once more. */
  private static String[] description(String[] lines, Rule rule) {
    List<String> all = new ArrayList<>(List.of(lines));
    if (!rule.restriction().isEmpty()) {
      String last = all.isEmpty() ? "" : all.remove(all.size() - 1) + " ";
      all.add(last + "Allowed: " + rule.restriction() + ".");
    }
    return all.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
  }

  /** Lets a former name stand on the command line; {@link Settings} takes its value. */
  private static OptionSpec accepted(String formerName) {
    return OptionSpec.builder(formerName).type(String.class).arity("1").hidden(true).build();
  }
}
