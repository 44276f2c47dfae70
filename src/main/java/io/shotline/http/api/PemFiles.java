package io.shotline.http.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks whether the files for TLS hold what their options ask for: the two are easily swapped. */
final class PemFiles {
  private PemFiles() {}

  /**
   * Requires a certificate in the one file and a private key in the other.
   *
   * @throws IOException if there is none; the message names the option and the file
   */
  static void require(ApiSettings settings) throws IOException {
    if (settings.isTls()) {
      require("--api-certificate", settings.certificate(), "CERTIFICATE", "a certificate chain");
      require("--api-key", settings.key(), "PRIVATE KEY", "a private key (PKCS#8)");
    }
  }

  private static void require(String option, @Nullable Path file, String label, String wanted)
      throws IOException {
    if (file == null || !text(option, file).contains(label + "-----")) {
      throw new IOException(
          option + " " + file + ": holds no " + label + "; give a PEM file with " + wanted);
    }
  }

  private static String text(String option, Path file) throws IOException {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new IOException(
          option + " " + file + ": cannot be read (" + e + "); give a PEM file", e);
    }
  }
}
