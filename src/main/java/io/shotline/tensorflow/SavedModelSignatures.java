package io.shotline.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** Reads the signatures of a SavedModel and passes over its weights, however large. */
public final class SavedModelSignatures {
  private SavedModelSignatures() {}

  /**
   * The signatures by name, in alphabetical order.
   *
   * @param version folder with {@code saved_model.pb}
   * @throws IOException if that cannot be read; names it
   */
  public static Map<String, SignatureDef> read(Path version) throws IOException {
    Path file = version.resolve("saved_model.pb");
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    try (InputStream stream = Files.newInputStream(file)) {
      CodedOutputStream out = CodedOutputStream.newInstance(entries);
      CodedInputStream in = CodedInputStream.newInstance(stream, 1 << 16);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == SavedModel.META_GRAPHS_FIELD_NUMBER) {
          copySignatures(in, out);
        } else {
          in.skipField(tag);
        }
      }
      out.flush();
      return new TreeMap<>(MetaGraphDef.parseFrom(entries.toByteArray()).getSignatureDefMap());
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void copySignatures(CodedInputStream in, CodedOutputStream out)
      throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == MetaGraphDef.SIGNATURE_DEF_FIELD_NUMBER) {
        out.writeBytes(MetaGraphDef.SIGNATURE_DEF_FIELD_NUMBER, in.readBytes());
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(outer);
  }
}
