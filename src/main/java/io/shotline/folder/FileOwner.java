package io.shotline.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who owns a file and who may write to it, by the numbers of the system.
 *
 * @param bits type and mode, as the system's stat gives them
 */
record FileOwner(int user, int group, int bits) {
  static final int ROOT = 0;

  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int FOLDER = 0040000;
  private static final int PERMISSIONS = 07777;
  private static final int STICKY = 01000;
  private static final int OTHERS = 0077;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  static FileOwner of(Path file, LinkOption... options) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,gid,mode", options);
    return new FileOwner(
        number(attributes, "uid"), number(attributes, "gid"), number(attributes, "mode"));
  }

  /** Java cannot ask who runs the process, but who owns what the process makes. */
  static FileOwner ofThisProcess() throws IOException {
    Path made = Files.createTempFile("shotline-", ".owner");
    try {
      return of(made);
    } finally {
      Files.delete(made);
    }
  }

  boolean isLink() {
    return (bits & TYPE) == LINK;
  }

  boolean isFolder() {
    return (bits & TYPE) == FOLDER;
  }

  boolean isSticky() {
    return (bits & STICKY) != 0;
  }

  boolean isPrivate() {
    return (bits & OTHERS) == 0;
  }

  boolean isWritableByGroup() {
    return (bits & GROUP_WRITES) != 0;
  }

  boolean isWritableByOthers() {
    return (bits & OTHERS_WRITE) != 0;
  }

  /** As chmod takes it. */
  String mode() {
    return Integer.toOctalString(bits & PERMISSIONS);
  }

  private static int number(Map<String, Object> attributes, String name) {
    if (attributes.get(name) instanceof Integer number) {
      return number;
    }
    throw new IllegalStateException("the file system gives no " + name);
  }
}
