package io.shotline.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's own folders for what is kept between two starts, where the XDG base directories say.
 *
 * @param environment of the process
 * @param home where HOME is not set
 */
public record UserFolders(Map<String, String> environment, String home) {
  private static final String APPLICATION = "shotline";
  private static final String NATIVES = "org.bytedeco.javacpp.cachedir";

  private static final String DATA = "XDG_DATA_HOME";
  private static final String DATA_IN_HOME = ".local/share";
  private static final String MODELS = "models";
  private static final String MODELS_REMEDY = "choose another with --output DIR or XDG_DATA_HOME";

  private static final String STATE_REMEDY =
      "choose another with --state-dir DIR or XDG_STATE_HOME";

  public UserFolders {
    environment = Map.copyOf(environment);
  }

  public static UserFolders of(Map<String, String> environment) {
    return new UserFolders(environment, System.getProperty("user.home", ""));
  }

  /** For what can be restored but is better kept, such as the copy of shots and products. */
  public Path state() {
    return place("XDG_STATE_HOME", ".local/state", STATE_REMEDY).require(STATE_REMEDY);
  }

  /** Returns the name of the same folder, which may not be there. */
  public Path statePath() {
    return place("XDG_STATE_HOME", ".local/state", STATE_REMEDY).folder();
  }

  /** Returns the folder for published files, which can be fetched again. */
  public Path downloads() {
    String remedy = "choose another with XDG_CACHE_HOME";
    Path cache = place("XDG_CACHE_HOME", ".cache", remedy).require(remedy);
    return PrivateFolder.require(cache.resolve("downloads"), remedy);
  }

  /** Returns the folder for models that were made of published files. */
  public Path models() {
    Path data = place(DATA, DATA_IN_HOME, MODELS_REMEDY).require(MODELS_REMEDY);
    return PrivateFolder.require(data.resolve(MODELS), MODELS_REMEDY);
  }

  /**
   * Finds a model in that folder.
   *
   * @throws UnsafeFolderException if others could have put it there
   */
  public Optional<Path> model(String name) {
    try {
      Path models = place(DATA, DATA_IN_HOME, MODELS_REMEDY).folder().resolve(MODELS);
      if (!Files.isDirectory(models.resolve(name))) {
        return Optional.empty();
      }
    } catch (UnsafeFolderException e) {
      // A user without a home has no models there.
      return Optional.empty();
    }
    return Optional.of(models().resolve(name));
  }

  /**
   * Has JavaCPP unpack TensorFlow's libraries into a folder of this user alone. Others could
   * otherwise put code there. Must be done before the first of them is loaded.
   */
  public void prepareNatives() {
    String remedy = "choose another with XDG_CACHE_HOME or -D" + NATIVES;
    String given = System.getProperty(NATIVES);
    Path natives =
        given == null
            ? place("XDG_CACHE_HOME", ".cache", remedy).require(remedy).resolve("natives")
            : Path.of(given);
    System.setProperty(NATIVES, PrivateFolder.require(natives, remedy).toString());
  }

  /**
   * A folder of ours below one of the user's.
   *
   * @param base the uppermost that others must not change
   */
  private record Place(Path base, Path folder) {
    Path require(String remedy) {
      return PrivateFolder.requireBelow(base, folder, remedy);
    }
  }

  private Place place(String variable, String inHome, String remedy) {
    Path named = Path.of(environment.getOrDefault(variable, ""));
    // By the rules, a name that is not absolute is as none.
    if (named.isAbsolute()) {
      return new Place(named, named.resolve(APPLICATION));
    }
    Path base =
        Stream.of(environment.get("HOME"), home)
            .filter(Objects::nonNull)
            .map(Path::of)
            .filter(Path::isAbsolute)
            .findFirst()
            .orElseThrow(
                () ->
                    new UnsafeFolderException(
                        "this user has no home folder for " + inHome + "; " + remedy, null));
    return new Place(base, base.resolve(inHome).resolve(APPLICATION));
  }
}
