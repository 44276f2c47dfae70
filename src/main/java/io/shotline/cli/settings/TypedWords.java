package io.shotline.cli.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of a command line as they were typed. */
record TypedWords(List<String> words) {
  TypedWords {
    words = List.copyOf(words);
  }

  /** Tells whether an option is there, whatever became of its value. */
  boolean has(String option) {
    return words.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }

  /** Returns the last value that an option has behind {@code =} or as the next word. */
  Optional<String> valueOf(String option) {
    @Nullable String value = attachedTo(option).orElse(null);
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals(option)) {
        value = words.get(i + 1);
      }
    }
    return Optional.ofNullable(value);
  }

  /** Returns the last value that an option has behind {@code =}. */
  Optional<String> attachedTo(String option) {
    return words.stream()
        .filter(word -> word.startsWith(option + "="))
        .map(word -> word.substring(option.length() + 1))
        .reduce((earlier, later) -> later);
  }
}
