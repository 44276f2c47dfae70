package io.shotline.page;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that a page is written to. It is tried before the work that the page is about begins.
 *
 * @param path of the file
 */
public record PageFile(Path path) {
  public PageFile {
    requireNonNull(path, "path");
  }

  /**
   * Makes the folder of the file and tries to write there.
   *
   * @throws IOException if it cannot be written, or is there and no page of shotline; says why and
   *     what helps
   */
  public static PageFile at(Path path) throws IOException {
    Path folder = requireNonNull(path.toAbsolutePath().getParent());
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".shotline", ".part"));
    } catch (IOException e) {
      throw unwritable(folder.toString(), e);
    }
    if (Files.exists(path) && !Page.isOne(path)) {
      throw new IOException(
          path + " is there and no page of shotline: take it away, or name another file");
    }
    return new PageFile(path);
  }

  /**
   * Writes the page in place of the one that is there.
   *
   * @throws IOException if it cannot be written; says why and what helps
   */
  public void write(Page page) throws IOException {
    try {
      page.write(path);
    } catch (IOException e) {
      throw unwritable(path.toString(), e);
    }
  }

  private static IOException unwritable(String place, IOException e) {
    return new IOException(
        place
            + " cannot be written ("
            + reason(e)
            + "): make room, or name a file in a folder that this user may write to",
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is in the way";
    }
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    @Nullable String said =
        e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return said == null ? e.toString() : said;
  }
}
