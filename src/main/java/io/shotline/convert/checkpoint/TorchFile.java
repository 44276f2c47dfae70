package io.shotline.convert.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads weights from {@code torch.save(model.state_dict())}, bare or as {@code state_dict} or
 * {@code model_state} of a dictionary, the first of these that holds tensors. Values that are not
 * tensors are ignored, and so is the prefix that {@code DataParallel} gives all names. Nothing of
 * the file is run.
 */
public final class TorchFile implements Checkpoint {
  private static final List<String> WRAPPERS = List.of("state_dict", "model_state");
  private static final String PARALLEL = "module.";

  private final Path file;
  private final Map<String, StoredTensor> tensors;

  private TorchFile(Path file, Map<String, StoredTensor> tensors) {
    this.file = requireNonNull(file, "file");
    this.tensors = requireNonNull(tensors, "tensors");
  }

  /**
   * Opens a file, of any length.
   *
   * @throws CheckpointException if it is not such a file or refers to anything but tensors and
   *     plain values; names the file and the fault
   */
  public static TorchFile open(Path file) throws IOException {
    try (TorchArchive archive = TorchArchive.open(file)) {
      Map<String, TorchTensor> saved = tensors(stateDict(archive.load()));
      if (saved.isEmpty()) {
        throw new CheckpointException(
            file + ": no dictionary of tensors; write it by torch.save(model.state_dict(), ...)");
      }
      StoredTensor.checkCount(file, saved.size());
      boolean parallel = saved.keySet().stream().allMatch(name -> name.startsWith(PARALLEL));
      Map<String, StoredTensor> tensors = new TreeMap<>();
      for (Map.Entry<String, TorchTensor> entry : saved.entrySet()) {
        String name = parallel ? entry.getKey().substring(PARALLEL.length()) : entry.getKey();
        tensors.put(name, archive.map(entry.getKey(), entry.getValue()));
      }
      return new TorchFile(file, Collections.unmodifiableMap(tensors));
    }
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  private static Map<?, ?> stateDict(@Nullable Object saved) {
    if (!(saved instanceof Map<?, ?> dictionary)) {
      return Map.of();
    }
    for (String wrapper : WRAPPERS) {
      if (dictionary.get(wrapper) instanceof Map<?, ?> wrapped && !tensors(wrapped).isEmpty()) {
        return wrapped;
      }
    }
    return dictionary;
  }

  private static Map<String, TorchTensor> tensors(Map<?, ?> stateDict) {
    Map<String, TorchTensor> tensors = new TreeMap<>();
    stateDict.forEach(
        (name, value) -> {
          if (name instanceof String text && value instanceof TorchTensor tensor) {
            tensors.put(text, tensor);
          }
        });
    return tensors;
  }
}
