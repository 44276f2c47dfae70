package io.shotline.evaluate.report;

import io.shotline.evaluate.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Writes the end of the page: what was not evaluated, how it was done, what the words mean. */
final class Closing {
  private static final int MOST_FAULTS = 40;

  private Closing() {}

  static void addFaults(Element main, List<Fault> faults) {
    if (faults.isEmpty()) {
      return;
    }
    Element section = main.appendElement("section");
    section.appendElement("h2").text("Not evaluated");
    Element list = section.appendElement("ul");
    faults.stream()
        .limit(MOST_FAULTS)
        .forEach(fault -> list.appendElement("li").text(fault.toString()));
    if (faults.size() > MOST_FAULTS) {
      list.appendElement("li").text("and " + (faults.size() - MOST_FAULTS) + " more");
    }
  }

  static void addMethod(Element main) {
    Element section = main.appendElement("section").addClass("method");
    section.appendElement("h2").text("How to read it");
    section
        .appendElement("p")
        .text(
            "Shots are normal images. Each other image is compared with them and gets a score; from"
                + " the threshold on it is called anomalous. Shots are drawn several times, because"
                + " another draw gives other figures. An image is not judged where it is a shot.");
    Element list = section.appendElement("dl").addClass("words");
    words()
        .forEach(
            (name, meaning) -> {
              list.appendElement("dt").text(name);
              list.appendElement("dd").text(meaning);
            });
  }

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("AUROC", "How often a bad image scores above a good one: 1 is always, .5 is chance.");
    words.put(
        "Average precision",
        "The share of bad images among those flagged, averaged over all thresholds. It falls with"
            + " the share of bad images in the set.");
    words.put("Best F1", "What the best of all thresholds would reach; nobody knows it before.");
    words.put(
        "Threshold", "What scores are held against; by default it is taken from the shots alone.");
    words.put("Good flagged", "False alarms: good images at or above the threshold.");
    words.put("Bad missed", "Defects that go unnoticed: bad images below the threshold.");
    words.put(
        "Missed at 2 %",
        "The share of bad images missed if the threshold were so low that 2 of 100 good ones are"
            + " flagged.");
    words.put("Pixel AUROC", "The same as AUROC for places on the image, by the masks.");
    words.put("\u00b1", "Standard deviation over the draws of shots.");
    return words;
  }
}
