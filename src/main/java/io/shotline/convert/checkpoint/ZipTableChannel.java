package io.shotline.convert.checkpoint;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * What a zip library may read of an untrusted file: its table of entries, within bounds of time and
 * memory. The library keeps all that it reads and its work on the fields of an entry grows with
 * their number squared. Owns the channel. Used by one thread.
 */
final class ZipTableChannel implements SeekableByteChannel {
  /** Enough for 50,000 entries; torch writes about 80 bytes for each. */
  private static final int MAX_TABLE_BYTES = 8 << 20;

  /** Of a name or of an entry's additional fields. */
  private static final int MAX_READ_BYTES = 512;

  private final FileChannel channel;
  private long bytesRead;

  ZipTableChannel(FileChannel channel) {
    this.channel = requireNonNull(channel, "channel");
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    bytesRead += target.remaining();
    if (target.remaining() > MAX_READ_BYTES || bytesRead > MAX_TABLE_BYTES) {
      throw new IOException("its table of entries is larger than any of torch.save");
    }
    return channel.read(target);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
