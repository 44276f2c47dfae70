package io.shotline.cli;

import io.shotline.cli.settings.UnknownWords;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shotline help COMMAND}, which prints the same as {@code shotline COMMAND --help}. */
@Command(name = "help", description = "Explains a command, as --help does.")
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "Such as score, or bench stream. Default: all commands in short.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      command = below(command, word);
    }
    command.usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  private static CommandLine below(CommandLine command, String word) {
    CommandLine named = command.getSubcommands().get(word);
    if (named == null) {
      throw new ParameterException(command, UnknownWords.line(word, command.getCommandSpec()));
    }
    return named;
  }
}
