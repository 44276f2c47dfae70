package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the page of all pictures says of them at its top.
 *
 * @param lead what came of the images, in a sentence
 * @param facts by name, in their order
 */
public record SheetFacts(String title, String lead, Map<String, String> facts) {
  public SheetFacts {
    requireNonNull(title, "title");
    requireNonNull(lead, "lead");
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
