package io.shotline.tensorflow.repository;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.core.CardFit;
import io.shotline.core.image.DecodedImage;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.core.port.Bank;
import io.shotline.core.port.Bank.EncodedShot;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.port.ShotFeatures;
import io.shotline.tensorflow.BankStack;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases of a fixture through a model and keeps the largest difference of each output. A
 * fixture is a folder with {@code scores.json}, a list of cases (product, query, shots, and any of
 * the expected outputs), and the images in {@code images/}.
 */
public final class ModelVerification {
  /**
   * What came out.
   *
   * @param largest absolute difference over all values of all cases
   * @param tolerance most that counts as the same
   */
  public record Difference(String output, int cases, double largest, double tolerance) {
    /** False for a difference that is no number, too. */
    public boolean isWithin() {
      return largest <= tolerance;
    }
  }

  private static final double SCORE = 1e-4;
  private static final double MAP = 2e-5;

  private final SavedModelScorer model;
  private final CardFit fit;
  private final Path fixture;
  private final Map<String, DecodedImage> images = new LinkedHashMap<>();
  private final Map<String, Difference> differences = new LinkedHashMap<>();

  /**
   * @param model stays the caller's to close
   */
  public ModelVerification(SavedModelScorer model, Path fixture) {
    this.model = requireNonNull(model, "model");
    this.fit = new CardFit(model);
    this.fixture = requireNonNull(fixture, "fixture");
  }

  /**
   * Runs all cases.
   *
   * @return a row per output that the fixture expects something of
   * @throws IOException if the fixture cannot be read or has no cases; names the file
   */
  public List<Difference> run() throws IOException {
    Path file = fixture.resolve("scores.json");
    JsonNode cases = new ObjectMapper().readTree(file.toFile());
    if (!cases.isArray() || cases.isEmpty()) {
      throw new IOException(file + ": no list of cases");
    }
    for (JsonNode expected : cases) {
      compare(expected);
    }
    return List.copyOf(differences.values());
  }

  private void compare(JsonNode expected) throws IOException {
    DecodedImage query = image(expected.path("query").asText());
    List<EncodedShot> shots = new ArrayList<>();
    for (JsonNode shot : expected.path("shots")) {
      ShotFeatures features = model.encode(List.of(image(shot.asText()))).get(0);
      shots.add(new EncodedShot(shot.asText(), shot.asText(), features));
    }
    if (shots.isEmpty()) {
      throw new IOException(fixture.resolve("scores.json") + ": a case without shots");
    }
    String product = expected.path("product").asText();
    Bank bank = new Bank(product, product, 0, shots.size(), shots, model.describe(product));
    ModelScore score = model.score(List.of(new ScoreRequest(query, bank))).get(0);
    add("final_score", expected, SCORE, score.score());
    add("holistic_score", expected, SCORE, value(score.components().holistic()));
    add("image_residual_score", expected, SCORE, value(score.components().imageResidual()));
    add("text_score", expected, SCORE, value(score.components().textScore()));
    add("max_patch_residual", expected, MAP, score.components().maxPatchResidual());
    add("patch_residual_map", expected, MAP, doubles(score.residualMap().values()));
    add("class_token", expected, SCORE, doubles(model.classToken(query)));
    add("adapted_prompt_token", expected, SCORE, doubles(BankStack.meanToken(bank)));
    double[] texts = doubles(bank.text().values());
    int half = texts.length / 2;
    add("text_features_normal", expected, SCORE, Arrays.copyOfRange(texts, 0, half));
    add("text_features_anomaly", expected, SCORE, Arrays.copyOfRange(texts, half, texts.length));
  }

  private void add(String output, JsonNode expected, double tolerance, double... found) {
    JsonNode values = expected.path(output);
    if (values.isMissingNode()) {
      return;
    }
    double largest = values.isArray() && values.size() != found.length ? Double.NaN : 0;
    for (int i = 0; i < found.length; i++) {
      double value = values.isArray() ? values.path(i).asDouble() : values.asDouble();
      largest = Math.max(largest, Math.abs(value - found[i]));
    }
    Difference before = differences.get(output);
    differences.put(
        output,
        new Difference(
            output,
            before == null ? 1 : before.cases() + 1,
            before == null ? largest : Math.max(largest, before.largest()),
            tolerance));
  }

  private DecodedImage image(String name) throws IOException {
    DecodedImage known = images.get(name);
    if (known != null) {
      return known;
    }
    Path file = fixture.resolve("images").resolve(name);
    try {
      DecodedImage image = fit.read(new EncodedImage(Files.readAllBytes(file)));
      images.put(name, image);
      return image;
    } catch (UndecodableImageException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** A term that the model lacks is as wrong as can be. */
  private static double value(@Nullable Double term) {
    return term == null ? Double.NaN : term;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
