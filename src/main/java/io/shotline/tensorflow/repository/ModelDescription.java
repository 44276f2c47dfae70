package io.shotline.tensorflow.repository;

import io.shotline.core.image.ModelInput;
import io.shotline.core.image.SecondLook;
import io.shotline.core.port.ModelCard;
import io.shotline.core.port.TopShare;
import io.shotline.core.port.TurnRule;
import io.shotline.tensorflow.ModelFolder;
import io.shotline.tensorflow.SavedModelSignatures;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A model in words: its settings and its signatures with types and shapes, where ? is any size.
 *
 * @param lines for a terminal
 */
public record ModelDescription(List<String> lines) {
  public ModelDescription {
    lines = List.copyOf(lines);
  }

  /** Reads the model's files; nothing is run. */
  public static ModelDescription of(ModelFolder folder) throws IOException {
    ModelCard card = folder.card();
    List<String> lines = new ArrayList<>();
    lines.add("model             " + card.name() + ", version " + card.version());
    lines.add("encoder           " + card.encoder());
    lines.add("layers            " + String.join(", ", card.layers()));
    addInput(lines, card.input());
    lines.add("score made of     " + String.join(", ", card.terms()));
    addScore(lines, card);
    lines.add("default threshold " + card.defaultThreshold());
    lines.add("most shots        " + card.maxShots());
    lines.add("threads per run   " + (card.threadsPerRun() == 0 ? "all" : card.threadsPerRun()));
    lines.add("licence           " + card.licence());
    lines.add("provenance        " + card.provenance());
    card.accuracy().forEach((name, value) -> lines.add("measured          " + name + ": " + value));
    SavedModelSignatures.read(folder.version())
        .forEach((name, signature) -> add(lines, name, signature));
    return new ModelDescription(lines);
  }

  private static void addScore(List<String> lines, ModelCard card) {
    TopShare top = card.topShare();
    if (top != null) {
      lines.add(
          "score             mean of the greatest %s %% of the residuals%s"
              .formatted(
                  percent(top.share()),
                  top.rounding() == TopShare.Rounding.DOWN ? ", rounded down" : ""));
    }
    TurnRule turns = card.turns();
    if (turns != null) {
      lines.add(
          "turned shots      the newest %d%s"
              .formatted(
                  turns.shots(),
                  turns.isAlways()
                      ? ", always"
                      : ", where they lower the shots' own scores by more than " + turns.ratio()));
    }
  }

  private static void addInput(List<String> lines, ModelInput input) {
    String fit = ", fit " + input.fit().word();
    if (input instanceof ModelInput.Square square) {
      lines.add("input             " + square.side() + " x " + square.side() + " pixels" + fit);
      lines.add("residual map      " + square.patches() + " x " + square.patches());
    } else if (input instanceof ModelInput.Rectangle rectangle) {
      lines.add(
          "input             about "
              + rectangle.area()
              + " pixels, sides in steps of "
              + rectangle.step()
              + fit);
      lines.add("residual map      a value per " + rectangle.step() + " x " + rectangle.step());
      if (rectangle.second() != null) {
        addSecond(lines, rectangle.second());
      }
    }
  }

  private static void addSecond(List<String> lines, SecondLook second) {
    lines.add(
        "second look       about %d pixels, mean of the greatest %s %% of its residuals"
            .formatted(second.area(), percent(second.topShare())));
    second
        .weights()
        .forEach(
            (pixels, weight) ->
                lines.add(
                    "  counts          %s beside 1 where the shorter side of the shots has %d pixels"
                        .formatted(weight, pixels)));
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private static void add(List<String> lines, String name, SignatureDef signature) {
    lines.add("");
    lines.add("signature " + name);
    tensors(lines, "  in   ", signature.getInputsMap());
    tensors(lines, "  out  ", signature.getOutputsMap());
  }

  private static void tensors(List<String> lines, String label, Map<String, TensorInfo> tensors) {
    new TreeMap<>(tensors)
        .forEach(
            (name, info) ->
                lines.add(
                    String.format(
                        "%s%-20s %-8s %s",
                        label,
                        name,
                        info.getDtype().name().substring(3).toLowerCase(java.util.Locale.ROOT),
                        shape(info))));
  }

  private static String shape(TensorInfo info) {
    return info.getTensorShape().getDimList().stream()
        .map(dim -> dim.getSize() < 0 ? "?" : Long.toString(dim.getSize()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
