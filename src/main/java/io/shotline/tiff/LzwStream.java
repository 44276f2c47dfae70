package io.shotline.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import org.apache.commons.compress.compressors.lzw.LZWInputStream;

/** Unpacks LZW as TIFF 6.0, section 13, has it: codes grow one entry early, and 257 ends. */
final class LzwStream extends LZWInputStream {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int LEAST_BITS = 9;
  private static final int MOST_BITS = 12;

  LzwStream(InputStream packed) {
    super(packed, ByteOrder.BIG_ENDIAN);
    initializeTables(MOST_BITS);
    clear();
  }

  private void clear() {
    setTableSize(END + 1);
    setCodeSize(LEAST_BITS);
    resetPreviousCode();
  }

  @Override
  protected int addEntry(int previousCode, byte character) throws IOException {
    int code = addEntry(previousCode, character, 1 << MOST_BITS);
    if (getTableSize() == (1 << getCodeSize()) - 1 && getCodeSize() < MOST_BITS) {
      incrementCodeSize();
    }
    return code;
  }

  @Override
  protected int decompressNextSymbol() throws IOException {
    int code = readNextCode();
    if (code < 0 || code == END) {
      return -1;
    }
    if (code == CLEAR) {
      clear();
      return 0;
    }
    boolean isNew = code == getTableSize();
    if (code > getTableSize()) {
      throw new TiffFaultException(
          "LZW code " + code + " is not among the " + getTableSize() + " known");
    }
    if (isNew) {
      addRepeatOfPreviousCode();
    }
    return expandCodeToOutputStack(code, isNew);
  }
}
