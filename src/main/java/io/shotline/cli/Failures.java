package io.shotline.cli;

import io.shotline.failure.ForeseenException;
import io.shotline.service.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed; with a stack trace only where nobody foresaw it. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof StartException start) {
      return handle(start, command);
    } else if (e instanceof ForeseenException) {
      err.println(name + ": " + e.getMessage());
    } else {
      err.println(name + ": unexpected failure");
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int handle(StartException e, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    String message = String.valueOf(e.getMessage());
    message.lines().forEach(line -> command.getErr().println(name + ": " + line));
    if (!e.isUsage()) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    command.getErr().println("Try: " + name + " --help");
    return CommandLine.ExitCode.USAGE;
  }
}
