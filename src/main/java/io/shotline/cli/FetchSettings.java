package io.shotline.cli;

import static java.util.Objects.requireNonNull;

import io.shotline.convert.DinoModel;
import io.shotline.convert.download.NewModelFolder;
import io.shotline.convert.download.PublishedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What {@code model get} works with.
 *
 * @param models that can be fetched
 * @param makers of a model from its file, by the options of the conversion
 * @param environment that names proxies and the user's folders
 * @param stallLimit the longest that a server may send nothing
 */
record FetchSettings(
    List<PublishedModel> models,
    Function<DinoModel.Options, NewModelFolder.Maker> makers,
    Map<String, String> environment,
    Duration stallLimit) {
  /** A company's proxy may read all of a file before it passes the first byte on. */
  static final Duration STALL_LIMIT = Duration.ofMinutes(2);

  FetchSettings {
    models = List.copyOf(models);
    requireNonNull(makers, "makers");
    environment = Map.copyOf(environment);
    requireNonNull(stallLimit, "stallLimit");
  }
}
