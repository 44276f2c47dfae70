package io.shotline.cli.print;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pictures of scored images in a folder. Each picture notes of which file it is, so that
 * one of another file with the same name stays as it is.
 */
public final class PictureFolder {
  /** The note stands before the pixels. */
  private static final int NOTE_WITHIN_BYTES = 4096;

  private final Path folder;

  private PictureFolder(Path folder) {
    this.folder = requireNonNull(folder, "folder");
  }

  /**
   * Makes the folder if it is not there and writes a file to try it.
   *
   * @throws IOException if it cannot be written; says why
   */
  public static PictureFolder in(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".shotline", ".part"));
    } catch (IOException e) {
      throw new IOException("no picture can be written there (" + reason(e) + ")", e);
    }
    return new PictureFolder(folder);
  }

  /**
   * Draws the picture of an image.
   *
   * @param source the image's file
   * @param name the path of the picture below the folder, without ending
   * @throws IOException if it cannot be drawn or written; says in one line why and what helps
   */
  public void draw(Path source, String name, EncodedImage image, ScoredImage result)
      throws IOException {
    Path file = folder.resolve(name + ".heat.png");
    String note = note(source);
    byte[] png = HeatMapPicture.png(image, result, note);
    try {
      requireOwn(file, note);
      Path parent = requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(parent);
      // Not a temporary file, which others may not read.
      Path part = parent.resolve("." + file.getFileName() + ".part");
      try {
        Files.write(part, png);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileSystemException e) {
      throw new IOException(
          file + " cannot be written (" + reason(e) + "): make room or give another --pictures", e);
    }
  }

  private static void requireOwn(Path file, String note) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(NOTE_WITHIN_BYTES), ISO_8859_1);
      if (!start.contains(note)) {
        throw new IOException(
            file + " is there and of another image: give another --pictures or take it away");
      }
    }
  }

  /** Tells files apart and does not say where they lie, since pictures are passed on. */
  private static String note(Path source) {
    try {
      byte[] path = source.toAbsolutePath().normalize().toString().getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(path));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is in the way";
    }
    @Nullable String said =
        e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null ? e.toString() : said;
  }
}
