package io.shotline.convert.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.razorvine.pickle.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to do harm: each is refused before anything in it takes effect. */
class HostileTorchFileTest {
  private static final int TOO_DEEP = 2_100_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "posix,system",
    "builtins,eval",
    "builtins,ValueError",
    "exceptions,SystemExit",
    "datetime,datetime",
    "copy_reg,_reconstructor",
    "operator,attrgetter",
    "torch,ComplexFloatStorage",
    "java.lang,Runtime"
  })
  void shouldRefuseACallOfAnyOtherName(String module, String name) throws IOException {
    PickleWriter pickle = new PickleWriter().global(module, name).text("touch /tmp/x");
    refuses(
        TorchZip.of(pickle.operation(Opcodes.TUPLE1).operation(Opcodes.REDUCE).stop()),
        "global " + module + "." + name + " is not allowed");
  }

  @Test
  void shouldNeitherFloodNorSteerATerminal() throws IOException {
    String name = "\033[2J" + "x".repeat(1_000_000);
    Path file =
        TorchZip.of(new PickleWriter().global("a", name).stop()).write(folder.resolve("x.pth"));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .hasMessageContaining("global a.?[2Jxxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSize(1000));
  }

  @Test
  void shouldRefuseMoreTensorsThanCanBeMapped() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.EMPTY_DICT);
    pickle.tensor("0", 1, 0, longs("1"), longs("1")).operation(Opcodes.BINPUT).operation(0);
    pickle.integer(1).operation(Opcodes.TUPLE2).operation(Opcodes.EMPTY_DICT);
    pickle.operation(Opcodes.MARK);
    for (int i = 0; i <= 20_000; i++) {
      pickle.text("t" + i).operation(Opcodes.BINGET).operation(0);
    }
    pickle.operation(Opcodes.SETITEMS);
    refuses(TorchZip.of(pickle.stop()).storage("0", 1), "20001 tensors, more than 20000");
  }

  @Test
  void shouldRefuseANameFromTheStack() throws IOException {
    PickleWriter pickle = new PickleWriter();
    pickle.text("posix").operation(Opcodes.BINPUT).operation(0);
    pickle.text("system").operation(Opcodes.MEMOIZE);
    pickle.operation(Opcodes.BINGET).operation(0).operation(Opcodes.BINGET).operation(1);
    refuses(
        TorchZip.of(pickle.operation(Opcodes.STACK_GLOBAL).stop()),
        "global posix.system is not allowed");
  }

  @Test
  void shouldRefuseAnInstance() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.MARK).text("touch /tmp/x");
    refuses(
        TorchZip.of(pickle.operation(Opcodes.INST).lines("posix", "system").stop()),
        "global posix.system is not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      shorts = {
        Opcodes.INST,
        Opcodes.OBJ,
        Opcodes.NEWOBJ,
        Opcodes.NEWOBJ_EX,
        Opcodes.EXT1,
        Opcodes.EXT2,
        Opcodes.EXT4,
        Opcodes.PERSID,
        Opcodes.BINBYTES8,
        Opcodes.BYTEARRAY8,
        Opcodes.NEXT_BUFFER,
        Opcodes.LONG,
        Opcodes.LONG4,
        Opcodes.DUP,
        Opcodes.EMPTY_SET
      })
  void shouldRefuseOperationsThatTorchDoesNotWrite(short operation) throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.MARK).operation(operation);
    refuses(
        TorchZip.of(pickle.lines("collections", "OrderedDict").stop()),
        "operation 0x%02x is not allowed".formatted(operation));
  }

  @Test
  void shouldRefuseStateOfWhatIsNoDictionary() throws IOException {
    PickleWriter pickle = new PickleWriter().global("torch", "FloatStorage");
    refuses(
        TorchZip.of(pickle.operation(Opcodes.EMPTY_DICT).operation(Opcodes.BUILD).stop()),
        "other than a dictionary has a state");
  }

  @Test
  void shouldRefuseATextLongerThanTheData() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.BINUNICODE);
    refuses(TorchZip.of(pickle.int32(Integer.MAX_VALUE).stop()), "longer than the data");
  }

  @Test
  void shouldSurviveDeepNesting() throws IOException {
    PickleWriter tuples = new PickleWriter().operation(Opcodes.EMPTY_TUPLE);
    for (int i = 0; i < TOO_DEEP / 3; i++) {
      tuples.operation(Opcodes.TUPLE1);
    }
    refuses(TorchZip.of(tuples.stop()), "no dictionary of tensors");

    PickleWriter endless = new PickleWriter().operation(Opcodes.EMPTY_TUPLE);
    for (int i = 0; i < TOO_DEEP; i++) {
      endless.operation(Opcodes.TUPLE1);
    }
    refuses(TorchZip.of(endless.stop()), "more than 2000000 operations");
  }

  /** Its hash would take 2^40 steps. */
  @Test
  void shouldRefuseAListAsKey() throws IOException {
    PickleWriter pickle = new PickleWriter().operation(Opcodes.EMPTY_DICT);
    pickle.operation(Opcodes.EMPTY_LIST).operation(Opcodes.BINPUT).operation(0);
    for (int i = 0; i < 40; i++) {
      pickle.operation(Opcodes.EMPTY_LIST).operation(Opcodes.MARK);
      pickle.operation(Opcodes.BINGET).operation(i).operation(Opcodes.BINGET).operation(i);
      pickle.operation(Opcodes.APPENDS).operation(Opcodes.BINPUT).operation(i + 1);
    }
    pickle.operation(Opcodes.NONE).operation(Opcodes.SETITEM);
    refuses(TorchZip.of(pickle.stop()), "a key is a list");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6|1|2 3|3 1|outside its storage",
        "6|-1|2 3|3 1|outside its storage",
        "6|9223372036854775807|2 3|3 1|outside its storage",
        "6|0|2 3|4 1|outside its storage",
        "6|0|1000000 1000000|0 0|outside its storage",
        "6|0|-2 -3|3 1|negative",
        "6|0|2 3|-3 1|negative",
        "6|0|2 3|1|2 dimensions and 1 strides",
        "6|0|4294967296 4294967296|0 0|too large",
        "6|0|3 3|9223372036854775807 1|too large",
        "7|0|2 3|3 1|24 bytes, not 7",
        "-6|0|2 3|3 1|outside its storage",
        "4611686018427387910|0|2 3|3 1|24 bytes, not 46",
      })
  void shouldRefuseViewsOutsideTheirStorage(
      long stored, long offset, String shape, String strides, String message) throws IOException {
    byte[] pickle = PickleWriter.dictionary("0", stored, offset, longs(shape), longs(strides));
    refuses(TorchZip.of(pickle).storage("0", new float[6]), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "../0", "/etc/passwd", ""})
  void shouldRefuseAStorageThatIsMissing(String key) throws IOException {
    byte[] pickle = PickleWriter.dictionary(key, 1, 0, longs("1"), longs("1"));
    refuses(TorchZip.of(pickle).storage("0", 1), "no entry archive/data/" + key);
  }

  @Test
  void shouldRefuseACompressedEntry() throws IOException {
    byte[] pickle = PickleWriter.dictionary("0", 1, 0, longs("1"), longs("1"));
    refuses(
        TorchZip.of(pickle).compressed("data/0", new byte[4]),
        "entry archive/data/0 is compressed or encrypted");
  }

  @Test
  void shouldRefuseTheOtherByteOrder() throws IOException {
    byte[] pickle = PickleWriter.dictionary("0", 1, 0, longs("1"), longs("1"));
    refuses(
        TorchZip.of(pickle).storage("0", 1).stored("byteorder", new byte[] {'b', 'i', 'g'}),
        "byte order big");
  }

  @Test
  void shouldRefuseAHugePickle() throws IOException {
    refuses(TorchZip.of(new byte[(64 << 20) + 1]), "data.pkl has 67108865 bytes");
  }

  @Test
  void shouldRefuseAZipOfSomethingElse() throws IOException {
    refuses(new TorchZip().stored("code.py", new byte[3]), "a zip without data.pkl");
  }

  @Test
  void shouldRefuseATruncatedFile() throws IOException {
    byte[] pickle = PickleWriter.dictionary("0", 6, 0, longs("2 3"), longs("3 1"));
    byte[] whole = TorchZip.of(pickle).storage("0", new float[6]).bytes();
    Path file = folder.resolve("truncated.pth");
    for (int length = 4; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("truncated.pth");
    }
    assertThat(Checkpoint.open(Files.write(file, whole)).tensor("a").floats()).hasSize(6);
  }

  private void refuses(TorchZip zip, String message) throws IOException {
    Path file = zip.write(folder.resolve("hostile.pth"));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("hostile.pth: ")
        .hasMessageContaining(message);
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
