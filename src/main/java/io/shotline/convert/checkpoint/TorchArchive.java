package io.shotline.convert.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Objects;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The zip that {@code torch.save} writes: a pickle {@code data.pkl} that describes the saved
 * object, and for each storage an entry {@code data/<key>} with raw values, none of them
 * compressed. The file is untrusted. Whoever opens it closes it; tensors taken from it stay valid.
 */
public final class TorchArchive implements AutoCloseable {
  private static final String PICKLE = "data.pkl";
  private static final int MAX_PICKLE_BYTES = 64 << 20;

  private final Path file;
  private final FileChannel channel;
  private final ZipFile zip;
  private final String root;

  private TorchArchive(Path file, FileChannel channel, ZipFile zip) {
    this.file = file;
    this.channel = channel;
    this.zip = zip;
    this.root = root();
  }

  /**
   * Opens a file and checks its table of entries.
   *
   * @throws CheckpointException if it is not such a zip; names the file and the fault
   */
  public static TorchArchive open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    ZipFile zip = zip(file, channel);
    try {
      TorchArchive archive = new TorchArchive(file, channel, zip);
      archive.checkEntries();
      return archive;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Owns the channel, and closes it if this fails. */
  private static ZipFile zip(Path file, FileChannel channel) throws IOException {
    try {
      // Local headers have nothing to say but where the data begin, and can be made to cost hours.
      return ZipFile.builder()
          .setSeekableByteChannel(new ZipTableChannel(channel))
          .setIgnoreLocalFileHeader(true)
          .setUseUnicodeExtraFields(false)
          .get();
    } catch (IOException | RuntimeException e) {
      channel.close();
      Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
      throw new CheckpointException(
          file + ": a damaged or incomplete zip: get it anew (" + reason.getMessage() + ")", e);
    }
  }

  /**
   * The saved object: maps, lists, {@code Object[]} for tuples, numbers, texts, and {@link
   * TorchTensor}s. It may be nested deeply and contain itself.
   *
   * @throws CheckpointException if the pickle refers to anything else or is damaged
   */
  public @Nullable Object load() throws IOException {
    byte[] pickle = bytes(PICKLE, MAX_PICKLE_BYTES);
    try {
      return new TorchUnpickler().load(new ByteArrayInputStream(pickle));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      throw new CheckpointException(file + ": " + PICKLE + " cannot be read: " + reason, e);
    }
  }

  /**
   * Maps a tensor of the saved object.
   *
   * @param name for errors
   * @throws CheckpointException if it does not lie within its storage, or that not in the file
   */
  public StoredTensor map(String name, TorchTensor tensor) throws IOException {
    String where = file + ": tensor " + name;
    TensorLayout layout = tensor.layout(where);
    TorchStorage storage = tensor.storage();
    long elements = storage.elements();
    if (tensor.offset() < 0
        || layout.elements() > elements
        || layout.span() > elements - tensor.offset()) {
      throw new CheckpointException(
          "%s of %d elements over %d from %d on lies outside its storage of %d"
              .formatted(where, layout.elements(), layout.span(), tensor.offset(), elements));
    }
    ZipArchiveEntry entry = entry("data/" + storage.key());
    int bytes = storage.type().bytes();
    if (entry.getSize() % bytes != 0 || entry.getSize() / bytes != elements) {
      throw new CheckpointException(
          where + " has a storage of " + entry.getSize() + " bytes, not " + elements + " elements");
    }
    long position = begin(entry) + tensor.offset() * bytes;
    return StoredTensor.map(where, storage.type(), layout, channel, position);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private String root() {
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = entry.getName();
      if (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.lastIndexOf('/')) {
        return name.substring(0, name.length() - PICKLE.length());
      }
    }
    throw new CheckpointException(file + ": a zip without " + PICKLE + ": not from torch.save");
  }

  private void checkEntries() throws IOException {
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (entry.getMethod() != ZipArchiveEntry.STORED
          || entry.getGeneralPurposeBit().usesEncryption()
          || entry.getSize() != entry.getCompressedSize()) {
        throw new CheckpointException(
            file
                + ": entry "
                + entry.getName()
                + " is compressed or encrypted; torch.save it anew");
      }
      if (entry.getSize() > channel.size()) {
        throw new CheckpointException(file + ": entry " + entry.getName() + " is incomplete");
      }
    }
    if (zip.getEntry(root + "byteorder") != null) {
      String order = new String(bytes("byteorder", 16), US_ASCII);
      if (!order.equals("little")) {
        throw new CheckpointException(
            file + ": byte order " + order + "; only little is read: save it on such a machine");
      }
    }
  }

  /**
   * Where an entry's data begin in the file, which the library finds out when a stream is asked.
   */
  private long begin(ZipArchiveEntry entry) throws IOException {
    try {
      zip.getRawInputStream(entry).close();
      return entry.getDataOffset();
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(file + ": entry " + entry.getName() + " is damaged", e);
    }
  }

  private ZipArchiveEntry entry(String name) {
    ZipArchiveEntry entry = zip.getEntry(root + name);
    if (entry == null) {
      throw new CheckpointException(file + ": no entry " + root + name + ": it is incomplete");
    }
    return entry;
  }

  private byte[] bytes(String name, int limit) throws IOException {
    ZipArchiveEntry entry = entry(name);
    if (entry.getSize() > limit) {
      throw new CheckpointException(
          file + ": " + name + " has " + entry.getSize() + " bytes, more than " + limit);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.getSize());
    long position = begin(entry);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new CheckpointException(file + ": " + name + " ends after the file");
      }
    }
    return bytes.array();
  }
}
