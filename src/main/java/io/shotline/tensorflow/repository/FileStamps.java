package io.shotline.tensorflow.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sizes and times of all files in a folder: equal to an earlier look's if nobody wrote meanwhile.
 */
record FileStamps(List<Stamp> stamps) {
  /** Of one file. */
  record Stamp(Path file, long bytes, FileTime modified) {
    static Stamp of(Path file) {
      try {
        return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  FileStamps {
    stamps = List.copyOf(stamps);
  }

  /** Follows links, since mounted folders of orchestrators are made of them. */
  static FileStamps of(Path folder) {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return new FileStamps(
          files
              .filter(Files::isRegularFile)
              .map(Stamp::of)
              .sorted(Comparator.comparing(Stamp::file))
              .toList());
    } catch (IOException | UncheckedIOException e) {
      // A file went away meanwhile, or may not be read: then loading says so, in its words.
      return new FileStamps(List.of(new Stamp(folder, -1, FileTime.fromMillis(0))));
    }
  }

  boolean isEmpty() {
    return stamps.isEmpty();
  }
}
