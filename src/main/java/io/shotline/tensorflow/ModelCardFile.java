package io.shotline.tensorflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shotline.core.port.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes {@code assets/model.json} and holds each setting against its rule: a threshold
 * that is no number would make every image normal without a word.
 */
final class ModelCardFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SHOTS = 1000;
  private static final int MOST_THREADS = 1024;
  private static final List<String> SETTINGS =
      List.of(
          "name",
          "version",
          "encoder",
          "layers",
          CardInput.INPUT,
          CardInput.GRID,
          CardInput.FIT,
          CardInput.SECOND_LOOK,
          "max_shots",
          "default_threshold",
          "threads_per_run",
          "terms",
          CardScore.TOP_SHARE,
          CardScore.TOP_ROUNDING,
          CardScore.TURNS,
          "licence",
          "provenance",
          CardScore.ACCURACY);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // So that the rule can name the value.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private ModelCardFile() {}

  /** Where the card of a version lies. */
  static Path in(Path version) {
    return version.resolve("assets").resolve("model.json");
  }

  /**
   * Reads the card of a version.
   *
   * @throws IOException if it cannot be read or a setting is wrong; one line that names the file
   *     and of each wrong setting the value and the rule
   */
  static ModelCard read(Path version) throws IOException {
    Path file = in(version);
    return card(file, folderNumber(version), tree(file));
  }

  /**
   * Writes the card of a version.
   *
   * @throws IOException if it could not be read again, or not written
   */
  static void write(Path version, ModelCard card) throws IOException {
    Path file = in(version);
    Map<String, Object> settings = settings(card);
    card(file, folderNumber(version), JSON.valueToTree(settings));
    Files.createDirectories(version.resolve("assets"));
    String json = JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(settings);
    Files.writeString(file, json + "\n");
  }

  private static Map<String, Object> settings(ModelCard card) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", card.name());
    settings.put("version", card.version());
    settings.put("encoder", card.encoder());
    settings.put("layers", card.layers());
    CardInput.write(card.input(), settings);
    settings.put("max_shots", card.maxShots());
    settings.put("default_threshold", card.defaultThreshold());
    settings.put("threads_per_run", card.threadsPerRun());
    settings.put("terms", card.terms());
    CardScore.writeRule(card, settings);
    settings.put("licence", card.licence());
    settings.put("provenance", card.provenance());
    CardScore.writeAccuracy(card, settings);
    return settings;
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      long bytes = Files.size(file);
      if (bytes > MOST_BYTES) {
        throw new IOException(
            "it has " + bytes + " bytes, must be at most " + MOST_BYTES + " bytes");
      }
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IOException(
          file + " cannot be read: " + firstLine(e.getOriginalMessage()) + line, e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ModelCard card(Path file, String number, JsonNode json) throws IOException {
    if (!json.isObject()) {
      throw new IOException(file + " must be one JSON object with " + String.join(", ", SETTINGS));
    }
    CardSettings settings = new CardSettings(json);
    String version = version(settings, number);
    ModelCard card =
        new ModelCard(
            settings.label("name"),
            version,
            settings.text("encoder"),
            settings.labels("layers"),
            CardInput.read(settings),
            settings.wholeNumber("max_shots", 1, MOST_SHOTS, null),
            settings.share("default_threshold"),
            settings.wholeNumber("threads_per_run", 0, MOST_THREADS, 0),
            settings.labels("terms"),
            settings.text("licence"),
            settings.text("provenance"),
            CardScore.topShare(settings),
            CardScore.turns(settings, MOST_SHOTS),
            CardScore.accuracy(settings));
    List<String> faults = settings.faults(SETTINGS);
    if (!faults.isEmpty()) {
      throw new IOException(file + ": " + String.join("; ", faults));
    }
    return card;
  }

  private static String version(CardSettings settings, String number) {
    String version = settings.label("version");
    String digits = version.replaceFirst("^0+(?=.)", "");
    if (!version.isEmpty() && !number.isEmpty() && !digits.equals(number)) {
      settings.fault("version", "must be " + number + " as its folder");
    }
    return version;
  }

  /** The number that the folder's name is, empty for another name. */
  private static String folderNumber(Path version) {
    Path name = version.toAbsolutePath().normalize().getFileName();
    String digits = name == null ? "" : name.toString();
    return digits.matches("[0-9]{1,18}") ? digits.replaceFirst("^0+(?=.)", "") : "";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
