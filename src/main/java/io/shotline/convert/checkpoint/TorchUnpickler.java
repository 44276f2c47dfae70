package io.shotline.convert.checkpoint;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pickle of a torch zip, which is a program, as data: only the operations that torch
 * writes, only the names of {@link TorchGlobals}, no call of anything else. The library's registry
 * of constructors, its stand-ins for unknown classes and its calls by reflection are out of reach,
 * because the operations that lead there are done here or refused. Used once, by one thread; any
 * fault is some RuntimeException or IOException.
 */
final class TorchUnpickler extends Unpickler {
  private static final int MAX_OPERATIONS = 2_000_000;
  private static final int MAX_KEY_LENGTH = 4096;

  private int operations;

  @Override
  protected Object dispatch(short operation) throws IOException {
    if (++operations > MAX_OPERATIONS) {
      throw new PickleException("more than " + MAX_OPERATIONS + " operations");
    }
    switch (operation) {
      case Opcodes.GLOBAL -> stack.add(globalOfLines());
      case Opcodes.STACK_GLOBAL -> stack.add(globalOfStack());
      case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ -> throw instance(operation);
      case Opcodes.BUILD -> dropState();
      case Opcodes.APPENDS -> appendAll();
      case Opcodes.SETITEM -> setItem();
      case Opcodes.SETITEMS -> setItems();
      case Opcodes.BINUNICODE -> {
        checkLength();
        return super.dispatch(operation);
      }
      default -> {
        checkHarmless(operation);
        return super.dispatch(operation);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** A storage: its kind, type, key, the device it was on, its elements. */
  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] tuple
        && tuple.length == 5
        && "storage".equals(tuple[0])
        && tuple[1] instanceof TorchGlobals.StorageClass storage
        && tuple[2] instanceof String key) {
      return new TorchStorage(key, storage.type(), TorchGlobals.integer(tuple[4]));
    }
    throw new PickleException("a reference is not to a storage");
  }

  private IObjectConstructor globalOfLines() throws IOException {
    String module = PickleUtils.readline(input);
    return TorchGlobals.resolve(module, PickleUtils.readline(input));
  }

  private IObjectConstructor globalOfStack() {
    if (!(stack.pop() instanceof String name) || !(stack.pop() instanceof String module)) {
      throw new PickleException("a global's name is not text");
    }
    return TorchGlobals.resolve(module, name);
  }

  private PickleException instance(short operation) throws IOException {
    if (operation == Opcodes.INST) {
      globalOfLines();
    }
    return refused(operation);
  }

  /** Attributes beside the contents, such as the versions of a state_dict's modules. */
  private void dropState() {
    stack.pop();
    if (!(stack.peek() instanceof Map)) {
      throw new PickleException("something other than a dictionary has a state");
    }
  }

  private void appendAll() {
    List<Object> values = stack.pop_all_since_marker();
    if (!(stack.peek() instanceof List<?>)) {
      throw new PickleException("something is appended to what is no list");
    }
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) stack.peek();
    list.addAll(values);
  }

  private void setItem() {
    Object value = stack.pop();
    Object key = stack.pop();
    put(key, value);
  }

  private void setItems() {
    List<Object> items = stack.pop_all_since_marker();
    for (int i = 0; i < items.size(); i += 2) {
      put(items.get(i), items.get(i + 1));
    }
  }

  private void put(@Nullable Object key, Object value) {
    if (key instanceof Collection || key instanceof Map) {
      throw new PickleException("a key is a list or a dictionary");
    }
    // Two equal ones are compared character by character at every assignment.
    if (key instanceof String text && text.length() > MAX_KEY_LENGTH) {
      throw new PickleException("a key has " + text.length() + " characters");
    }
    @SuppressWarnings("unchecked")
    Map<@Nullable Object, Object> dictionary = (Map<@Nullable Object, Object>) stack.peek();
    dictionary.put(key, value);
  }

  /** Before that many bytes are allocated. */
  private void checkLength() throws IOException {
    input.mark(Integer.BYTES);
    int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, Integer.BYTES));
    input.reset();
    if (length < 0 || length > input.available() - Integer.BYTES) {
      throw new PickleException("a text of " + length + " bytes is longer than the data");
    }
  }

  private static void checkHarmless(short operation) {
    switch (operation) {
      case Opcodes.PROTO, Opcodes.FRAME, Opcodes.STOP, Opcodes.MARK -> {}
      case Opcodes.NONE, Opcodes.NEWTRUE, Opcodes.NEWFALSE -> {}
      case Opcodes.BININT, Opcodes.BININT1, Opcodes.BININT2, Opcodes.LONG1 -> {}
      case Opcodes.BINFLOAT, Opcodes.SHORT_BINUNICODE, Opcodes.SHORT_BINSTRING -> {}
      case Opcodes.EMPTY_TUPLE, Opcodes.TUPLE1, Opcodes.TUPLE2, Opcodes.TUPLE3 -> {}
      case Opcodes.TUPLE, Opcodes.EMPTY_LIST, Opcodes.APPEND, Opcodes.EMPTY_DICT -> {}
      case Opcodes.BINGET, Opcodes.LONG_BINGET -> {}
      case Opcodes.BINPUT, Opcodes.LONG_BINPUT, Opcodes.MEMOIZE -> {}
      // Calls what the globals gave, which are all ours, and persistentLoad.
      case Opcodes.REDUCE, Opcodes.BINPERSID -> {}
      default -> throw refused(operation);
    }
  }

  private static PickleException refused(short operation) {
    return new PickleException("operation 0x%02x is not allowed".formatted(operation));
  }
}
