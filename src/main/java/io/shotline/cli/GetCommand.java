package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.option.DinoOptions;
import io.shotline.cli.print.DownloadLines;
import io.shotline.cli.print.Format;
import io.shotline.cli.print.PublishedTable;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.process.StandardError;
import io.shotline.convert.DinoModel;
import io.shotline.convert.download.PublishedModel;
import io.shotline.convert.download.PublishedModels;
import io.shotline.failure.KnownNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model get}. */
@Command(
    name = "get",
    description = {
      "Fetches a published model, checks it and turns it into one that --model takes.",
      "",
      "A download that was cut goes on where it ended. The file is kept in the folder",
      "~/.cache/shotline/downloads, or below XDG_CACHE_HOME; it is used only if its SHA-256 is the",
      "published one. The variables http_proxy, https_proxy, all_proxy and no_proxy count. Without a",
      "network, fetch the file elsewhere and name it with --from; the error says which file it is."
    },
    footer = {"", "Example:", "  shotline model get --list", "  shotline model get dinov2-vits14"})
final class GetCommand implements RunsModel {
  private static final int PATCH_SIDE = 14;

  private final FetchSettings settings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The model to fetch; --list names them.")
  private @Nullable String name;

  @Option(names = "--list", description = "Prints the models that can be fetched, and ends.")
  private boolean list;

  @Option(
      names = "--from",
      paramLabel = "FILE|URL",
      description =
          "Where the file lies, if not where it was published; its SHA-256 must be the same.")
  private @Nullable String from;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder of the model; version 1 is written below it. Default: MODEL in"
              + " ~/.local/share/shotline/models, or below XDG_DATA_HOME.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "json prints one object per model. Default: text.")
  private Format format;

  @Mixin private DinoOptions dino;

  GetCommand() {
    this(
        new FetchSettings(
            PublishedModels.all(),
            PublishedModelMaker::new,
            System.getenv(),
            FetchSettings.STALL_LIMIT));
  }

  GetCommand(FetchSettings settings) {
    this.settings = requireNonNull(settings, "settings");
  }

  @Override
  public boolean loadsModel() {
    return !list;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      PublishedTable table = new PublishedTable(settings.models());
      if (format == Format.JSON) {
        table.printJson(out());
      } else {
        table.print(out());
      }
    } else {
      get(model());
    }
    return 0;
  }

  private void get(PublishedModel model) throws IOException {
    DownloadLines lines =
        new DownloadLines(spec.commandLine().getErr(), StandardError.isTerminal());
    Path folder = new ModelFetch(model, options(), settings, lines).into(output, place());
    if (format == Format.JSON) {
      new PublishedTable(List.of(model)).printJson(out(), folder);
      return;
    }
    out().println("wrote " + folder + "; its README.md names source, sum and licence");
    out().println();
    out().println("Next:");
    String typed = output == null ? model.name() : folder.toString();
    out().println("  shotline score --model " + typed + " --shots DIR --images DIR");
  }

  private PublishedModel model() {
    List<String> names = settings.models().stream().map(PublishedModel::name).toList();
    if (name == null) {
      throw usage("name the model to fetch" + KnownNames.text("models", names), null);
    }
    return settings.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "no model " + name + " can be fetched" + KnownNames.text("models", names),
                    null));
  }

  /** Refuses what the conversion would refuse, before the file is fetched. */
  private DinoModel.Options options() {
    DinoModel.Options options = dino.options(List.of());
    if (options.side() % PATCH_SIDE != 0) {
      throw usage("--side " + options.side() + ": must be a multiple of " + PATCH_SIDE, null);
    }
    return options;
  }

  /** Returns what --from names: a file, or an address; null if it is not given. */
  private @Nullable URI place() {
    if (from == null) {
      return null;
    }
    try {
      URI place = from.contains("://") ? URI.create(from) : Path.of(from).toUri();
      if (place.getScheme().equals("file")) {
        if (!Files.isRegularFile(Path.of(place))) {
          throw usage("--from " + from + ": no such file", null);
        }
      } else if (!place.getScheme().matches("https?") || place.getHost() == null) {
        throw usage("--from " + from + ": name a FILE, or a URL of https or http", null);
      } else if (place.getUserInfo() != null) {
        throw usage(
            "--from: a URL with a password is not taken; fetch the file by other means and name it",
            null);
      }
      return place;
    } catch (IllegalArgumentException e) {
      throw usage("--from " + from + ": " + e.getMessage(), e);
    }
  }

  private ParameterException usage(String fault, @Nullable Exception e) {
    return new ParameterException(spec.commandLine(), fault, e);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
