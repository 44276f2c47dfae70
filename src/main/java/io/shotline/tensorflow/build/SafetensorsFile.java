package io.shotline.tensorflow.build;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads weights in the safetensors format: 8 bytes of header length (little-endian), a JSON header,
 * then the tensors' data. The file is mapped, not copied, and untrusted: every length, offset and
 * shape is checked against the file before anything is read.
 */
public final class SafetensorsFile {
  private static final int MAX_HEADER_BYTES = 100_000_000;

  private final Path file;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private SafetensorsFile(
      Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    this.file = requireNonNull(file, "file");
    this.tensors = tensors;
    this.metadata = metadata;
  }

  /**
   * Opens a file of at most 2 GiB.
   *
   * @throws CheckpointException if the file is not valid safetensors; names the file and the fault
   */
  public static SafetensorsFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < 8 || channel.size() > Integer.MAX_VALUE) {
        throw new CheckpointException(file + ": " + channel.size() + " bytes is no size for it");
      }
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return parse(file, bytes.order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** The tensor of this name. */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(file + ": no tensor " + name);
    }
    return tensor;
  }

  /** All tensors by name, in alphabetical order. */
  public Map<String, StoredTensor> tensors() {
    return Map.copyOf(tensors);
  }

  /** The free text of the header: licence, source. */
  public Map<String, String> metadata() {
    return metadata;
  }

  private static SafetensorsFile parse(Path file, ByteBuffer bytes) {
    long headerLength = bytes.getLong(0);
    if (headerLength < 2 || headerLength > Math.min(MAX_HEADER_BYTES, bytes.limit() - 8L)) {
      throw new CheckpointException(
          file + ": a header of " + headerLength + " bytes in a file of " + bytes.limit());
    }
    byte[] header = new byte[(int) headerLength];
    bytes.get(8, header);
    ByteBuffer data = bytes.slice(8 + header.length, bytes.limit() - 8 - header.length);
    Map<String, StoredTensor> tensors = new TreeMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json(file, header).properties()) {
      if (entry.getKey().equals("__metadata__")) {
        entry.getValue().properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data));
      }
    }
    return new SafetensorsFile(file, tensors, Map.copyOf(metadata));
  }

  private static JsonNode json(Path file, byte[] header) {
    try {
      JsonNode node = new ObjectMapper().readTree(header);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file + ": the header is not JSON", e);
    } catch (IOException e) {
      throw new CheckpointException(file + ": the header cannot be read", e);
    }
    throw new CheckpointException(file + ": the header is not a JSON object");
  }

  private static StoredTensor tensor(Path file, String name, JsonNode entry, ByteBuffer data) {
    String where = file + ": tensor " + name;
    JsonNode offsets = entry.path("data_offsets");
    JsonNode shape = entry.path("shape");
    if (offsets.size() != 2 || !offsets.isArray() || !shape.isArray()) {
      throw new CheckpointException(where + " lacks its shape or its two data_offsets");
    }
    long begin = integer(where, offsets.get(0));
    long end = integer(where, offsets.get(1));
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = integer(where, shape.get(i));
    }
    if (begin > end || end > data.limit()) {
      throw new CheckpointException(
          where + " lies at " + begin + " to " + end + ", outside the data of " + data.limit());
    }
    String type = entry.path("dtype").asText();
    return StoredTensor.of(where, type, sizes, data.slice((int) begin, (int) (end - begin)));
  }

  private static long integer(String where, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw new CheckpointException(where + ": " + node + " is not a size");
    }
    return node.asLong();
  }
}
