package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.cli.print.DownloadLines;
import io.shotline.cli.process.CommandFailedException;
import io.shotline.convert.DinoModel;
import io.shotline.convert.checkpoint.CheckpointException;
import io.shotline.convert.download.Download;
import io.shotline.convert.download.FileCheck;
import io.shotline.convert.download.HttpSource;
import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.ProxyVariables;
import io.shotline.convert.download.PublishedModel;
import io.shotline.convert.download.SourceNote;
import io.shotline.folder.FolderLock;
import io.shotline.folder.UserFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches a published file and puts the model made of it in place. Used by one thread. */
final class ModelFetch {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

  private final PublishedModel model;
  private final DinoModel.Options options;
  private final FetchSettings settings;
  private final DownloadLines lines;
  private final UserFolders folders;

  /**
   * @param options of the conversion
   */
  ModelFetch(
      PublishedModel model,
      DinoModel.Options options,
      FetchSettings settings,
      DownloadLines lines) {
    this.model = requireNonNull(model, "model");
    this.options = requireNonNull(options, "options");
    this.settings = requireNonNull(settings, "settings");
    this.lines = requireNonNull(lines, "lines");
    this.folders = UserFolders.of(settings.environment());
  }

  /**
   * Makes the model, unless it is there already.
   *
   * @param output folder of the model; null: in the user's own
   * @param from the file or the address to take; null: where it was published
   * @return the model's folder, absolute
   */
  Path into(@Nullable Path output, @Nullable URI from) throws IOException {
    NewModelFolder target =
        new NewModelFolder(output == null ? folders.models().resolve(model.name()) : output);
    SourceNote note = new SourceNote(model, PublishedModelMaker.words(options));
    Path downloads = folders.downloads();
    FolderLock lock = lock(downloads);
    try {
      if (target.holds(note)) {
        lines.note(target.path() + " is there already; remove it to make it anew");
      } else {
        make(target, weights(from, downloads), note);
      }
    } finally {
      lock.close();
    }
    return target.path();
  }

  private FolderLock lock(Path downloads) throws IOException {
    return FolderLock.tryTake(downloads, model.name())
        .orElseThrow(
            () ->
                new CommandFailedException(
                    model.name()
                        + " is being fetched by "
                        + FolderLock.holder(downloads, model.name())
                        + "; wait until it has ended",
                    null));
  }

  private Path weights(@Nullable URI from, Path downloads) throws IOException {
    if (from != null && from.getScheme().equals("file")) {
      Path file = Path.of(from);
      lines.note("checking the SHA-256 of " + file);
      new FileCheck(model).require(file);
      return file;
    }
    ProxyVariables proxies = new ProxyVariables(settings.environment());
    proxies.allowLoginForHttps();
    HttpSource http = new HttpSource(proxies, CONNECT_LIMIT, settings.stallLimit());
    URI source = from == null ? model.source() : from;
    try {
      return new Download(model, source, downloads, http, lines).fetch();
    } finally {
      lines.end();
    }
  }

  private void make(NewModelFolder target, Path weights, SourceNote note) {
    lines.note(weights + " is the published file; making the model of it");
    try {
      target.make(weights, note, settings.makers().apply(options));
    } catch (CheckpointException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailedException(
          target.path()
              + ": cannot be written ("
              + e.getMessage()
              + "); name another with --output",
          e);
    }
  }
}
