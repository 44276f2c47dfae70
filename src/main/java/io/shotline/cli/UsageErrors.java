package io.shotline.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with how a command is used, one line for each fault, and how to get help. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    return print(List.of(String.valueOf(e.getMessage())), e.getCommandLine());
  }

  /** Prints faults of a command; returns the exit code. */
  static int print(List<String> faults, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    faults.forEach(fault -> err.println(name + ": " + fault));
    err.println("Try: " + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }
}
