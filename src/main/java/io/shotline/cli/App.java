package io.shotline.cli;

import io.shotline.cli.catalog.FeedbackCommand;
import io.shotline.cli.catalog.ProductsCommand;
import io.shotline.cli.catalog.ShotsCommand;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StandardError;
import io.shotline.cli.settings.FormerNames;
import io.shotline.cli.settings.OptionGroups;
import io.shotline.cli.settings.OptionTable;
import io.shotline.cli.settings.Settings;
import io.shotline.cli.settings.UsageFaults;
import io.shotline.folder.UnsafeFolderException;
import io.shotline.folder.UserFolders;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: {@code shotline COMMAND}. */
@Command(
    name = "shotline",
    header = "Finds what looks wrong on a production line, from a few normal images.",
    description = {
      "",
      "Start here:",
      "  shotline demo                                 the whole line on this machine",
      "  shotline score --shots DIR --images DIR       your own images, without Kafka",
      "  shotline evaluate --good DIR --bad DIR        how good it is on your parts",
      "",
      "Every option is also an environment variable and a line of a file:",
      "--max-batch is SHOTLINE_MAX_BATCH and max-batch=8 in shotline.properties in the",
      "working folder (another file: --config or SHOTLINE_CONFIG). The option wins over",
      "the variable, the variable over the file, the file over the default.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage.",
      "Completion: source <(shotline generate-completion)"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ScoreCommand.class,
      EvaluateCommand.class,
      ShotsCommand.class,
      ProductsCommand.class,
      CameraCommand.class,
      TopicsCommand.class,
      TokenCommand.class,
      AlertsCommand.class,
      FeedbackCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      ModelCommand.class,
      HelpCommand.class,
      GenerateCompletion.class
    },
    versionProvider = Version.class)
public final class App {
  private App() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 bad usage. */
  public static void main(String[] arguments) {
    StandardError.restore();
    // Only a service has a log; what others have to say, they print.
    if (!List.of(arguments).contains("run")) {
      System.setProperty("shotline.log", "WARN");
    }
    System.exit(run(arguments, System.getenv()));
  }

  /** Runs a command with its settings taken from this environment; returns the exit code. */
  static int run(String[] arguments, Map<String, String> environment) {
    return line(arguments, environment).execute(arguments);
  }

  /** Returns the tree of commands, with settings from the environment and the file. */
  static CommandLine line(String[] arguments, Map<String, String> environment) {
    return line(arguments, environment, CommandLine.defaultFactory());
  }

  /**
   * Returns the tree of commands.
   *
   * @param factory makes the commands
   */
  static CommandLine line(
      String[] arguments, Map<String, String> environment, CommandLine.IFactory factory) {
    CommandLine line =
        new CommandLine(new App(), factory)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            // Else the value of the next option is taken for words that belong nowhere.
            .setAllowOptionsAsOptionParameters(false)
            .setUsageHelpAutoWidth(true);
    addCommonOptions(line);
    OptionTable.prepare(line);
    OptionGroups.prepare(line);
    Settings settings = Settings.of(List.of(arguments), environment, line);
    return line.setDefaultValueProvider(settings)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new Failures())
        .setExecutionStrategy(command -> execute(command, environment, settings));
  }

  /** Helps, or says all faults, or runs the command. */
  private static int execute(
      ParseResult result, Map<String, String> environment, Settings settings) {
    Integer helped = CommandLine.executeHelpRequest(result);
    if (helped != null) {
      return helped;
    }
    ParseResult command = result;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    CommandLine line = command.commandSpec().commandLine();
    List<String> faults = new UsageFaults(settings).of(result);
    if (!faults.isEmpty()) {
      return UsageErrors.print(faults, line);
    }
    String name = command.commandSpec().qualifiedName();
    new FormerNames(settings)
        .usedBy(command)
        .forEach(word -> line.getErr().println(name + ": " + word));
    if (line.getCommand() instanceof RunsModel runs && runs.loadsModel()) {
      prepareNatives(line, environment);
    }
    return new CommandLine.RunLast().execute(result);
  }

  /** Before TensorFlow is loaded, its libraries get a folder that nobody else can write to. */
  private static void prepareNatives(CommandLine line, Map<String, String> environment) {
    try {
      UserFolders.of(environment).prepareNatives();
    } catch (UnsafeFolderException e) {
      throw new ExecutionException(line, e.getMessage(), e);
    }
  }

  /** Help, version and the settings file, on every command. */
  private static void addCommonOptions(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.mixinStandardHelpOptions(true).versionProvider(new Version());
    }
    spec.addOption(
        OptionSpec.builder("--config")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Settings. Default: shotline.properties in the working folder, if there.")
            .build());
    line.getSubcommands().values().forEach(App::addCommonOptions);
  }
}
