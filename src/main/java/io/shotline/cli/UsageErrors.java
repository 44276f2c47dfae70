package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with an option, where its value came from, and how to get help. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Settings settings;

  UsageErrors(Settings settings) {
    this.settings = requireNonNull(settings, "settings");
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + e.getMessage() + origin(e, arguments));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private String origin(ParameterException e, String[] arguments) {
    if (!(e.getArgSpec() instanceof OptionSpec option)) {
      return "";
    }
    for (String argument : arguments) {
      for (String name : option.names()) {
        if (argument.equals(name) || argument.startsWith(name + "=")) {
          return "";
        }
      }
    }
    return e instanceof CommandLine.MissingParameterException
        ? ""
        : " (from " + settings.source(option) + ")";
  }
}
