package io.shotline.kafka;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.kafka.common.Uuid;

/**
 * Which topics the local copy of shots and products was made of, noted beside it. One of other
 * topics, of another cluster or made anew under the same names, would be taken for theirs.
 */
final class CopiedTopics {
  private final Path note;

  /**
   * @param stateFolder of all applications
   */
  CopiedTopics(Path stateFolder, String applicationId) {
    requireNonNull(stateFolder, "stateFolder");
    this.note = stateFolder.resolve(applicationId + ".topics");
  }

  /**
   * Runs this if the copy was made of other topics than these, or nobody knows.
   *
   * @throws UncheckedIOException if the note cannot be written; says where
   */
  void unlessOf(Collection<Uuid> topics, Runnable forget) {
    String ids = String.join("\n", topics.stream().map(Uuid::toString).sorted().toList());
    try {
      if (!Files.exists(note) || !Files.readString(note).equals(ids)) {
        forget.run();
        Files.createDirectories(note.getParent());
        Files.writeString(note, ids);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + note + "; choose another folder with --state-dir: " + e, e);
    }
  }
}
