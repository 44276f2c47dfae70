package io.shotline.picture;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ImageEvent;
import io.shotline.core.Scorer;
import io.shotline.core.image.ImageSize;
import io.shotline.core.product.Catalog;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Warning;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws results into a folder, each beside the shot that the image is most like, and writes the
 * page that shows them all. That shot costs a run of the model, so it is looked for only here, and
 * not at all where there is no model. Holds one image at a time and a few words of each picture.
 * Used by one thread.
 */
public final class ResultPictures {
  private static final float QUALITY = 0.85f;

  private final PictureFolder folder;
  private final @Nullable AlikeShots shots;
  private final ContactSheet sheet;
  private final ResultPicture picture = new ResultPicture();

  /**
   * Draws results alone, each without a shot beside it.
   *
   * @param sections of the page, in their order
   */
  public ResultPictures(PictureFolder folder, List<String> sections) {
    this(folder, sections, null);
  }

  /**
   * @param sections of the page, in their order
   * @param scorer gave the results; stays the caller's
   * @param catalog has the shots
   */
  public ResultPictures(
      PictureFolder folder, List<String> sections, Scorer scorer, Catalog catalog) {
    this(folder, sections, new AlikeShots(scorer, catalog));
  }

  private ResultPictures(PictureFolder folder, List<String> sections, @Nullable AlikeShots shots) {
    this.folder = requireNonNull(folder, "folder");
    this.shots = shots;
    this.sheet = new ContactSheet(sections);
  }

  /**
   * Draws a result.
   *
   * @param section of the page
   * @param words further lines for the page
   * @throws IOException if it cannot be drawn or written; says in one line why and what helps
   */
  public void draw(
      String section, PictureName name, ImageEvent event, ScoredImage result, List<String> words)
      throws IOException {
    BufferedImage marked = Pane.marked(event.image(), result, ResultPicture.PANE);
    Optional<AlikeShots.Alike> alike = shots == null ? Optional.empty() : shots.of(event, result);
    BufferedImage drawn =
        picture.of(
            result,
            new ResultPicture.Titled(name.title(), marked),
            alike.map(AlikeShots.Alike::pane).orElse(null));
    folder.write(name, JpegFile.of(drawn, QUALITY, name.note()));
    List<String> notes = new ArrayList<>(words);
    notes.add(ResultWords.figures(result));
    alike.ifPresent(shot -> notes.add("most like shot " + shot.shotId()));
    result.warnings().forEach(warning -> notes.add(words(warning)));
    sheet.add(
        section,
        new SheetEntry(
            name,
            new ImageSize(drawn.getWidth(), drawn.getHeight()),
            result.verdict(),
            ResultWords.headline(result),
            result.ratio(),
            notes));
  }

  /**
   * Writes the page of the pictures that were drawn.
   *
   * @throws IOException if it cannot be written; says in one line why and what helps
   */
  public void writePage(SheetFacts facts) throws IOException {
    folder.write(sheet.page(facts));
  }

  private static String words(Warning warning) {
    return "warning " + warning.kind() + ": " + warning.detail();
  }
}
