package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the settings of a model card one by one, of exactly the type and range that each must have,
 * and collects what is wrong. Jackson alone would take "NaN", 16.5 shots or a missing number as 0.
 */
final class CardSettings {
  private static final int MOST_CHARACTERS = 255;
  private static final int MOST_SHOWN = 80;

  private final JsonNode card;
  private final String prefix;
  private final List<String> faults;

  CardSettings(JsonNode card) {
    this(card, "", new ArrayList<>());
  }

  private CardSettings(JsonNode card, String prefix, List<String> faults) {
    this.card = requireNonNull(card, "card");
    this.prefix = prefix;
    this.faults = faults;
  }

  /** Returns the settings that one setting holds; their faults are among those of the card. */
  CardSettings within(String name) {
    return new CardSettings(card.path(name), prefix + name + ".", faults);
  }

  /** What is wrong with the settings asked for and with those nobody asked for, in words. */
  List<String> faults(List<String> names) {
    requireNoOthers(names);
    return List.copyOf(faults);
  }

  /** Notes each setting that is none of these. */
  void requireNoOthers(List<String> names) {
    card.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                faults.add(
                    prefix
                        + shown(name)
                        + " is no setting, must be one of "
                        + String.join(", ", names));
              }
            });
  }

  /** Notes a setting that must not be there. */
  void requireAbsent(String name, String rule) {
    if (value(name) != null) {
      fault(name, rule);
    }
  }

  /** Returns whether a setting is there. */
  boolean has(String name) {
    return value(name) != null;
  }

  /** Returns whether a setting holds settings. */
  boolean isObject(String name) {
    return card.path(name).isObject();
  }

  /** Returns how many settings a setting holds. */
  int size(String name) {
    return card.path(name).size();
  }

  /** Returns the choice that is named; the first one where nothing is. */
  <T> T word(String name, List<T> choices, Function<T, String> words) {
    JsonNode value = value(name);
    for (T choice : choices) {
      if (value == null || (value.isTextual() && value.textValue().equals(words.apply(choice)))) {
        return choice;
      }
    }
    fault(name, "must be " + String.join(" or ", choices.stream().map(words).toList()));
    return choices.get(0);
  }

  /** Any text. */
  String text(String name) {
    JsonNode value = value(name);
    if (value == null || !value.isTextual()) {
      fault(name, "must be text");
      return "";
    }
    return value.textValue();
  }

  /** A name for logs, metrics and results. */
  String label(String name) {
    JsonNode value = value(name);
    if (value == null || !isLabel(value)) {
      fault(
          name,
          "must be text of 1 to "
              + MOST_CHARACTERS
              + " characters, none of them a control character");
      return "";
    }
    return value.textValue();
  }

  /** Names, in their order. */
  List<String> labels(String name) {
    JsonNode value = value(name);
    List<String> labels = new ArrayList<>();
    boolean good = value != null && value.isArray() && !value.isEmpty();
    if (value != null && good) {
      for (JsonNode label : value) {
        good &= isLabel(label) && !labels.contains(label.textValue());
        labels.add(label.asText());
      }
    }
    if (!good) {
      fault(name, "must be a list of different names, at least one");
      return List.of();
    }
    return labels;
  }

  /** A whole number in this range, or what stands for one that is left out. */
  int wholeNumber(String name, int least, int most, @Nullable Integer otherwise) {
    JsonNode value = value(name);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    boolean good = value != null && value.isIntegralNumber() && value.canConvertToInt();
    if (value == null || !good || value.intValue() < least || value.intValue() > most) {
      fault(name, "must be a whole number from " + least + " to " + most);
      return least;
    }
    return value.intValue();
  }

  /** A number from 0 to 1. */
  double share(String name) {
    return number(name, 0, 1);
  }

  /** A number in this range. */
  double number(String name, double least, double most) {
    JsonNode value = value(name);
    // Written so that no number fails too.
    if (value == null
        || !value.isNumber()
        || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      fault(name, "must be a number from " + plain(least) + " to " + plain(most));
      return least;
    }
    return value.doubleValue();
  }

  /** Names and a number in this range for each, in their order. */
  Map<String, Double> numbers(String name, double least, double most) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (!isObject(name)) {
      fault(name, "must be an object of names and numbers");
      return numbers;
    }
    CardSettings held = within(name);
    card.get(name)
        .fieldNames()
        .forEachRemaining(each -> numbers.put(each, held.number(each, least, most)));
    return numbers;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  void fault(String name, String rule) {
    JsonNode value = card.get(name);
    faults.add(
        prefix
            + shown(name)
            + (value == null
                ? " is missing, "
                : " is " + shown(value.isNumber() ? value.asText() : value.toString()) + ", ")
            + rule);
  }

  private @Nullable JsonNode value(String name) {
    return card.get(name);
  }

  private static boolean isLabel(JsonNode value) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      return false;
    }
    String text = value.textValue();
    return text.length() <= MOST_CHARACTERS && text.equals(printable(text));
  }

  private static String shown(String value) {
    String start = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "..." : value;
    return printable(start);
  }

  /** A card comes from others: it must not steer a terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }
}
