package io.shotline.service;

import static java.util.Objects.requireNonNull;

import io.shotline.failure.KnownNames;
import io.shotline.tensorflow.DeviceSettings;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.tensorflow.repository.ModelVersions;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model scores, and what it runs on.
 *
 * @param folder of all versions, or of one
 * @param version the one to use, now and later; null: the highest, and a service swaps to a higher
 *     one that appears
 */
public record ModelSettings(Path folder, @Nullable String version, DeviceSettings devices) {
  public ModelSettings {
    requireNonNull(folder, "folder");
    requireNonNull(devices, "devices");
  }

  /** The highest version, on the devices that it asks for. */
  public static ModelSettings of(Path folder) {
    return new ModelSettings(folder, null, DeviceSettings.DEFAULT);
  }

  /**
   * Finds the version that is named, or the highest.
   *
   * @throws StartException if there is none; names the versions or the models that there are
   */
  public ModelFolder find() {
    try {
      return version == null ? ModelFolder.find(folder) : ModelFolder.version(folder, version);
    } catch (IOException e) {
      String others =
          Files.isDirectory(folder) ? "" : KnownNames.text("models beside it", beside());
      throw StartException.ofSettings(reason(e) + others, e);
    }
  }

  /** Returns the folders next to the named one that hold versions of a model. */
  private List<String> beside() {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
      for (Path other : folders) {
        if (!ModelFolder.versions(other).isEmpty()) {
          names.add(String.valueOf(other.getFileName()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    return names;
  }

  /**
   * Returns the versions that a service may use: all there are, or the one that is named.
   *
   * @throws StartException if there is none
   */
  ModelVersions versions() {
    ModelFolder first = find();
    return ModelVersions.in(version == null ? folder : first.version());
  }

  /**
   * Loads the version that is named, or the highest; the caller closes it.
   *
   * @throws StartException if it is not there or cannot be used
   */
  public SavedModelScorer load() {
    ModelFolder found = find();
    try {
      return SavedModelScorer.load(found, devices);
    } catch (IOException e) {
      throw StartException.ofMachine(reason(e), e);
    }
  }

  /** Loads the highest of these versions that can be used; the caller closes it. */
  SavedModelScorer load(ModelVersions versions) {
    try {
      return versions.load(devices);
    } catch (IOException e) {
      throw StartException.ofMachine(reason(e), e);
    }
  }

  private String reason(IOException e) {
    return "--model " + folder + ": " + e.getMessage();
  }
}
