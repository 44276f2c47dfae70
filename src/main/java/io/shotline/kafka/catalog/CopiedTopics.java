package io.shotline.kafka.catalog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes beside the local copy of shots and products which topics it was made of and when it was
 * last complete. A copy of other topics, or one that missed a removal, would be taken for the
 * truth. The note exists only while the copy is closed: Streams writes the copy to disk when it
 * closes it, so a crash leaves an older copy than anybody has noted.
 */
public final class CopiedTopics {
  /** For the error of clocks, and for the time that catching up takes. */
  static final Duration MARGIN = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(CopiedTopics.class);

  /** The lines of the note before the topics: when the copy was complete, and removals kept. */
  private static final int HEADER_LINES = 2;

  private final Path note;
  private final Path copy;

  /**
   * @param stateFolder of all applications
   */
  public CopiedTopics(Path stateFolder, String applicationId) {
    requireNonNull(stateFolder, "stateFolder");
    this.note = stateFolder.resolve(applicationId + ".topics");
    this.copy = stateFolder.resolve(applicationId).resolve("global");
  }

  /** Whether removals may be gone that a copy has not seen which was last complete so long ago. */
  static boolean isOutdated(Duration age, Duration tombstonesKept) {
    return age.plus(MARGIN).compareTo(tombstonesKept) > 0;
  }

  /**
   * Takes the note away, and runs this unless it shows that the copy can be used.
   *
   * @param tombstonesKept how long the topics keep the record of a removal now
   * @throws UncheckedIOException if the note cannot be removed; says where
   */
  void open(Collection<Uuid> topics, Instant now, Duration tombstonesKept, Runnable forget) {
    try {
      Optional<String> fault = fault(topics, now, tombstonesKept);
      Files.deleteIfExists(note);
      if (fault.isPresent()) {
        if (Files.exists(copy)) {
          LOG.warn("the local copy of shots and products is made anew: {}", fault.get());
        }
        forget.run();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Writes the note, once the copy is closed.
   *
   * @throws UncheckedIOException if it cannot be written; says where
   */
  void closed(Collection<Uuid> topics, Instant complete, Duration tombstonesKept) {
    List<String> header = List.of(complete.toString(), tombstonesKept.toString());
    try {
      Files.createDirectories(note.getParent());
      // Not half of it, whatever happens meanwhile.
      Path part = note.resolveSibling(note.getFileName() + ".part");
      Files.writeString(part, String.join("\n", header) + "\n" + ids(topics));
      Files.move(part, note, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Optional<String> fault(Collection<Uuid> topics, Instant now, Duration tombstonesKept)
      throws IOException {
    if (!Files.exists(note)) {
      return Optional.of(
          "the service did not stop in order before, and trusts no local copy now; nothing is lost");
    }
    List<String> lines = Files.readAllLines(note);
    try {
      if (lines.size() <= HEADER_LINES) {
        return Optional.of("nobody noted how old it is");
      }
      Instant complete = Instant.parse(lines.get(0));
      Duration keptThen = Duration.parse(lines.get(1));
      // Removals of that time were kept as the topic said then, whatever it says now.
      Duration kept = keptThen.compareTo(tombstonesKept) < 0 ? keptThen : tombstonesKept;
      if (!String.join("\n", lines.subList(HEADER_LINES, lines.size())).equals(ids(topics))) {
        return Optional.of("it is of other topics");
      }
      if (complete.isAfter(now)) {
        return Optional.of("it is dated " + complete + ", which is in the future");
      }
      return isOutdated(Duration.between(complete, now), kept)
          ? Optional.of(
              "it was last complete at " + complete + ", the topics keep removals for " + kept)
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of("nobody noted how old it is");
    }
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException(
        "cannot write " + note + "; choose another folder with --state-dir: " + e, e);
  }

  private static String ids(Collection<Uuid> topics) {
    return String.join("\n", topics.stream().map(Uuid::toString).sorted().toList());
  }
}
