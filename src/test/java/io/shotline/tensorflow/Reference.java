package io.shotline.tensorflow;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The reference's images, what its preprocessing made of them, and the features it expects. */
public final class Reference {
  private Reference() {}

  /** Version 1 of the model, which the reference's numbers are of. */
  public static SavedModelScorer miniModel() {
    return miniModel("1");
  }

  /** The version of the model that is the default. */
  public static SavedModelScorer defaultModel() {
    return miniModel("2");
  }

  private static SavedModelScorer miniModel(String version) {
    try {
      return SavedModelScorer.load(
          new ModelFolder(Path.of("model/mini", version)), DeviceSettings.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static EncodedImage image(String name) {
    try (InputStream file = open(name)) {
      return new EncodedImage(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of these, or one of the turned plates, which lie with the weights alone. */
  static EncodedImage plate(String name) {
    if (!name.startsWith("turned_")) {
      return image(name);
    }
    Path file = Path.of("../shared/encoder/images", name);
    assumeThat(file).exists();
    try {
      return new EncodedImage(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Steps 1 to 3 of the preprocessing, by the reference. */
  public static DecodedImage preprocessed(String name) {
    try (InputStream file = open("preprocessed/" + name + ".png")) {
      BufferedImage image = ImageIO.read(file);
      ImageSize size = new ImageSize(240, 240);
      byte[] pixels = new byte[240 * 240 * 3];
      for (int i = 0; i < pixels.length; i++) {
        int rgb = image.getRGB(i / 3 % 240, i / 720);
        pixels[i] = (byte) (rgb >> (16 - 8 * (i % 3)));
      }
      return new DecodedImage(size, pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode encoder() {
    return json("mobilenet_v2_openimages.json");
  }

  public static JsonNode json(String name) {
    try (InputStream file = open(name)) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CLIP's merges. */
  public static Path vocabulary() {
    return Path.of("src/test/resources/reference/bpe_simple_vocab_16e6.txt.gz");
  }

  public static Bank bank(SavedModelScorer model, List<String> shots)
      throws UndecodableImageException {
    List<EncodedShot> encoded = new ArrayList<>();
    for (String shot : shots) {
      DecodedImage pixels = new CardFit(model).read(image(shot));
      encoded.add(new EncodedShot(shot, shot, model.encode(List.of(pixels)).get(0)));
    }
    return new Bank("plate", "plate", 1, 16, encoded, model.describe("plate"));
  }

  private static InputStream open(String name) {
    InputStream file = Reference.class.getResourceAsStream("/reference/" + name);
    if (file == null) {
      throw new IllegalArgumentException("no test resource /reference/" + name);
    }
    return file;
  }
}
