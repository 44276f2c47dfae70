package io.shotline.camera;

import io.shotline.core.image.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEGs in memory. */
public final class JpegWriter {
  /** An industrial camera's: high. */
  public static final double QUALITY = 0.92;

  private static final int EXPECTED_BYTES = 128 * 1024;

  private final float quality;

  /**
   * @param quality 0 to 1, as ImageIO counts it
   */
  public JpegWriter(double quality) {
    this.quality = (float) quality;
  }

  public EncodedImage write(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
    // ImageIO's own choice of stream would go through a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    } finally {
      writer.dispose();
    }
    return new EncodedImage(bytes.toByteArray());
  }
}
