package io.shotline.convert.checkpoint;

import java.util.HashMap;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import org.jspecify.annotations.Nullable;

/**
 * The names that a pickle of tensors may refer to, and what each becomes. The list is closed, and
 * nothing on it does more than hold the values it was given.
 */
final class TorchGlobals {
  /** A class of storages; it names a type and cannot be called. */
  record StorageClass(StoredTensor.Type type) implements IObjectConstructor {
    @Override
    public Object construct(Object[] args) {
      throw new PickleException("a storage of " + type + " is called");
    }
  }

  private static final Map<String, IObjectConstructor> ALLOWED =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", TorchGlobals::dictionary),
          Map.entry("torch._utils._rebuild_tensor_v2", TorchGlobals::tensor),
          Map.entry("torch._utils._rebuild_parameter", TorchGlobals::parameter),
          Map.entry("torch._utils._rebuild_parameter_with_state", TorchGlobals::parameter),
          storage("Double", StoredTensor.Type.F64),
          storage("Float", StoredTensor.Type.F32),
          storage("Half", StoredTensor.Type.F16),
          storage("BFloat16", StoredTensor.Type.BF16),
          storage("Long", StoredTensor.Type.I64),
          storage("Int", StoredTensor.Type.I32),
          storage("Short", StoredTensor.Type.I16),
          storage("Char", StoredTensor.Type.I8),
          storage("Byte", StoredTensor.Type.U8),
          storage("Bool", StoredTensor.Type.BOOL));

  private TorchGlobals() {}

  /**
   * What a global becomes.
   *
   * @throws PickleException if it is not on the list; names it
   */
  static IObjectConstructor resolve(String module, String name) {
    IObjectConstructor constructor = ALLOWED.get(module + "." + name);
    if (constructor == null) {
      throw new PickleException("global " + module + "." + name + " is not allowed");
    }
    return constructor;
  }

  private static Map.Entry<String, IObjectConstructor> storage(
      String prefix, StoredTensor.Type type) {
    return Map.entry("torch." + prefix + "Storage", new StorageClass(type));
  }

  private static Object dictionary(Object[] args) {
    if (args.length > 0) {
      throw new PickleException("an OrderedDict is made with arguments");
    }
    return new HashMap<>();
  }

  /** Arguments: storage, offset, shape, strides, requires_grad, hooks and, if any, metadata. */
  private static Object tensor(Object[] args) {
    boolean plain = args.length == 6 || (args.length == 7 && isEmpty(args[6]));
    if (!plain || !(args[0] instanceof TorchStorage storage)) {
      throw new PickleException("a tensor is not plain: save its detached clone");
    }
    return new TorchTensor(storage, integer(args[1]), integers(args[2]), integers(args[3]));
  }

  private static boolean isEmpty(@Nullable Object metadata) {
    return metadata == null || (metadata instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object parameter(Object[] args) {
    if (args.length == 0 || !(args[0] instanceof TorchTensor tensor)) {
      throw new PickleException("a parameter holds no tensor");
    }
    return tensor;
  }

  /** Any whole number that fits; Python has one type for them. */
  static long integer(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new PickleException("a size, stride or offset is not a whole number of 64 bits");
  }

  private static long[] integers(Object value) {
    if (!(value instanceof Object[] tuple)) {
      throw new PickleException("a shape or strides are not a tuple");
    }
    // Before they are copied: a pickle can give one long tuple to any number of tensors.
    if (tuple.length > TensorLayout.MAX_DIMENSIONS) {
      throw new PickleException("a tensor has " + tuple.length + " dimensions");
    }
    long[] integers = new long[tuple.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integer(tuple[i]);
    }
    return integers;
  }
}
