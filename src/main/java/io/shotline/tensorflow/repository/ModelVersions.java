package io.shotline.tensorflow.repository;

import static java.util.Objects.requireNonNull;

import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of a model serves, and which other ones may: the highest that can be used. A
 * version that could not is not looked at again before its files change. Used by one thread at a
 * time.
 */
public final class ModelVersions {
  private static final Logger LOG = LoggerFactory.getLogger(ModelVersions.class);

  private final Path folder;
  private final boolean pinned;
  private final Map<Path, FileStamps> seen = new HashMap<>();
  private final Map<Path, FileStamps> refused = new HashMap<>();
  private @Nullable ModelFolder serving;

  private ModelVersions(Path folder, boolean pinned) {
    this.folder = requireNonNull(folder, "folder");
    this.pinned = pinned;
  }

  /**
   * The versions in a model's folder; or, if it is the folder of one version, that one for ever.
   */
  public static ModelVersions in(Path folder) {
    return new ModelVersions(folder, ModelFolder.holdsModel(folder));
  }

  /** Whether the version that is loaded first stays. */
  public boolean isPinned() {
    return pinned;
  }

  /**
   * Loads the highest version that can be used; the log names those that cannot.
   *
   * @throws IOException if none can be; says what is wrong with the highest
   */
  public SavedModelScorer load(DeviceSettings devices) throws IOException {
    if (pinned) {
      return SavedModelScorer.load(new ModelFolder(folder), devices);
    }
    List<ModelFolder> whole =
        ModelFolder.versions(folder).stream()
            .filter(version -> ModelFolder.holdsModel(version.version()))
            .toList();
    if (whole.isEmpty()) {
      throw ModelFolder.noModel(folder);
    }
    List<String> failures = new ArrayList<>();
    for (ModelFolder version : whole) {
      FileStamps stamps = FileStamps.of(version.version());
      try {
        SavedModelScorer model = SavedModelScorer.load(version, devices);
        serving = version;
        failures.forEach(failure -> LOG.warn("{}; {} is used", failure, version.version()));
        return model;
      } catch (IOException | RuntimeException e) {
        refused.put(version.version(), stamps);
        failures.add(
            "model folder " + version.version() + " cannot be used: " + SavedModelScorer.reason(e));
      }
    }
    throw new IOException(String.join("; ", failures));
  }

  /**
   * A version above the one that serves whose files are as they were at the last call, and which
   * was not refused as it is; the highest such.
   *
   * @throws IOException if the folder cannot be read
   */
  Optional<ModelFolder> fresh() throws IOException {
    ModelFolder current = serving;
    if (pinned || current == null) {
      return Optional.empty();
    }
    List<ModelFolder> higher =
        ModelFolder.versions(folder).stream()
            .filter(version -> version.number() > current.number())
            .toList();
    List<Path> paths = higher.stream().map(ModelFolder::version).toList();
    seen.keySet().retainAll(paths);
    refused.keySet().retainAll(paths);
    Optional<ModelFolder> fresh = Optional.empty();
    for (ModelFolder version : higher) {
      FileStamps now = FileStamps.of(version.version());
      boolean settled = now.equals(seen.put(version.version(), now)) && !now.isEmpty();
      if (settled && fresh.isEmpty() && !now.equals(refused.get(version.version()))) {
        fresh = Optional.of(version);
      }
    }
    return fresh;
  }

  /** The version scores from now on. */
  void serves(ModelFolder version) {
    serving = version;
  }

  /** The version cannot be used as it was when {@link #fresh} gave it. */
  void refuse(ModelFolder version) {
    FileStamps stamps = seen.get(version.version());
    if (stamps != null) {
      refused.put(version.version(), stamps);
    }
  }
}
