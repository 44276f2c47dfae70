package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.ForeseenException;
import io.shotline.service.StartException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
    } else if (isOfFile(e)) {
      FileSystemException file = (FileSystemException) cause(e);
      err.println(name + ": " + file.getFile() + ": " + why(file));
    } else {
      err.println(name + ": unexpected failure");
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Returns whether the file system refused a file, which it names. */
  private static boolean isOfFile(Exception e) {
    return cause(e) instanceof FileSystemException file && file.getFile() != null;
  }

  private static Throwable cause(Exception e) {
    return e instanceof UncheckedIOException unchecked ? requireNonNull(unchecked.getCause()) : e;
  }

  private static String why(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied; let this user read or write it, or name another";
    }
    return e instanceof NoSuchFileException
        ? "no such file or folder; name one that there is"
        : String.valueOf(e.getReason());
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
