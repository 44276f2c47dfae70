package io.shotline.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way from bytes to a core record that all messages share. */
final class Message {
  /** The generated {@code parseFrom}. */
  interface Reader<M> {
    M read(CodedInputStream input) throws IOException;
  }

  /** From the generated class to core's. */
  interface Converter<M, T> {
    T convert(M message) throws MalformedMessageException;
  }

  private Message() {}

  static <M, T> Parsed<T> parse(
      byte @Nullable [] value, String name, Reader<M> reader, Converter<M, T> converter) {
    if (value == null || value.length == 0) {
      String what = value == null ? "no value" : "a value of 0 bytes";
      return new Parsed.Invalid<>(
          new Rejection(
              Reason.EMPTY_VALUE,
              "the record has " + what + "; the topic takes " + name + " messages"));
    }
    try {
      return new Parsed.Valid<>(converter.convert(read(value, reader)));
    } catch (InvalidProtocolBufferException e) {
      return foreign(name, e.getMessage());
    } catch (IOException e) {
      return foreign(name, e + ".");
    } catch (MalformedMessageException e) {
      return malformed(name + ": " + e.getMessage());
    }
  }

  /** Bytes fields become views of the value, so that an image is not copied here. */
  private static <M> M read(byte[] value, Reader<M> reader) throws IOException {
    CodedInputStream input = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
    input.enableAliasing(true);
    M message = reader.read(input);
    // Otherwise an end-group tag would count as the end and hide what follows.
    input.checkLastTagWas(0);
    return message;
  }

  private static <T> Parsed<T> foreign(String name, @Nullable String reason) {
    return malformed(
        "not a message of type "
            + name
            + ": "
            + reason
            + " Send the bytes of shotline.v1."
            + name
            + " (proto/shotline/v1) alone, without a length, a schema's id or text around them");
  }

  private static <T> Parsed<T> malformed(String detail) {
    return new Parsed.Invalid<>(new Rejection(Reason.MALFORMED_MESSAGE, detail));
  }
}
