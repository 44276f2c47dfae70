package io.shotline.tensorflow;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.image.BicubicResize;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.testing.ArrayPixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** What the public code of DINOv2 computed for small checkpoints of random weights. */
final class DinoReference {
  private static final Path FOLDER = Path.of("../shared/reference-dinov2");

  private DinoReference() {}

  /** Returns the cases of a checkpoint and a side; skips the test where they do not lie. */
  static List<JsonNode> cases(String checkpoint, int side) throws IOException {
    assumeThat(FOLDER).exists();
    List<JsonNode> cases = new ArrayList<>();
    new ObjectMapper()
        .readTree(FOLDER.resolve("cases.json").toFile())
        .get("cases")
        .forEach(
            each -> {
              if (each.get("checkpoint").asText().equals(checkpoint)
                  && each.get("side").asInt() == side) {
                cases.add(each);
              }
            });
    return cases;
  }

  static Path checkpoint(String name) {
    return FOLDER.resolve(name);
  }

  static EncodedImage image(String name) throws IOException {
    return new EncodedImage(
        Files.readAllBytes(FOLDER.resolve("../reference/images").resolve(name)));
  }

  /** Returns all of an image in a square, as the model sees it. */
  static DecodedImage fitted(String name, int side) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(image(name).bytes()));
    return BicubicResize.resize(
        ArrayPixels.of(image),
        new Region(0, 0, image.getWidth(), image.getHeight()),
        new ImageSize(side, side));
  }

  /** Returns the values of an array of floats as NumPy writes it, row by row. */
  static float[] array(String name) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    file.position(10 + file.getShort(8));
    float[] values = new float[file.remaining() / Float.BYTES];
    file.asFloatBuffer().get(values);
    return values;
  }

  static float[] floats(JsonNode values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.get(i).asDouble();
    }
    return floats;
  }
}
