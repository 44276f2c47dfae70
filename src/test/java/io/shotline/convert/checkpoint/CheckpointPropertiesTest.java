package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.convert.checkpoint.StoredTensor.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a file has, it opens or is refused; and what was stored is what is read. */
class CheckpointPropertiesTest {
  private static final Set<Type> FLOATS = Set.of(Type.F64, Type.F32, Type.F16, Type.BF16);
  private static final String HEADER =
      "{\"b.w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
          + "\"a\":{\"dtype\":\"BF16\",\"shape\":[3],\"data_offsets\":[8,14]}}";

  /** A byte to be overwritten, at a part of the file from 0 to 1. */
  record Change(double at, byte value) {}

  /** Dimensions from the outermost in, and the order in which they lie in memory. */
  record View(List<Integer> shape, List<Integer> order, int offset) {}

  @Property(tries = 1500)
  void shouldSurviveChangesOfATorchFile(@ForAll("changes") List<Change> changes)
      throws IOException {
    Path fixture = Path.of("src/test/resources/checkpoint/state_dict.pth");
    openOrRefuse(changed(Files.readAllBytes(fixture), changes));
  }

  @Property(tries = 1000)
  void shouldSurviveChangesOfAPickle(@ForAll("changes") List<Change> changes) throws IOException {
    long[] shape = {2, 3};
    byte[] pickle = PickleWriter.dictionary("0", 6, 0, shape, new long[] {3, 1});
    openOrRefuse(TorchZip.of(changed(pickle, changes)).storage("0", 1, 2, 3, 4, 5, 6).bytes());
  }

  @Property(tries = 1000)
  void shouldSurviveChangesOfASafetensorsFile(@ForAll("changes") List<Change> changes)
      throws IOException {
    openOrRefuse(changed(safetensors(HEADER, new byte[14]), changes));
  }

  @Property(tries = 200)
  void shouldReadTorchViewsOfAnyOrder(@ForAll("views") View view) throws IOException {
    int dimensions = view.shape().size();
    long[] shape = view.shape().stream().mapToLong(Integer::longValue).toArray();
    long[] strides = new long[dimensions];
    int elements = 1;
    for (int dimension : view.order()) {
      strides[dimension] = elements;
      elements *= view.shape().get(dimension);
    }
    float[] stored = new float[elements + view.offset() + 2];
    float[] expected = new float[elements];
    for (int i = 0; i < elements; i++) {
      int position = view.offset();
      int rest = i;
      for (int d = dimensions - 1; d >= 0; d--) {
        position += (int) (rest % shape[d] * strides[d]);
        rest /= (int) shape[d];
      }
      expected[i] = 0.5f + i;
      stored[position] = expected[i];
    }
    byte[] pickle = PickleWriter.dictionary("k", stored.length, view.offset(), shape, strides);
    StoredTensor tensor = tensors(TorchZip.of(pickle).storage("k", stored).bytes()).get("a");
    assertThat(tensor.shape()).isEqualTo(shape);
    assertThat(tensor.floats()).isEqualTo(expected);
    float[] fromBytes = new float[elements];
    ByteBuffer.wrap(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(fromBytes);
    assertThat(fromBytes).isEqualTo(expected);
  }

  @Property(tries = 100)
  void shouldReadSafetensorsOfAnyShape(@ForAll("views") View view) throws IOException {
    int elements = view.shape().stream().reduce(1, (a, b) -> a * b);
    ByteBuffer data = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
    float[] expected = new float[elements];
    for (int i = 0; i < elements; i++) {
      expected[i] = i - 0.5f;
      data.putFloat(expected[i]);
    }
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[0,%d]}}"
            .formatted(view.shape(), data.capacity());
    StoredTensor tensor = tensors(safetensors(header, data.array())).get("a");
    assertThat(tensor.floats()).isEqualTo(expected);
    assertThat(tensor.bytes()).isEqualTo(data.array());
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Double> at = Arbitraries.doubles().between(0, 1).withoutEdgeCases();
    Arbitrary<Byte> value = Arbitraries.bytes();
    return Combinators.combine(at, value).as(Change::new).list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<View> views() {
    return Arbitraries.integers()
        .between(0, 4)
        .list()
        .ofMaxSize(5)
        .flatMap(
            shape -> {
              List<Integer> order = new ArrayList<>();
              for (int i = 0; i < shape.size(); i++) {
                order.add(i);
              }
              return Combinators.combine(
                      Arbitraries.shuffle(order), Arbitraries.integers().between(0, 5))
                  .as((shuffled, offset) -> new View(shape, shuffled, offset));
            });
  }

  private static byte[] changed(byte[] bytes, List<Change> changes) {
    for (Change change : changes) {
      bytes[(int) (change.at() * (bytes.length - 1))] = change.value();
    }
    return bytes;
  }

  private static byte[] safetensors(String header, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length()).array());
    out.writeBytes(header.getBytes(US_ASCII));
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static void openOrRefuse(byte[] bytes) throws IOException {
    try {
      for (StoredTensor tensor : tensors(bytes).values()) {
        tensor.bytes();
        if (FLOATS.contains(tensor.type())) {
          tensor.floats();
        }
      }
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).contains("changed");
    }
  }

  private static Map<String, StoredTensor> tensors(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("changed", ".pth");
    try {
      return Checkpoint.open(Files.write(file, bytes)).tensors();
    } finally {
      Files.delete(file);
    }
  }
}
