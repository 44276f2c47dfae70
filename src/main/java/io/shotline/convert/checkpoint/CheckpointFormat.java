package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The formats of checkpoints, told apart by the first bytes of a file. */
enum CheckpointFormat {
  TORCH,
  SAFETENSORS;

  private static final int MAGIC_BYTES = 9;
  private static final String ZIP = "PK\3\4";
  private static final char PICKLE = '\u0080';

  /**
   * The format of a file.
   *
   * @throws CheckpointException if it has none of them; names the file and, if any, the remedy
   */
  static CheckpointFormat of(Path file) throws IOException {
    String magic;
    try (InputStream stream = Files.newInputStream(file)) {
      magic = new String(stream.readNBytes(MAGIC_BYTES), ISO_8859_1);
    }
    if (magic.startsWith(ZIP)) {
      return TORCH;
    }
    if (magic.length() == MAGIC_BYTES && magic.endsWith("{")) {
      return SAFETENSORS;
    }
    if (!magic.isEmpty() && magic.charAt(0) == PICKLE) {
      throw new CheckpointException(
          file + ": a pickle, as torch wrote before 1.6; load it in torch and torch.save it anew");
    }
    throw new CheckpointException(file + ": neither a zip of torch.save nor safetensors");
  }
}
