package io.shotline.folder;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
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

  public UserFolders {
    environment = Map.copyOf(environment);
  }

  public static UserFolders of(Map<String, String> environment) {
    return new UserFolders(environment, System.getProperty("user.home", ""));
  }

  /** For what can be restored but is better kept, such as the copy of shots and products. */
  public Path state() {
    return require(
        "XDG_STATE_HOME", ".local/state", "choose another with --state-dir DIR or XDG_STATE_HOME");
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
            ? require("XDG_CACHE_HOME", ".cache", remedy).resolve("natives")
            : Path.of(given);
    System.setProperty(NATIVES, PrivateFolder.require(natives, remedy).toString());
  }

  private Path require(String variable, String inHome, String remedy) {
    Path named = Path.of(environment.getOrDefault(variable, ""));
    // By the rules, a name that is not absolute is as none.
    if (named.isAbsolute()) {
      return PrivateFolder.requireBelow(named, named.resolve(APPLICATION), remedy);
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
    return PrivateFolder.requireBelow(base, base.resolve(inHome).resolve(APPLICATION), remedy);
  }
}
