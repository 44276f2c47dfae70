package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.Allocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.razorvine.pickle.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of a few megabytes that would take minutes or many gigabytes: each is refused before. The
 * work is measured in bytes read and allocated, which are the same on a busy machine; the timeout
 * only ends a test that hangs.
 */
@Timeout(900)
class ExhaustingCheckpointTest {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int TABLE_ENTRY = 0x02014b50;
  private static final int TABLE_END = 0x06054b50;
  private static final int KEYS = 300_000;
  private static final long MB = 1_000_000;

  @TempDir private Path folder;

  @Test
  void shouldRefuseALongShapeThatManyTensorsShare() throws Exception {
    PickleWriter pickle = new PickleWriter().integers(new long[100_000]);
    pickle.operation(Opcodes.BINPUT).operation(0).operation(Opcodes.EMPTY_LIST);
    pickle.operation(Opcodes.MARK).tensor("0", 1, 0, new long[] {1}, new long[] {1});
    for (int i = 0; i < 50_000; i++) {
      pickle.global("torch._utils", "_rebuild_tensor_v2").operation(Opcodes.MARK);
      storage(pickle).integer(0).operation(Opcodes.BINGET).operation(0);
      pickle.operation(Opcodes.BINGET).operation(0).operation(Opcodes.NEWFALSE);
      pickle.operation(Opcodes.NONE).operation(Opcodes.TUPLE).operation(Opcodes.REDUCE);
    }
    refuses(
        TorchZip.of(pickle.operation(Opcodes.APPENDS).stop()).bytes(),
        "100000 dimensions",
        200 * MB);
  }

  @Test
  void shouldRefuseLongKeys() throws Exception {
    refuses(TorchZip.of(longKeys()).bytes(), "a key has 1000000 characters", 50 * MB);
  }

  /** All pairs lie behind the first; each would compare a million characters. */
  @Test
  void shouldStopAtTheFirstLongKey() {
    ByteArrayInputStream input = new ByteArrayInputStream(longKeys());

    assertThatThrownBy(() -> new TorchUnpickler().load(input))
        .hasMessageContaining("a key has 1000000 characters");
    assertThat(input.available()).isEqualTo((KEYS - 1) * "gkNs".length() + 1);
  }

  @Test
  void shouldNotReadTheFieldsOfLocalHeaders() throws Exception {
    refuses(zip(15_000, 16_000, 0), "no dictionary of tensors", 1000 * MB);
  }

  @ParameterizedTest
  @CsvSource({"200_000,0", "16_000,128", "150,16_000"})
  void shouldRefuseALargeTableOfEntries(String entries, String fields) throws Exception {
    byte[] zip = zip(number(entries), 0, number(fields));
    refuses(zip, "its table of entries is larger", 5000 * MB);
  }

  @Test
  void shouldRefuseALargeHeaderOfSafetensors() throws Exception {
    String header = "{\"a\":[" + "[],".repeat(6_000_000) + "[]]}";
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(US_ASCII));
    refuses(bytes.array(), "a header of 18000010 bytes", 10 * MB);
  }

  /** One value repeated beyond what an array holds; the file has holes, so takes no room. */
  @Test
  void shouldRefuseAnExpandedViewBeyondAnArray() throws IOException {
    long elements = 600_000_000;
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(elements, 4 * elements);
    Path file = folder.resolve("long.pth");
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(US_ASCII));
    Files.write(file, bytes.array());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes.capacity() + 4 * elements);
      TensorLayout expanded =
          TensorLayout.strided("long.pth", new long[] {elements}, new long[] {0});
      assertThatThrownBy(
              () ->
                  StoredTensor.map(
                      "long.pth", StoredTensor.Type.F32, expanded, sparse.getChannel(), 0))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("more than 2 GiB");
    }
  }

  @Test
  void shouldFindTheWeightsBesideAnEmptyStateDict() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.EMPTY_DICT);
    pickle.text("state_dict").operation(Opcodes.EMPTY_DICT).operation(Opcodes.SETITEM);
    pickle.text("model_state").operation(Opcodes.EMPTY_DICT).text("w");
    pickle.tensor("0", 1, 0, new long[] {1}, new long[] {1}).operation(Opcodes.SETITEM);
    pickle.operation(Opcodes.SETITEM);
    Path file = TorchZip.of(pickle.stop()).storage("0", 0.5f).write(folder.resolve("two.pth"));
    assertThat(Checkpoint.open(file).tensor("w").floats()).containsExactly(0.5f);
  }

  @Test
  void shouldNotPassOnControlsOfUnicode() {
    assertThat(new CheckpointException("a\u009b2J\u202eb\u2028c")).hasMessage("a?2J?b?c");
  }

  /** Two equal keys in turn. */
  private static byte[] longKeys() {
    String key = "k".repeat(1_000_000);
    PickleWriter pickle = new PickleWriter().text(key).operation(Opcodes.BINPUT).operation(0);
    pickle.text(key).operation(Opcodes.BINPUT).operation(1).operation(Opcodes.EMPTY_DICT);
    for (int i = 0; i < KEYS; i++) {
      pickle.operation(Opcodes.BINGET).operation(i & 1).operation(Opcodes.NONE);
      pickle.operation(Opcodes.SETITEM);
    }
    return pickle.stop();
  }

  private static PickleWriter storage(PickleWriter pickle) {
    pickle.operation(Opcodes.MARK).text("storage").global("torch", "FloatStorage").text("0");
    return pickle.text("cpu").integer(1).operation(Opcodes.TUPLE).operation(Opcodes.BINPERSID);
  }

  /** A zip whose entries all have the same local header and data: an empty dictionary. */
  private static byte[] zip(int entries, int localFields, int tableFields) {
    byte[] pickle = new PickleWriter().operation(Opcodes.EMPTY_DICT).stop();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(LOCAL_HEADER, "archive/data.pkl", pickle.length, localFields));
    out.writeBytes(pickle);
    int begin = out.size();
    for (int i = 0; i < entries; i++) {
      String name = i == 0 ? "archive/data.pkl" : "archive/" + i;
      out.writeBytes(header(TABLE_ENTRY, name, pickle.length, tableFields));
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(TABLE_END);
    out.writeBytes(end.putInt(12, out.size() - begin).putInt(16, begin).array());
    return out.toByteArray();
  }

  private static byte[] header(int kind, String name, int length, int fields) {
    int size = kind == TABLE_ENTRY ? 46 : 30;
    ByteBuffer header =
        ByteBuffer.allocate(size + name.length() + 4 * fields).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(kind);
    int lengths = kind == TABLE_ENTRY ? 20 : 18;
    header.putInt(lengths, length).putInt(lengths + 4, length);
    header.putShort(lengths + 8, (short) name.length());
    header.putShort(lengths + 10, (short) (4 * fields));
    header.position(size).put(name.getBytes(US_ASCII));
    for (int i = 0; i < fields; i++) {
      header.putShort((short) (0xa000 + i)).putShort((short) 0);
    }
    return header.array();
  }

  /**
   * @param most bytes of new objects until then, since work that makes none is not what grows here
   */
  private void refuses(byte[] bytes, String message, long most) throws Exception {
    Path file = Files.write(folder.resolve("exhausting.pth"), bytes);
    long allocated =
        Allocation.of(
            () ->
                assertThatThrownBy(() -> Checkpoint.open(file))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("exhausting.pth: ")
                    .hasMessageContaining(message));
    assertThat(allocated).as("bytes allocated").isLessThan(most);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.replace("_", ""));
  }
}
