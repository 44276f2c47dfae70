package io.shotline.cli;

import io.shotline.cli.print.Table;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.cli.settings.Matching;
import io.shotline.http.access.Role;
import io.shotline.http.access.Token;
import io.shotline.http.access.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes, lists and removes the tokens of the HTTP API. */
@Command(
    name = "token",
    description = {
      "Makes, lists and removes the tokens of the HTTP API.",
      "The file has the hash of each token; shotline run --api-tokens FILE reads it, and reads it",
      "again within seconds when it changes."
    },
    subcommands = {
      TokenCommand.Create.class,
      TokenCommand.ListTokens.class,
      TokenCommand.Remove.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {
  private static final String DEFAULT_FILE = "shotline-tokens";

  /** {@code token create}. */
  @Command(
      name = "create",
      description = {
        "Makes a token and prints it, this once: the file has its hash alone.",
        "A viewer looks; an operator also answers alerts, adds shots and publishes images; an",
        "engineer also changes products and has images as they were received."
      },
      footer = {"", "Example:", "  shotline token create --role operator --name shift-1"})
  static final class Create implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "viewer|operator|engineer",
        description = "What the holder may do.")
    private Role role;

    @Matching(
        regexp = TokenFile.NAME,
        words = "1 to 64 letters, digits and . _ @ -, of which a letter or digit is first")
    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "Whose it is; it stands in the log and on topic audit.")
    private String name;

    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        defaultValue = DEFAULT_FILE,
        description = "The file, made where it is missing. Default: ./${DEFAULT-VALUE}.")
    private Path tokens;

    @Override
    public Integer call() {
      try {
        String token = new TokenFile(tokens).create(name, role);
        PrintWriter err = spec.commandLine().getErr();
        err.println(
            "token of " + name + ", " + role.word() + "; keep it safe, it is printed this once:");
        err.flush();
        spec.commandLine().getOut().println(token);
        return CommandLine.ExitCode.OK;
      } catch (FileAlreadyExistsException e) {
        throw new CommandFailedException(
            "--name "
                + name
                + ": "
                + tokens
                + " has a token of this name; remove it first: shotline token remove --name "
                + name
                + " --tokens "
                + tokens,
            e);
      } catch (IOException e) {
        throw failure(tokens, e);
      }
    }
  }

  /** {@code token list}. */
  @Command(name = "list", description = "Prints names and roles; the tokens are kept nowhere.")
  static final class ListTokens implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        defaultValue = DEFAULT_FILE,
        description = "The file. Default: ./${DEFAULT-VALUE}.")
    private Path tokens;

    @Override
    public Integer call() {
      try {
        Table table = new Table().left("name").left("role");
        for (Token token : new TokenFile(tokens).read()) {
          table.row(token.caller().name(), token.caller().role().word());
        }
        table.print(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
      } catch (IOException e) {
        throw failure(tokens, e);
      }
    }
  }

  /** {@code token remove}. */
  @Command(name = "remove", description = "Removes a token; it counts no more within seconds.")
  static final class Remove implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Whose it is.")
    private String name;

    @Option(
        names = "--tokens",
        paramLabel = "FILE",
        defaultValue = DEFAULT_FILE,
        description = "The file. Default: ./${DEFAULT-VALUE}.")
    private Path tokens;

    @Override
    public Integer call() {
      try {
        if (!new TokenFile(tokens).remove(name)) {
          throw new CommandFailedException(
              "--name " + name + ": " + tokens + " has no token of this name; see token list",
              null);
        }
        spec.commandLine().getOut().println("removed the token of " + name);
        return CommandLine.ExitCode.OK;
      } catch (IOException e) {
        throw failure(tokens, e);
      }
    }
  }

  private static CommandFailedException failure(Path tokens, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "there is no such file; shotline token create makes it"
            : String.valueOf(e.getMessage());
    return new CommandFailedException("--tokens " + tokens + ": " + reason, e);
  }
}
