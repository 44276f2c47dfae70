package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.shotline.core.Bounds;
import io.shotline.folder.FolderUse;
import io.shotline.folder.InstanceFolder;
import io.shotline.folder.UnsafeFolderException;
import io.shotline.http.api.ApiSettings;
import io.shotline.kafka.stream.StreamsSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that one instance is started from.
 *
 * @param stateUse whether the stream's state folder is this instance's, or all instances of this
 *     machine have theirs below it
 * @param api where the API is served; null: it is not
 * @param modelPoll how often a higher version of the model is looked for; zero for never
 * @param cameraSilent a camera whose last image is older counts as silent in the metrics
 */
public record ServiceSettings(
    ModelSettings model,
    ScoringSettings scoring,
    StreamsSettings stream,
    FolderUse stateUse,
    HttpSettings http,
    @Nullable ApiSettings api,
    Duration modelPoll,
    Duration cameraSilent) {
  private static final Duration DEFAULT_POLL = Duration.ofSeconds(10);
  private static final Duration LONGEST_POLL = Duration.ofDays(1);
  private static final Duration DEFAULT_SILENT = Duration.ofMinutes(1);
  private static final Duration SHORTEST_SILENT = Duration.ofSeconds(1);

  public ServiceSettings {
    requireNonNull(model, "model");
    requireNonNull(scoring, "scoring");
    requireNonNull(stream, "stream");
    requireNonNull(stateUse, "stateUse");
    requireNonNull(http, "http");
    Bounds.requireBetween("model poll", modelPoll, Duration.ZERO, LONGEST_POLL);
    Bounds.requireAtLeast("camera silent", cameraSilent, SHORTEST_SILENT);
  }

  /**
   * Takes this instance's state folder.
   *
   * @throws UnsafeFolderException if it is in use or others could have written to it
   */
  public InstanceFolder takeStateFolder() {
    return InstanceFolder.take(
        stream.stateFolder(), stateUse, stream.applicationId(), stream.membership().instanceId());
  }

  /** This model and stream, and the defaults of the command line for all else. */
  public static ServiceSettings of(ModelSettings model, StreamsSettings stream) {
    return new ServiceSettings(
        model,
        ScoringSettings.DEFAULT,
        stream,
        FolderUse.ALONE,
        HttpSettings.DEFAULT,
        null,
        DEFAULT_POLL,
        DEFAULT_SILENT);
  }

  /** The same with another stream. */
  public ServiceSettings withStream(StreamsSettings other) {
    return new ServiceSettings(model, scoring, other, stateUse, http, api, modelPoll, cameraSilent);
  }

  /** The same, served elsewhere. */
  public ServiceSettings withHttp(HttpSettings other) {
    return new ServiceSettings(
        model, scoring, stream, stateUse, other, api, modelPoll, cameraSilent);
  }
}
