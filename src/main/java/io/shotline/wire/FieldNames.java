package io.shotline.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Set;
import java.util.TreeSet;

/** The fields that JSON of a message may have. */
public final class FieldNames {
  private static final String OWN_PACKAGE = "shotline.v1";

  private FieldNames() {}

  /** Returns those of Product; a field inside another has the other's name and a dot before it. */
  public static Set<String> ofProduct() {
    Set<String> names = new TreeSet<>();
    add(io.shotline.wire.v1.Product.getDescriptor(), "", names);
    return names;
  }

  private static void add(Descriptor message, String prefix, Set<String> names) {
    for (FieldDescriptor field : message.getFields()) {
      String name = prefix + field.getName();
      names.add(name);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && field.getMessageType().getFile().getPackage().equals(OWN_PACKAGE)) {
        add(field.getMessageType(), name + ".", names);
      }
    }
  }
}
