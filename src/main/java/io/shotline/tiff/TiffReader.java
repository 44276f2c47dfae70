package io.shotline.tiff;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.image.file.DamagedFile;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageHeader.Format;
import io.shotline.core.image.file.TiffLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the samples of a TIFF file's first page as they are stored. Holds one row of a strip or
 * tile at a time, and no byte of the file is unpacked twice. For one thread.
 */
public final class TiffReader {
  /** Takes the samples of a piece of a row. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a piece.
     *
     * @param x of its first pixel, as stored
     * @param y from the top, as stored
     * @param samples pixel by pixel, without sign; overwritten after the call
     * @param length how many samples there are
     */
    void take(int x, int y, short[] samples, int length);
  }

  private final byte[] file;
  private final TiffLayout layout;
  private final int channels;
  private long unpacked;

  private TiffReader(byte[] file, TiffLayout layout, int channels) {
    this.file = file;
    this.layout = layout;
    this.channels = channels;
  }

  /**
   * Reads all pixels.
   *
   * @param header of the file, of the format TIFF; tells how many samples of a pixel are given
   * @param sink takes pieces of rows, in any order
   * @throws UndecodableImageException if the file is cut short or broken
   */
  public static void read(byte[] file, ImageHeader header, Sink sink)
      throws UndecodableImageException {
    requireNonNull(sink, "sink");
    try {
      TiffLayout layout =
          TiffLayout.of(file)
              .orElseThrow(() -> new TiffFaultException("it does not tell where its pixels are"));
      new TiffReader(file, layout, header.samples().channels()).read(sink);
    } catch (TiffFaultException e) {
      throw new UndecodableImageException(
          "TIFF file that cannot be read: " + e.getMessage() + "; send it whole, or save it anew",
          e);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Words of the libraries that unpack say nothing to a person.
      throw new UndecodableImageException(DamagedFile.pixels(Format.TIFF), e);
    }
  }

  private void read(Sink sink) throws IOException {
    int across = layout.partsAcross();
    for (int down = 0; down < layout.partsDown(); down++) {
      for (int part = 0; part < across; part++) {
        List<SampleRows> planes = new ArrayList<>();
        try {
          for (int plane = 0; plane < Math.min(layout.planes(), channels); plane++) {
            planes.add(rows((plane * layout.partsDown() + down) * across + part));
          }
          read(planes, part * layout.partSize().width(), down * layout.partSize().height(), sink);
        } finally {
          for (SampleRows rows : planes) {
            rows.close();
          }
        }
      }
    }
  }

  private void read(List<SampleRows> planes, int x, int top, Sink sink) throws IOException {
    int width = Math.min(layout.partSize().width(), layout.size().width() - x);
    int bottom = (int) Math.min((long) top + layout.partSize().height(), layout.size().height());
    short[] row = new short[width * channels];
    for (int y = top; y < bottom; y++) {
      if (planes.size() == 1 && layout.planes() == 1) {
        together(planes.get(0).next(), row);
      } else {
        for (int plane = 0; plane < planes.size(); plane++) {
          apart(planes.get(plane).next(), plane, row);
        }
      }
      if (layout.whiteIsZero()) {
        invertGrey(row);
      }
      sink.take(x, y, row, row.length);
    }
  }

  /** Leaves out the samples of each pixel that are not used. */
  private void together(short[] samples, short[] row) {
    int stored = layout.samplesPerPixel();
    if (stored == channels) {
      System.arraycopy(samples, 0, row, 0, row.length);
      return;
    }
    for (int from = 0, to = 0; to < row.length; from += stored, to += channels) {
      System.arraycopy(samples, from, row, to, channels);
    }
  }

  private void apart(short[] samples, int plane, short[] row) {
    for (int pixel = 0, to = plane; to < row.length; pixel++, to += channels) {
      row[to] = samples[pixel];
    }
  }

  private void invertGrey(short[] row) {
    int most = (1 << layout.bits()) - 1;
    for (int i = 0; i < row.length; i += channels) {
      row[i] = (short) (most - (row[i] & most));
    }
  }

  private SampleRows rows(int part) throws IOException {
    long offset = layout.parts().offset(part);
    long length = Math.min(layout.parts().length(part), file.length - offset);
    unpacked += length;
    if (offset < 0 || length <= 0) {
      throw new TiffFaultException("strip or tile " + part + " lies outside of the file");
    }
    if (unpacked > file.length) {
      throw new TiffFaultException("its strips or tiles lie over each other");
    }
    return new SampleRows(
        PackedPart.open(file, (int) offset, (int) length, layout.compression()), layout);
  }
}
