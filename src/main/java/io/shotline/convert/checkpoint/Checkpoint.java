package io.shotline.convert.checkpoint;

import java.io.IOException;
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
    return switch (CheckpointFormat.of(file)) {
      case TORCH -> TorchFile.open(file);
      case SAFETENSORS -> SafetensorsFile.open(file);
    };
  }
}
