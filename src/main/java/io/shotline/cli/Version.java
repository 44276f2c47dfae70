package io.shotline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      line(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** Returns name and version of shotline. */
  static String line() {
    try (InputStream file = Version.class.getResourceAsStream("/shotline-version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return "shotline " + properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
