package io.shotline.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.shotline.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pictures in a folder, and the page that shows them. Each picture notes of which image it
 * is, so that one of another image with the same name stays as it is.
 */
public final class PictureFolder {
  private static final String SHEET = "index.html";

  /** The note stands before the pixels. */
  private static final int NOTE_WITHIN_BYTES = 4096;

  private final Path folder;

  private PictureFolder(Path folder) {
    this.folder = requireNonNull(folder, "folder");
  }

  /**
   * Makes the folder if it is not there and writes a file to try it.
   *
   * @throws IOException if it cannot be written; says why and what helps
   */
  public static PictureFolder in(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".shotline", ".part"));
    } catch (IOException e) {
      throw new IOException(
          "no picture can be written there ("
              + reason(e)
              + "): make it a folder that this user may write to, or name another",
          e);
    }
    Path sheet = folder.resolve(SHEET);
    if (Files.exists(sheet) && !Page.isOne(sheet)) {
      throw new IOException(
          SHEET + " in it is not a page of shotline: take it away, or name another folder");
    }
    return new PictureFolder(folder);
  }

  /**
   * Writes a picture.
   *
   * @param jpeg with the note in it
   * @throws IOException if it cannot be written; says in one line why and what helps
   */
  void write(PictureName name, byte[] jpeg) throws IOException {
    Path file = folder.resolve(name.file());
    try {
      requireOwn(file, name.note());
      Path parent = requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(parent);
      // Not a temporary file, which others may not read.
      Path part = parent.resolve("." + file.getFileName() + ".part");
      try {
        Files.write(part, jpeg);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileSystemException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes the page of all pictures.
   *
   * @throws IOException if it cannot be written; says in one line why and what helps
   */
  void write(Page page) throws IOException {
    Path file = folder.resolve(SHEET);
    try {
      page.write(file);
    } catch (FileSystemException e) {
      throw unwritable(file, e);
    }
  }

  private static IOException unwritable(Path file, FileSystemException e) {
    return new IOException(
        file + " cannot be written (" + reason(e) + "): make room or give another --pictures", e);
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

  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is in the way";
    }
    @Nullable String said =
        e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null ? e.toString() : said;
  }
}
