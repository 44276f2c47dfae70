package io.shotline.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the picture of an image is kept.
 *
 * @param title what people call the image
 * @param file path of the picture below the folder, with slashes
 * @param note tells images of one name apart, and does not say where they lie, since pictures are
 *     passed on
 */
public record PictureName(String title, String file, String note) {
  private static final String ENDING = ".heat.jpg";
  private static final int MOST_CHARACTERS = 80;

  public PictureName {
    requireNonNull(title, "title");
    requireNonNull(file, "file");
    requireNonNull(note, "note");
  }

  /**
   * Returns the name of the picture of a file.
   *
   * @param name of the file below the folder of images, with slashes
   */
  public static PictureName ofFile(Path source, String name) {
    return new PictureName(
        name, name + ENDING, digest(source.toAbsolutePath().normalize().toString()));
  }

  /**
   * Returns the name of the picture of an event. An id may hold any characters and come twice: the
   * file has those alone that every system allows, and is the record's own.
   *
   * @param record that the event was read from
   */
  public static PictureName ofEvent(String eventId, String record) {
    String note = digest(record + "\n" + eventId);
    String plain = eventId.replaceAll("[^A-Za-z0-9_-]", "_");
    String start = plain.substring(0, Math.min(plain.length(), MOST_CHARACTERS));
    return new PictureName(eventId, start + "." + note.substring(0, 8) + ENDING, note);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
