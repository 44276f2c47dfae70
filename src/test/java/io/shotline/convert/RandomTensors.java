package io.shotline.convert;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tensors of random weights in a file of safetensors; the same seed gives the same weights. */
final class RandomTensors {
  /** The middle and the spread of a tensor's values. */
  record Values(double middle, double spread) {}

  /** Says of each tensor, by its name, how large its values are. */
  interface Sizes {
    Values of(String name);
  }

  private RandomTensors() {}

  /** Writes random tensors in their order. */
  static Path write(Path file, Map<String, long[]> shapes, long seed, Sizes sizes)
      throws IOException {
    Random random = new Random(seed);
    return write(
        file,
        shapes,
        name -> {
          Values values = sizes.of(name);
          float[] floats = new float[Math.toIntExact(count(requireNonNull(shapes.get(name))))];
          for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (values.middle() + values.spread() * (random.nextDouble() * 2 - 1));
          }
          return floats;
        });
  }

  /** Writes tensors of these values in their order. */
  static Path write(Path file, Map<String, long[]> shapes, Function<String, float[]> values)
      throws IOException {
    byte[] json = header(shapes).getBytes(StandardCharsets.UTF_8);
    try (DataOutputStream stream =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      stream.write(little(8).putLong(json.length).array());
      stream.write(json);
      for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
        float[] floats = values.apply(tensor.getKey());
        ByteBuffer bytes = little(Float.BYTES * floats.length);
        bytes.asFloatBuffer().put(floats);
        stream.write(bytes.array());
      }
    }
    return file;
  }

  private static String header(Map<String, long[]> shapes) {
    StringBuilder header = new StringBuilder("{");
    long at = 0;
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      long end = at + 4 * count(tensor.getValue());
      String shape =
          Arrays.stream(tensor.getValue())
              .mapToObj(Long::toString)
              .collect(Collectors.joining(","));
      header.append(at == 0 ? "" : ",").append('"').append(tensor.getKey());
      header.append("\":{\"dtype\":\"F32\",\"shape\":[").append(shape);
      header.append("],\"data_offsets\":[").append(at).append(',').append(end).append("]}");
      at = end;
    }
    return header.append('}').toString();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
