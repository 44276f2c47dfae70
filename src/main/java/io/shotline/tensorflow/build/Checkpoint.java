package io.shotline.tensorflow.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The weights in a file, by name, whichever of the formats they are published in. Read-only. */
public interface Checkpoint {
  /** Where the weights come from; names the checkpoint in errors. */
  Path file();

  /** All tensors by name, in alphabetical order. */
  Map<String, StoredTensor> tensors();

  /**
   * The tensor of this name.
   *
   * @throws CheckpointException if there is none; names the file and the tensor
   */
  default StoredTensor tensor(String name) {
    StoredTensor tensor = tensors().get(name);
    if (tensor == null) {
      throw new CheckpointException(file() + ": no tensor " + name);
    }
    return tensor;
  }

  /**
   * Opens a file that {@code torch.save} wrote or one of safetensors; its first bytes tell which.
   *
   * @throws CheckpointException if it is neither, or not valid; names the file, fault and remedy
   */
  static Checkpoint open(Path file) throws IOException {
    return switch (Format.of(file)) {
      case TORCH -> TorchFile.open(file);
      case SAFETENSORS -> SafetensorsFile.open(file);
    };
  }

  /** What the first bytes of a file say. */
  enum Format {
    TORCH,
    SAFETENSORS;

    private static final int MAGIC_BYTES = 9;
    private static final String ZIP = "PK\3\4";
    private static final char PICKLE = '\u0080';

    private static Format of(Path file) throws IOException {
      String magic;
      try (var stream = Files.newInputStream(file)) {
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
            file
                + ": a pickle, as torch wrote before 1.6; load it in torch and torch.save it anew");
      }
      throw new CheckpointException(file + ": neither a zip of torch.save nor safetensors");
    }
  }
}
