package io.shotline.convert.checkpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads weights in the safetensors format: 8 bytes of header length (little-endian), a JSON header,
 * then the tensors' data. The tensors are mapped, not copied. The file is untrusted: every length,
 * offset and shape is checked against it before anything is read.
 */
public final class SafetensorsFile implements Checkpoint {
  private static final long LENGTH_BYTES = 8;

  /** Parsed, it takes up to 25 times as much memory. */
  private static final int MAX_HEADER_BYTES = 16 << 20;

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
   * Opens a file, of any length.
   *
   * @throws CheckpointException if the file is not valid safetensors; names the file and the fault
   */
  public static SafetensorsFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] header = header(file, channel);
      Map<String, StoredTensor> tensors = new TreeMap<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      JsonNode entries = json(file, header);
      StoredTensor.checkCount(file, entries.size());
      for (Map.Entry<String, JsonNode> entry : entries.properties()) {
        if (entry.getKey().equals("__metadata__")) {
          entry
              .getValue()
              .properties()
              .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
        } else {
          String where = file + ": tensor " + entry.getKey();
          long dataBegin = LENGTH_BYTES + header.length;
          tensors.put(entry.getKey(), tensor(where, entry.getValue(), channel, dataBegin));
        }
      }
      return new SafetensorsFile(
          file, Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata));
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

  /** The free text of the header: licence, source. */
  public Map<String, String> metadata() {
    return metadata;
  }

  private static byte[] header(Path file, FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    read(file, channel, length);
    long headerLength = length.getLong(0);
    if (headerLength < 2
        || headerLength > Math.min(MAX_HEADER_BYTES, channel.size() - LENGTH_BYTES)) {
      throw new CheckpointException(
          file + ": a header of " + headerLength + " bytes in a file of " + channel.size());
    }
    ByteBuffer header = ByteBuffer.allocate((int) headerLength);
    read(file, channel, header);
    return header.array();
  }

  private static void read(Path file, FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new CheckpointException(file + ": " + channel.size() + " bytes is no size for it");
      }
    }
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

  private static StoredTensor tensor(
      String where, JsonNode entry, FileChannel channel, long dataBegin) throws IOException {
    JsonNode offsets = entry.path("data_offsets");
    JsonNode shape = entry.path("shape");
    if (offsets.size() != 2 || !offsets.isArray() || !shape.isArray()) {
      throw new CheckpointException(where + " lacks its shape or its two data_offsets");
    }
    long begin = integer(where, offsets.get(0));
    long end = integer(where, offsets.get(1));
    long dataBytes = channel.size() - dataBegin;
    if (begin > end || end > dataBytes) {
      throw new CheckpointException(
          where + " lies at " + begin + " to " + end + ", outside the data of " + dataBytes);
    }
    StoredTensor.Type type = type(where, entry.path("dtype").asText());
    TensorLayout layout = TensorLayout.rowMajor(where, sizes(where, shape));
    if (layout.elements() != (end - begin) / type.bytes() || (end - begin) % type.bytes() != 0) {
      throw new CheckpointException(
          "%s of shape %s and type %s has %d bytes"
              .formatted(where, Arrays.toString(layout.shape()), type, end - begin));
    }
    return StoredTensor.map(where, type, layout, channel, dataBegin + begin);
  }

  private static long[] sizes(String where, JsonNode shape) {
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = integer(where, shape.get(i));
    }
    return sizes;
  }

  private static StoredTensor.Type type(String where, String name) {
    for (StoredTensor.Type type : StoredTensor.Type.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new CheckpointException(
        where + " is of type " + name + ", none of " + Arrays.toString(StoredTensor.Type.values()));
  }

  private static long integer(String where, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw new CheckpointException(where + ": " + node + " is not a size");
    }
    return node.asLong();
  }
}
