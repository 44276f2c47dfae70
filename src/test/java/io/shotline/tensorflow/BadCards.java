package io.shotline.tensorflow;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Changes that spoil a model card, each with the fault that is told. */
final class BadCards {
  static final String SHARE = "must be a number from 0 to 1";
  static final String SHOTS = "must be a whole number from 1 to 1000";
  private static final String LABEL =
      "must be text of 1 to 255 characters, none of them a control character";
  private static final String LABELS = "must be a list of different names, at least one";

  private static final String SECOND = "{\"area\":%s,\"top_share\":%s,\"weights\":%s}";

  private BadCards() {}

  static Stream<Arguments> badCards() {
    return Stream.of(
            numbers(),
            texts(),
            lists(),
            inputs(),
            scores(),
            Stream.of(
                bad(card -> card.replace("{", "["), "cannot be read: "),
                bad(card -> "[]", "must be one JSON object"),
                bad(card -> "", "must be one JSON object"),
                bad(card -> card + card, "cannot be read: "),
                bad(card -> " ".repeat(1 << 20) + card, "must be at most 1048576 bytes"),
                bad(
                    card -> card.replace("\"grid\"", "\"max_shots\" : 4, \"grid\""),
                    "cannot be read: Duplicate field 'max_shots'"),
                bad(
                    card -> card.replace("\"grid\"", "\"shots\" : 4, \"grid\""),
                    "shots is no setting, must be one of name, version, ")))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        bad("default_threshold", null, "default_threshold is missing, " + SHARE),
        bad("default_threshold", "null", "default_threshold is null, " + SHARE),
        bad("default_threshold", "NaN", "default_threshold is NaN, " + SHARE),
        bad("default_threshold", "\"NaN\"", "default_threshold is \"NaN\", " + SHARE),
        bad("default_threshold", "1e999", "default_threshold is Infinity, " + SHARE),
        bad("default_threshold", "-0.05", "default_threshold is -0.05, " + SHARE),
        bad("default_threshold", "7.0", "default_threshold is 7.0, " + SHARE),
        bad("default_threshold", "\"0.05\"", "default_threshold is \"0.05\", " + SHARE),
        bad("default_threshold", "[0.05]", "default_threshold is [0.05], " + SHARE),
        bad("max_shots", null, "max_shots is missing, " + SHOTS),
        bad("max_shots", "0", "max_shots is 0, " + SHOTS),
        bad("max_shots", "-4", "max_shots is -4, " + SHOTS),
        bad("max_shots", "16.5", "max_shots is 16.5, " + SHOTS),
        bad("max_shots", "\"16\"", "max_shots is \"16\", " + SHOTS),
        bad("max_shots", "4294967312", "max_shots is 4294967312, " + SHOTS),
        bad("max_shots", "9".repeat(900), "999..., " + SHOTS),
        bad("grid", null, "grid is missing, must be a whole number from 1 to 240"),
        bad("grid", "0", "grid is 0, must be a whole number from 1 to 240"),
        bad("grid", "16", "grid is 16, but residual_map of signature score has 15 x 15"),
        bad("threads_per_run", "-1", "threads_per_run is -1, must be a whole number from 0 to"),
        bad("threads_per_run", "true", "threads_per_run is true, must be a whole number from 0"));
  }

  private static Stream<Arguments> inputs() {
    return Stream.of(
        input("448", "input is 448, but image of signature decode has 240 x 240 pixels"),
        input("448", "input is 448, but images of signature encode has 240 x 240 pixels"),
        input("\"wide\"", "input is \"wide\", must be a whole number from 1 to 4096"),
        input("8", "grid is 15, must be a whole number from 1 to 8"),
        input(
            "{\"area\":57600,\"step\":16}",
            "grid is 15, must be left out: the grid follows from input.step"),
        rectangle(
            "{\"area\":57600,\"step\":16}",
            "input has area and step, but images of signature encode has 240 x 240 pixels"),
        rectangle("{\"area\":57600}", "input.step is missing, must be a whole number from 1 to"),
        rectangle(
            "{\"area\":100,\"step\":16}",
            "input.area is 100, must be a whole number from 256 to 16777216"),
        rectangle(
            "{\"area\":57600,\"step\":16,\"side\":3}",
            "input.side is no setting, must be one of area, step"),
        second(
            "{\"area\":57600,\"step\":16}",
            "true",
            "second_look is true, must be an object of area"),
        second("240", SECOND.formatted(9, 1, "{}"), "must be left out where input has no area"),
        second(
            "{\"area\":57600,\"step\":16}",
            SECOND.formatted(9, 0.01, "{\"100\":1}"),
            "second_look.area is 9, must be a whole number from 256 to 16777216"),
        second(
            "{\"area\":57600,\"step\":16}",
            SECOND.formatted(9000, 2, "{\"100\":1}"),
            "second_look.top_share is 2, must be a number from 0.001 to 1"),
        second(
            "{\"area\":57600,\"step\":16}",
            SECOND.formatted(9000, 0.01, "{\"wide\":1}"),
            "second_look.weights is {\"wide\":1}, must be numbers above 0 by whole numbers of"),
        second(
            "{\"area\":57600,\"step\":16}",
            SECOND.formatted(9000, 0.01, "{\"100\":0}"),
            "second_look.weights is {\"100\":0}, must be numbers above 0 by whole numbers of"),
        second(
            "{\"area\":57600,\"step\":16}",
            "{\"area\":9000,\"side\":3,\"top_share\":0.01,\"weights\":{\"100\":1}}",
            "second_look.side is no setting, must be one of area, top_share, weights"),
        second(
            "{\"area\":57600,\"step\":16}",
            SECOND.formatted(9000, 0.01, "{\"100\":1}"),
            "second_look is there, but the model has no signature residuals"),
        bad(
            card -> card.replace("\"grid\"", "\"fit\" : \"round\", \"grid\""),
            "fit is \"round\", must be centre or square"),
        bad(
            card -> card.replace("\"grid\"", "\"fit\" : \"whole\", \"grid\""),
            "fit is \"whole\", must be centre or square"));
  }

  private static Arguments second(String input, String look, String fault) {
    return bad(
        card ->
            card.replace("\"grid\" : 15,", input.startsWith("{") ? "" : "\"grid\" : 15,")
                .replace(
                    "\"max_shots\"",
                    "\"input\" : " + input + ", \"second_look\" : " + look + ", \"max_shots\""),
        fault);
  }

  private static Arguments input(String value, String fault) {
    return bad(card -> card.replace("\"grid\"", "\"input\" : " + value + ", \"grid\""), fault);
  }

  private static Stream<Arguments> scores() {
    String turns = "\"turns\" : {\"ratio\" : %s, \"shots\" : %s}";
    String share = "\"top_share\" : 0.04, ";
    String range = "must be a number from 0.001 to 1";
    return Stream.of(
        with("\"top_share\" : 0", "top_share is 0, " + range),
        with("\"top_share\" : 4", "top_share is 4, " + range),
        with("\"top_share\" : \"NaN\"", "top_share is \"NaN\", " + range),
        with("\"top_share\" : NaN", "top_share is NaN, " + range),
        with(turns.formatted(1.25, 8), "top_share is missing, must be there where turns is"),
        with(
            share + turns.formatted(1.25, 8),
            "top_share is there, but the model has no signature compare"),
        with(
            share + turns.formatted(0.5, 8),
            "turns.ratio is 0.5, must be 0 for always, or a number from 1 to 100"),
        with(share + turns.formatted(-1, 8), "turns.ratio is -1, must be a number from 0 to 100"),
        with(
            share + "\"top_rounding\" : \"up\"", "top_rounding is \"up\", must be nearest or down"),
        with(
            "\"top_rounding\" : \"down\"",
            "top_rounding is \"down\", must be left out where there is no top_share"),
        with(
            share + turns.formatted(1.25, 0),
            "turns.shots is 0, must be a whole number from 1 to 1000"),
        with(share + "\"turns\" : true", "turns is true, must be an object of ratio and shots"),
        with(
            share + "\"turns\" : {\"ratio\" : 2, \"shots\" : 8, \"step\" : 45}",
            "turns.step is no setting, must be one of ratio, shots"),
        with("\"accuracy\" : 0.9", "accuracy is 0.9, must be an object of names and numbers"),
        with("\"accuracy\" : {\"AUROC\" : 1.5}", "accuracy.AUROC is 1.5, " + SHARE),
        with("\"accuracy\" : {\"A\\u001bB\" : \"good\"}", "accuracy.A?B is \"good\", " + SHARE));
  }

  private static Arguments with(String settings, String fault) {
    return bad(card -> card.replace("\"grid\"", settings + ", \"grid\""), fault);
  }

  /** Without the grid, which such a card must not have. */
  private static Arguments rectangle(String value, String fault) {
    return bad(card -> card.replace("\"grid\" : 15", "\"input\" : " + value), fault);
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        bad("name", null, "name is missing, " + LABEL),
        bad("name", "\"\"", "name is \"\", " + LABEL),
        bad("name", "\" \"", "name is \" \", " + LABEL),
        bad("name", "4", "name is 4, " + LABEL),
        bad("name", "\"mi\\u001b[2Jni\"", "name is \"mi\\u001B[2Jni\", " + LABEL),
        bad("name", "\"mi\\nni\"", "name is \"mi\\nni\", " + LABEL),
        bad("name", "\"mi\u202eni\"", "name is \"mi?ni\", " + LABEL),
        bad("name", '"' + "m".repeat(256) + '"', "mmm..., " + LABEL),
        bad("version", null, "version is missing, " + LABEL),
        bad("version", "\"7\"", "version is \"7\", must be "),
        bad("version", "\"two\"", "version is \"two\", must be "),
        bad("encoder", null, "encoder is missing, must be text"),
        bad("licence", "7", "licence is 7, must be text"),
        bad("provenance", "{}", "provenance is {}, must be text"));
  }

  private static Stream<Arguments> lists() {
    return Stream.of(
        bad("layers", null, "layers is missing, " + LABELS),
        bad("layers", "[]", "layers is [], " + LABELS),
        bad("layers", "[\"block3\",\"block3\"]", "layers is [\"block3\",\"block3\"], " + LABELS),
        bad("layers", "[3]", "layers is [3], " + LABELS),
        bad("layers", "\"block3\"", "layers is \"block3\", " + LABELS),
        bad(
            "layers",
            "[\"block3\",\"block6\",\"block9\",\"block99\"]",
            "layers has block99, but signature encode has no output patches_block99"),
        bad(
            "layers",
            "[\"block3\",\"block6\",\"block9\"]",
            "layers lacks block12, but signature score has an input bank_block12"),
        bad("terms", null, "terms is missing, " + LABELS),
        bad("terms", "[]", "terms is [], " + LABELS),
        bad("terms", "[\"greatest\"]", "terms has greatest, must be of holistic, "),
        bad(
            "terms",
            "[\"max_patch_residual\",\"text_score\"]",
            "terms has text_score, but input text_features of signature score is 0 wide"),
        bad(
            "terms",
            "[\"max_patch_residual\",\"image_residual\"]",
            "terms has image_residual, but input prompt_tokens of signature score is 0 wide"));
  }

  private static Arguments bad(String setting, @Nullable String value, String fault) {
    return bad(card -> ModelCopy.with(card, setting, value), fault);
  }

  private static Arguments bad(UnaryOperator<String> spoil, String fault) {
    return Arguments.of(spoil, fault);
  }
}
