package io.shotline.cli.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file with settings.
 *
 * @param isThere whether it was found and read
 * @param fault why it cannot be used; null where it can, or need not
 */
record SettingsFile(Path path, boolean isThere, Map<String, String> lines, @Nullable String fault) {
  private static final String NAME = "shotline.properties";

  /** Reads the file that arguments or environment name, else the one in the working folder. */
  static SettingsFile of(TypedWords typed, Map<String, String> environment) {
    // Read before all other options, which may depend on the file.
    String named = typed.valueOf("--config").orElse(environment.get("SHOTLINE_CONFIG"));
    Path path = Path.of(named == null ? NAME : named);
    if (named == null && !Files.exists(path)) {
      return new SettingsFile(path, false, Map.of(), null);
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return unreadable(path, "there is no such file");
    } catch (IOException e) {
      return unreadable(path, e.toString());
    } catch (IllegalArgumentException e) {
      return unreadable(path, "a \\u is not followed by four hexadecimal digits");
    }
    Map<String, String> lines = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
    return new SettingsFile(path, true, lines, null);
  }

  private static SettingsFile unreadable(Path path, String why) {
    String fault = "--config " + path + " must be a file with settings; it cannot be read: " + why;
    return new SettingsFile(path, false, Map.of(), fault);
  }
}
