package io.shotline.cli.print;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.picture.PictureName;
import io.shotline.picture.PicturesOf;
import io.shotline.picture.ResultPictures;
import io.shotline.picture.SheetFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the images of {@code score} that pictures are wanted of.
 *
 * @param version of shotline, for the page
 */
public record ScorePictures(ResultPictures pictures, PicturesOf of, String version) {
  /** The one section of the page. */
  public static final List<String> SECTIONS = List.of("Images");

  public ScorePictures {
    requireNonNull(pictures, "pictures");
    requireNonNull(of, "of");
    requireNonNull(version, "version");
  }

  /**
   * Draws an image if its picture is wanted.
   *
   * @param source the image's file
   * @throws IOException if it cannot be drawn or written; says in one line why and what helps
   */
  void draw(Path source, ImageEvent event, ScoredImage result) throws IOException {
    if (of == PicturesOf.ALL || result.verdict() == Verdict.ANOMALOUS) {
      PictureName name = PictureName.ofFile(source, event.eventId());
      pictures.draw(SECTIONS.get(0), name, event, result, List.of());
    }
  }

  /**
   * Writes the page of all pictures.
   *
   * @param lead the counts in a sentence
   * @param facts of the run
   * @throws IOException if it cannot be written; says in one line why and what helps
   */
  void writePage(String productId, String lead, Map<String, String> facts) throws IOException {
    String title = (of == PicturesOf.ALL ? "Images of " : "Anomalous images of ") + productId;
    Map<String, String> all = new LinkedHashMap<>(facts);
    all.put("Made by", version);
    pictures.writePage(new SheetFacts(title, lead, all));
  }
}
