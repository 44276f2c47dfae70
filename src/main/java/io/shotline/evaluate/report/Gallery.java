package io.shotline.evaluate.report;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.EncodedImage;
import io.shotline.core.result.ScoredImage;
import io.shotline.evaluate.JudgedImage;
import io.shotline.evaluate.Trial;
import io.shotline.page.Page;
import io.shotline.picture.ResultWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Shows images of one trial, each beside the same with its heat. Those that do not fit are counted.
 * Used by one thread.
 *
 * @param scoring gives the heat
 */
record Gallery(Trial trial, TrialScoring scoring) {
  /**
   * What is shown.
   *
   * @param words explain it
   * @param none is said where there are no images
   * @param most how many at most
   */
  record Choice(String title, String words, String none, List<JudgedImage> images, int most) {
    Choice {
      requireNonNull(title, "title");
      requireNonNull(words, "words");
      requireNonNull(none, "none");
      images = List.copyOf(images);
    }
  }

  Gallery {
    requireNonNull(trial, "trial");
    requireNonNull(scoring, "scoring");
  }

  /** Adds images, or a word that there are none. */
  void addTo(Element parent, Choice choice, PictureBudget budget) throws InterruptedException {
    Element group = parent.appendElement("div").addClass("gallery");
    Element title = group.appendElement("h3").text(choice.title());
    if (choice.images().isEmpty()) {
      group.appendElement("p").text(choice.none());
      return;
    }
    group.appendElement("p").text(choice.words());
    Element pictures = group.appendElement("div").addClass("pairs");
    int shown = 0;
    for (JudgedImage image : choice.images()) {
      if (shown == choice.most() || !add(pictures, image, budget)) {
        break;
      }
      shown++;
    }
    title.appendElement("small").text(count(shown, choice.images().size()));
  }

  /** Adds the shots of the trial. */
  void addShotsTo(Element parent, int most, PictureBudget budget) {
    Element group = parent.appendElement("div").addClass("gallery");
    Element title = group.appendElement("h3").text("Shots");
    group.appendElement("p").text("The good images that all others were compared with.");
    Element pictures = group.appendElement("div").addClass("shots");
    int shown = 0;
    for (Path file : trial.shots()) {
      Optional<Thumbnail> picture = plain(file);
      if (shown == most || (picture.isPresent() && !budget.take(picture.get()))) {
        break;
      }
      shown++;
      addFigure(pictures, picture.orElse(null), String.valueOf(file.getFileName()), "");
    }
    title.appendElement("small").text(count(shown, trial.shots().size()));
  }

  private boolean add(Element pictures, JudgedImage image, PictureBudget budget)
      throws InterruptedException {
    Optional<Thumbnail> picture = pair(image);
    if (picture.isPresent() && !budget.take(picture.get())) {
      return false;
    }
    String words =
        String.format(
            Locale.ROOT,
            "score %.4f, %s",
            image.score(),
            ResultWords.ratio(trial.threshold().ratio(image.score())));
    addFigure(pictures, picture.orElse(null), image.image().name(), words);
    return true;
  }

  private static void addFigure(
      Element pictures, @Nullable Thumbnail picture, String name, String words) {
    Element figure = pictures.appendElement("figure");
    if (picture != null) {
      Page.addImage(figure, picture.address(), name, picture.width(), picture.height());
    }
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("strong").text(name);
    if (!words.isEmpty()) {
      caption.appendElement("span").text(words);
    }
    if (picture == null) {
      caption.appendElement("span").text("cannot be drawn");
    }
  }

  private Optional<Thumbnail> pair(JudgedImage image) throws InterruptedException {
    try {
      EncodedImage file = new EncodedImage(Files.readAllBytes(image.image().file()));
      Optional<ScoredImage> result = scoring.score(trial, file);
      return Optional.of(
          result.isPresent() ? Thumbnail.pair(file, result.get()) : Thumbnail.plain(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Thumbnail> plain(Path file) {
    try {
      return Optional.of(Thumbnail.plain(new EncodedImage(Files.readAllBytes(file))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String count(int shown, int all) {
    return shown < all
        ? " " + shown + " of " + all + ", " + (all - shown) + " are left out"
        : " " + all;
  }
}
