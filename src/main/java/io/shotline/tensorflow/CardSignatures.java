package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.ModelInput;
import io.shotline.core.port.ModelCard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Holds a model's card against the signatures of its graph, so that a card of another graph is seen
 * before the first image. What a signature leaves open is not asked.
 */
final class CardSignatures {
  private static final List<String> TERMS =
      List.of("holistic", "max_patch_residual", "image_residual", "text_score");

  /** A size that a signature leaves open. */
  private static final Long OPEN = -1L;

  private final ModelCard card;
  private final List<String> faults = new ArrayList<>();

  private CardSignatures(ModelCard card) {
    this.card = requireNonNull(card, "card");
  }

  /**
   * Requires that they fit.
   *
   * @param signatures by name; one that is missing is not asked for here
   * @throws IOException if they don't; one line that names file, settings and what they must be
   */
  static void require(ModelFolder folder, Map<String, SignatureDef> signatures) throws IOException {
    CardSignatures check = new CardSignatures(folder.card());
    check.terms();
    check.comparison(signatures.keySet());
    check.secondLook(signatures.keySet());
    signatures.forEach(check::signature);
    if (!check.faults.isEmpty()) {
      throw new IOException(
          ModelCardFile.in(folder.version()) + ": " + String.join("; ", check.faults));
    }
  }

  private void terms() {
    for (String term : card.terms()) {
      if (!TERMS.contains(term)) {
        faults.add("terms has " + term + ", must be of " + String.join(", ", TERMS));
      }
    }
  }

  private void comparison(Set<String> signatures) {
    if (card.comparesShots() && !signatures.contains("compare")) {
      faults.add("top_share is there, but the model has no signature compare");
    }
  }

  private void secondLook(Set<String> signatures) {
    if (card.input() instanceof ModelInput.Rectangle input && input.second() != null) {
      for (String name : List.of("residuals", "looks")) {
        if (!signatures.contains(name)) {
          faults.add("second_look is there, but the model has no signature " + name);
        }
      }
    }
  }

  private void signature(String name, SignatureDef signature) {
    switch (name) {
      case "decode" -> pixels("image", name, signature.getOutputsMap());
      case "encode", "encode_onednn" -> encode(name, signature);
      case "score", "score_onednn" -> score(name, signature);
      case "compare", "residuals" -> compare(name, signature);
      default -> {
        // What else there is depends on no setting.
      }
    }
  }

  private void encode(String name, SignatureDef signature) {
    pixels("images", name, signature.getInputsMap());
    for (String layer : card.layers()) {
      require("layers has " + layer, name, signature, "patches_" + layer);
    }
  }

  private void compare(String name, SignatureDef signature) {
    requireLayers("patches_", name, signature);
    requireLayers("bank_", name, signature);
  }

  private void requireLayers(String prefix, String name, SignatureDef signature) {
    for (String layer : card.layers()) {
      String input = prefix + layer;
      if (!signature.containsInputs(input)) {
        faults.add("layers has " + layer + ", but " + named(name) + " has no input " + input);
      }
    }
  }

  private void score(String name, SignatureDef signature) {
    requireLayers("bank_", name, signature);
    for (String input : new TreeSet<>(signature.getInputsMap().keySet())) {
      String layer = input.replaceFirst("^bank_", "");
      if (!layer.equals(input) && !layer.equals("index") && !card.layers().contains(layer)) {
        faults.add("layers lacks " + layer + ", but " + named(name) + " has an input " + input);
      }
    }
    for (String term : card.terms()) {
      if (TERMS.contains(term)) {
        require("terms has " + term, name, signature, term);
      }
    }
    width("text_score", "text_features", name, signature);
    width("image_residual", "prompt_tokens", name, signature);
    grid(name, signature);
  }

  private void require(String setting, String name, SignatureDef signature, String output) {
    if (!signature.containsOutputs(output)) {
      faults.add(setting + ", but " + named(name) + " has no output " + output);
    }
  }

  /** A term is made of an input that has values. */
  private void width(String term, String input, String name, SignatureDef signature) {
    List<Long> shape = shape(signature.getInputsMap().get(input));
    if (shape.isEmpty()) {
      return;
    }
    long width = shape.get(shape.size() - 1);
    if (card.terms().contains(term) && width == 0) {
      faults.add(
          "terms has " + term + ", but input " + input + " of " + named(name) + " is 0 wide");
    }
    if (term.equals("text_score") && !card.terms().contains(term) && width > 0) {
      faults.add(
          "terms lacks "
              + term
              + ", but input "
              + input
              + " of "
              + named(name)
              + " is "
              + width
              + " wide");
    }
  }

  /** Rows and columns of the map, in the middle of [B, rows, columns]. */
  private void grid(String name, SignatureDef signature) {
    List<Long> shape = shape(signature.getOutputsMap().get("residual_map"));
    if (shape.size() == 3) {
      String found = "residual_map of " + named(name) + " has %s x %s patches";
      if (card.input() instanceof ModelInput.Square square) {
        size("grid", square.patches(), found, shape.subList(1, 3));
      } else {
        open(found, shape.subList(1, 3));
      }
    }
  }

  /** Height and width of images, before the channels. */
  private void pixels(String tensor, String name, Map<String, TensorInfo> tensors) {
    List<Long> shape = shape(tensors.get(tensor));
    if (shape.size() >= 3) {
      List<Long> sides = shape.subList(shape.size() - 3, shape.size() - 1);
      String found = tensor + " of " + named(name) + " has %s x %s pixels";
      if (card.input() instanceof ModelInput.Square square) {
        size("input", square.side(), found, sides);
      } else {
        open(found, sides);
      }
    }
  }

  private void size(String setting, long size, String found, List<Long> sides) {
    if (!sides.contains(OPEN) && !sides.equals(List.of(size, size))) {
      faults.add(setting + " is " + size + ", but " + found.formatted(sides.toArray()));
    }
  }

  /** A model of rectangles takes them in any size. */
  private void open(String found, List<Long> sides) {
    if (!sides.equals(List.of(OPEN, OPEN))) {
      faults.add("input has area and step, but " + found.formatted(sides.toArray()));
    }
  }

  private static String named(String signature) {
    return "signature " + signature;
  }

  /** Sizes, of which -1 is any; none where the signature says nothing. */
  private static List<Long> shape(@Nullable TensorInfo tensor) {
    if (tensor == null || tensor.getTensorShape().getUnknownRank()) {
      return List.of();
    }
    return tensor.getTensorShape().getDimList().stream()
        .map(TensorShapeProto.Dim::getSize)
        .toList();
  }
}
