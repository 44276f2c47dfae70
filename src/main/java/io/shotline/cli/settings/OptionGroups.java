package io.shotline.cli.settings;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out the help of a command: options under headings, paragraphs as wide as the terminal. */
public final class OptionGroups {
  /** A command's own options come first, those of every command last. */
  private static final List<String> ORDER =
      List.of("Options", "View", "Threshold", "Model", "Kafka", "Stream", "HTTP", "Every command");

  private static final Comparator<String> BY_PLACE =
      Comparator.<String>comparingInt(ORDER::indexOf).thenComparing(Comparator.naturalOrder());

  private OptionGroups() {}

  /** Prepares a command and all below it. */
  public static void prepare(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::optionList);
    UsageMessageSpec message = command.getCommandSpec().usageMessage();
    message.description(paragraphs(message.description()));
    command.getSubcommands().values().forEach(OptionGroups::prepare);
  }

  private static String optionList(Help help) {
    Map<String, List<OptionSpec>> groups = new TreeMap<>(BY_PLACE);
    for (OptionSpec option : help.commandSpec().options()) {
      if (!option.hidden()) {
        groups.computeIfAbsent(heading(option), name -> new ArrayList<>()).add(option);
      }
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (name, options) ->
            text.append(help.createHeading("%n" + name + ":%n"))
                .append(
                    help.optionListExcludingGroups(
                        options,
                        help.createDefaultLayout(),
                        Comparator.comparing(OptionSpec::longestName),
                        help.parameterLabelRenderer())));
    return text.toString();
  }

  private static String heading(OptionSpec option) {
    if (!Names.isSetting(option)) {
      return "Every command";
    }
    Heading own = Rule.annotation(option, Heading.class);
    if (own != null) {
      return own.value();
    }
    Heading ofClass =
        option.userObject() instanceof Field field
            ? field.getDeclaringClass().getAnnotation(Heading.class)
            : null;
    return ofClass == null ? "Options" : ofClass.value();
  }

  /** Joins lines that were broken for the source; what is indented stays as it is. */
  private static String[] paragraphs(String[] lines) {
    List<String> joined = new ArrayList<>();
    boolean open = false;
    for (String line : lines) {
      boolean flows = !line.isBlank() && !line.startsWith(" ");
      if (flows && open) {
        joined.add(joined.remove(joined.size() - 1) + " " + line);
      } else {
        joined.add(line);
      }
      open = flows && !line.endsWith(":");
    }
    return joined.toArray(String[]::new);
  }
}
