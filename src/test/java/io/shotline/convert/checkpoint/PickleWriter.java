package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.razorvine.pickle.Opcodes;

/** Writes a pickle operation by operation, so that tests can write what torch would not. */
public final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PickleWriter() {
    operation(Opcodes.PROTO).operation(2);
  }

  public PickleWriter operation(int code) {
    out.write(code);
    return this;
  }

  PickleWriter lines(String... lines) {
    out.writeBytes((String.join("\n", lines) + "\n").getBytes(US_ASCII));
    return this;
  }

  PickleWriter global(String module, String name) {
    return operation(Opcodes.GLOBAL).lines(module, name);
  }

  public PickleWriter text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    operation(Opcodes.BINUNICODE).int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleWriter int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  PickleWriter integers(long... values) {
    operation(Opcodes.MARK);
    for (long value : values) {
      integer(value);
    }
    return operation(Opcodes.TUPLE);
  }

  PickleWriter integer(long value) {
    operation(Opcodes.LONG1).operation(8);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  /** A view on a storage of 32 bit floats, as torch writes it. */
  public PickleWriter tensor(String key, long stored, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").operation(Opcodes.MARK);
    operation(Opcodes.MARK).text("storage").global("torch", "FloatStorage").text(key).text("cpu");
    integer(stored).operation(Opcodes.TUPLE).operation(Opcodes.BINPERSID);
    integer(offset).integers(shape).integers(strides).operation(Opcodes.NEWFALSE);
    global("collections", "OrderedDict").operation(Opcodes.EMPTY_TUPLE).operation(Opcodes.REDUCE);
    return operation(Opcodes.TUPLE).operation(Opcodes.REDUCE);
  }

  public byte[] stop() {
    operation(Opcodes.STOP);
    return out.toByteArray();
  }

  /** The dictionary of one tensor, named a. */
  static byte[] dictionary(String key, long stored, long offset, long[] shape, long[] strides) {
    return new PickleWriter()
        .operation(Opcodes.EMPTY_DICT)
        .text("a")
        .tensor(key, stored, offset, shape, strides)
        .operation(Opcodes.SETITEM)
        .stop();
  }
}
