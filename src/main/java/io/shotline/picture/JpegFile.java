package io.shotline.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures as JPEG. */
public final class JpegFile {
  private static final String JPEG_METADATA = "javax_imageio_jpeg_image_1.0";

  private JpegFile() {}

  /**
   * Returns the file.
   *
   * @param quality above 0 and at most 1
   * @param comment is put into the file before the pixels; nothing if it is empty
   */
  public static byte[] of(BufferedImage picture, float quality, String comment) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(picture), parameters);
      addComment(metadata, comment);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void addComment(IIOMetadata metadata, String text) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    IIOMetadataNode comment = new IIOMetadataNode("com");
    comment.setAttribute("comment", text);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(JPEG_METADATA);
    root.getElementsByTagName("markerSequence").item(0).appendChild(comment);
    metadata.setFromTree(JPEG_METADATA, root);
  }
}
