package io.shotline.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps a folder for this user alone, mode 0700. What is in it was not put there by another user:
 * links and folders that others own or may write to are refused.
 */
public final class PrivateFolder {
  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PERMISSIONS);

  private final Path folder;
  private final String remedy;
  private final Predicate<List<Path>> ours;

  private PrivateFolder(Path folder, String remedy, Predicate<List<Path>> ours) {
    this.folder = requireNonNull(folder, "folder");
    this.remedy = requireNonNull(remedy, "remedy");
    this.ours = requireNonNull(ours, "ours");
  }

  /**
   * Makes the folder if it is missing, takes rights of others from one that is ours.
   *
   * @param remedy ends the message when the folder is refused
   * @return the same folder, absolute
   * @throws UnsafeFolderException if it cannot be made or others could have written to it
   */
  public static Path require(Path folder, String remedy) {
    return require(folder, remedy, content -> true);
  }

  /**
   * The same for a folder that a user named, who may have meant one for other things.
   *
   * @param ours whether what lies in it shows that it is used for this; else its rights are not
   *     taken away, and it is refused
   */
  public static Path require(Path folder, String remedy, Predicate<List<Path>> ours) {
    Path absolute = folder.toAbsolutePath().normalize();
    new PrivateFolder(absolute, remedy, ours).require();
    return absolute;
  }

  /**
   * The same for the copy of shots and products, as {@code --state-dir} names it: folders of
   * applications and the notes beside them.
   */
  public static Path requireState(Path folder) {
    return require(
        folder,
        "choose another with --state-dir DIR",
        content ->
            content.stream().allMatch(path -> Files.isDirectory(path) || isNote(path.toString())));
  }

  private static boolean isNote(String file) {
    return Stream.of(".topics", ".topics.part", ".lock", ".holder").anyMatch(file::endsWith);
  }

  /**
   * The same for a folder below another; none of those between may be changed by others either.
   *
   * @param base the uppermost that is looked at, such as the user's home
   */
  public static Path requireBelow(Path base, Path folder, String remedy) {
    Path required = require(folder, remedy);
    Path parent = required.getParent();
    while (parent != null && parent.startsWith(base)) {
      new PrivateFolder(parent, remedy, content -> true).requireUnchangeable();
      parent = parent.getParent();
    }
    return required;
  }

  private void require() {
    try {
      make();
      FileOwner self = FileOwner.ofThisProcess();
      FileOwner found = FileOwner.of(folder, LinkOption.NOFOLLOW_LINKS);
      if (found.isLink()) {
        throw refused("is a link");
      }
      if (!found.isFolder()) {
        throw refused("is no folder");
      }
      if (found.user() != self.user()) {
        throw refused("belongs to " + Files.getOwner(folder) + " and not to this user");
      }
      if (found.isWritableByOthers()
          || (found.isWritableByGroup() && found.group() != self.group())) {
        throw refused(
            "can be written to by others (mode "
                + found.mode()
                + "); chmod 700 it if you trust it");
      }
      if (!found.isPrivate()) {
        if (!ours.test(content())) {
          throw refused("holds other files and may be read by others");
        }
        Files.setPosixFilePermissions(folder, PERMISSIONS);
      }
    } catch (IOException e) {
      throw new UnsafeFolderException(
          "the folder " + folder + " cannot be used (" + e + "); " + remedy, e);
    }
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.toList();
    }
  }

  private void make() throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, OWNER_ONLY);
    }
    try {
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      // Looked at next, whatever it is.
    }
  }

  /** A user's group may write where it is the user's alone, as many systems have it. */
  private void requireUnchangeable() {
    try {
      FileOwner found = FileOwner.of(folder);
      if (found.user() != FileOwner.ROOT && found.user() != FileOwner.ofThisProcess().user()) {
        throw refused("belongs to " + Files.getOwner(folder) + " and not to this user");
      }
      if (found.isWritableByOthers() && !found.isSticky()) {
        throw refused("can be written to by others (mode " + found.mode() + ")");
      }
    } catch (IOException e) {
      throw new UnsafeFolderException(
          "the folder " + folder + " cannot be looked at (" + e + "); " + remedy, e);
    }
  }

  private UnsafeFolderException refused(String why) {
    return new UnsafeFolderException("the folder " + folder + " " + why + "; " + remedy, null);
  }
}
