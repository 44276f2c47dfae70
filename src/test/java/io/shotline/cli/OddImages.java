package io.shotline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files of the kinds that cameras and picture editors write and decoders disagree on. */
final class OddImages {
  private static final int SIDE = 256;

  private OddImages() {}

  /** By name, those that Java's decoders read. */
  static Map<String, byte[]> drawn() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("broken-profile.jpg", withProfile(new byte[600]));
    files.put("cmyk.jpg", cmyk());
    files.put("grey-alpha.png", file(greyAlpha(), "png"));
    files.put("grey16.png", file(painted(BufferedImage.TYPE_USHORT_GRAY), "png"));
    files.put("palette.png", file(painted(BufferedImage.TYPE_BYTE_INDEXED), "png"));
    files.put("rgb.bmp", file(painted(BufferedImage.TYPE_INT_RGB), "bmp"));
    files.put("rgb.jpg", jpeg());
    files.put("rgba.png", file(painted(BufferedImage.TYPE_INT_ARGB), "png"));
    return files;
  }

  /** Of RGB, with the profile of a printer beside it, which Java does not read. */
  static byte[] rgbWithCmykProfile() throws IOException {
    return withProfile(cmykProfile());
  }

  /** Of four inks. */
  private static byte[] cmyk() throws IOException {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        inks.setPixel(x, y, new int[] {x, y, 100, 200});
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Ends in the middle. */
  static byte[] truncated() throws IOException {
    byte[] png = file(painted(BufferedImage.TYPE_INT_RGB), "png");
    return Arrays.copyOf(png, png.length / 2);
  }

  /** A valid one of four inks, with the fewest tables that a profile can have. */
  private static byte[] cmykProfile() {
    byte[] toLab = table(4, 3);
    byte[] fromLab = table(3, 4);
    int at = 128 + 4 + 2 * 12;
    ByteBuffer profile = ByteBuffer.allocate(at + toLab.length + fromLab.length);
    profile.putInt(0, profile.capacity()).putInt(8, 0x02400000);
    profile.position(12).put("prtrCMYKLab ".getBytes(US_ASCII));
    profile.position(36).put("acsp".getBytes(US_ASCII));
    profile.position(68).putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    profile.position(128).putInt(2);
    profile.put("A2B0".getBytes(US_ASCII)).putInt(at).putInt(toLab.length);
    profile.put("B2A0".getBytes(US_ASCII)).putInt(at + toLab.length).putInt(fromLab.length);
    return profile.put(toLab).put(fromLab).array();
  }

  /** A table of the profile, two steps wide. */
  private static byte[] table(int inputs, int outputs) {
    int steps = (1 << inputs) * outputs;
    ByteBuffer table = ByteBuffer.allocate(48 + 256 * (inputs + outputs) + steps);
    table.put("mft1".getBytes(US_ASCII)).putInt(0);
    table.put((byte) inputs).put((byte) outputs).put((byte) 2).put((byte) 0);
    for (int i = 0; i < 9; i++) {
      table.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    for (int i = 0; table.hasRemaining(); i++) {
      table.put((byte) i);
    }
    return table.array();
  }

  private static byte[] jpeg() throws IOException {
    return file(painted(BufferedImage.TYPE_INT_RGB), "jpg");
  }

  private static byte[] withProfile(byte[] profile) throws IOException {
    byte[] jpeg = jpeg();
    byte[] name = "ICC_PROFILE\0\1\1".getBytes(ISO_8859_1);
    ByteBuffer segment = ByteBuffer.allocate(4 + name.length + profile.length);
    segment.putShort((short) 0xffe2).putShort((short) (2 + name.length + profile.length));
    segment.put(name).put(profile);
    // After the start of the image and JFIF's own segment.
    int at = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, at);
    bytes.writeBytes(segment.array());
    bytes.write(jpeg, at, jpeg.length - at);
    return bytes.toByteArray();
  }

  private static BufferedImage greyAlpha() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(model, model.createCompatibleWritableRaster(SIDE, SIDE), false, null);
    return paint(image);
  }

  private static BufferedImage painted(int type) {
    return paint(new BufferedImage(SIDE, SIDE, type));
  }

  private static BufferedImage paint(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.GRAY);
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.setColor(Color.ORANGE);
    pen.fillOval(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
    pen.dispose();
    return image;
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer of " + format);
    }
    return bytes.toByteArray();
  }
}
