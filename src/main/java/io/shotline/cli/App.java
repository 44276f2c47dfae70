package io.shotline.cli;

import io.shotline.folder.UnsafeFolderException;
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
      ShotsCommand.class,
      CameraCommand.class,
      TopicsCommand.class,
      FeedbackCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      ModelCommand.class,
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
    try {
      return line(arguments, environment).execute(arguments);
    } catch (IllegalArgumentException e) {
      new PrintWriter(System.err, true, StandardCharsets.UTF_8).println("shotline: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  /**
   * Returns the tree of commands.
   *
   * @throws IllegalArgumentException if a settings file cannot be read or sets what is no option
   */
  static CommandLine line(String[] arguments, Map<String, String> environment) {
    CommandLine line =
        new CommandLine(new App())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true);
    addCommonOptions(line);
    letFlagsMeanTrue(line);
    Settings settings = Settings.of(arguments, environment, line);
    return line.setDefaultValueProvider(settings)
        .setParameterExceptionHandler(new UsageErrors(settings))
        .setExecutionExceptionHandler(new Failures())
        .setExecutionStrategy(command -> execute(command, environment));
  }

  /** Before TensorFlow is loaded, its libraries get a folder that nobody else can write to. */
  private static int execute(ParseResult result, Map<String, String> environment) {
    ParseResult command = result;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    CommandLine line = command.commandSpec().commandLine();
    if (line.getCommand() instanceof RunsModel && !line.isUsageHelpRequested()) {
      try {
        UserFolders.of(environment).prepareNatives();
      } catch (CommandFailedException | UnsafeFolderException e) {
        throw new ExecutionException(line, e.getMessage(), e);
      }
    }
    return new CommandLine.RunLast().execute(result);
  }

  /** A flag that is typed is true, also where the environment or the file says so already. */
  private static void letFlagsMeanTrue(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.type() == boolean.class && option.arity().max() == 0) {
        spec.remove(option);
        spec.addOption(OptionSpec.builder(option).fallbackValue("true").build());
      }
    }
    line.getSubcommands().values().forEach(App::letFlagsMeanTrue);
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
