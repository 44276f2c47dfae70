package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.view.TilePixels;
import io.shotline.core.view.ViewLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Scores images against the banks of all draws. An image is decoded and encoded once for each
 * layout that there is among these. Safe for use by many threads.
 */
final class ImageJudging {
  /** An image that was cut, and its place among those of the batch. */
  private record CutImage(int index, TilePixels pixels) {}

  private final ModelAtWork work;
  private final int maxBatch;
  private final FaultList faults;
  private final List<DrawnBank> banks;

  /** Indices of the banks by layout. */
  private final Map<ViewLayout, List<Integer>> layouts = new LinkedHashMap<>();

  ImageJudging(ModelAtWork work, int maxBatch, FaultList faults, List<DrawnBank> banks) {
    this.work = requireNonNull(work, "work");
    this.maxBatch = maxBatch;
    this.faults = requireNonNull(faults, "faults");
    this.banks = List.copyOf(banks);
    for (int bank = 0; bank < banks.size(); bank++) {
      layouts
          .computeIfAbsent(banks.get(bank).bank().layout(), layout -> new ArrayList<>())
          .add(bank);
    }
  }

  /** Returns the scores of a few images; those of an image that cannot be read are missing. */
  ScoredBatch judge(List<LabelledImage> images) {
    ScoredBatch scored = new ScoredBatch(images, banks.size());
    List<Optional<EncodedImage>> files = images.stream().map(this::read).toList();
    layouts.forEach((layout, among) -> judge(scored, files, layout, among));
    return scored;
  }

  private void judge(
      ScoredBatch scored,
      List<Optional<EncodedImage>> files,
      ViewLayout layout,
      List<Integer> among) {
    long start = System.nanoTime();
    List<CutImage> cut = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      int index = i;
      LabelledImage image = scored.images().get(i);
      files
          .get(i)
          .flatMap(file -> cut(image, file, layout))
          .ifPresent(pixels -> cut.add(new CutImage(index, pixels)));
    }
    if (cut.isEmpty()) {
      return;
    }
    List<TilePixels> pixels = cut.stream().map(CutImage::pixels).toList();
    TileBatch batch = new TileBatch(work.model(), maxBatch, pixels);
    long shared = (System.nanoTime() - start) / cut.size();
    among.forEach(bank -> compare(scored, cut, batch, bank, shared));
  }

  private void compare(
      ScoredBatch scored, List<CutImage> cut, TileBatch batch, int index, long shared) {
    DrawnBank drawn = banks.get(index);
    List<Integer> which =
        IntStream.range(0, cut.size())
            .filter(i -> judges(drawn, scored.images().get(cut.get(i).index()), cut.get(i)))
            .boxed()
            .toList();
    if (which.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    List<Double> scores = batch.scores(drawn.bank(), which);
    long each = shared + (System.nanoTime() - start) / which.size();
    for (int i = 0; i < which.size(); i++) {
      scored.set(cut.get(which.get(i)).index(), index, scores.get(i), each);
    }
  }

  /** An image whose depth nobody knows has no score on a line either. */
  private boolean judges(DrawnBank drawn, LabelledImage image, CutImage cut) {
    OptionalInt bits = drawn.bank().viewed().usedBits(cut.pixels().usedBits());
    bits.ifPresent(
        used ->
            faults.image(
                image.file(),
                "a file of 16 bits, but its values and those of all shots fit in "
                    + used
                    + "; say the depth with --bits "
                    + used));
    return bits.isEmpty() && drawn.judges(image);
  }

  private Optional<EncodedImage> read(LabelledImage image) {
    try {
      return Optional.of(new EncodedImage(Files.readAllBytes(image.file())));
    } catch (IOException e) {
      faults.image(image.file(), e.toString());
      return Optional.empty();
    }
  }

  private Optional<TilePixels> cut(LabelledImage image, EncodedImage file, ViewLayout layout) {
    Inspection inspection = work.reader().inspect(file);
    if (inspection instanceof Inspection.Refused refused) {
      return refuse(image, refused.rejection());
    }
    ImageHeader header = ((Inspection.Accepted) inspection).header();
    Optional<Rejection> refusal = layout.refusal(header.size());
    if (refusal.isPresent()) {
      return refuse(image, refusal.get());
    }
    ImageReader.Result<TilePixels> result = work.reader().tiles(file, header, layout.cut(header));
    return result instanceof ImageReader.Result.Refused<TilePixels> refused
        ? refuse(image, refused.rejection())
        : Optional.of(((ImageReader.Result.Read<TilePixels>) result).value());
  }

  private Optional<TilePixels> refuse(LabelledImage image, Rejection why) {
    faults.image(image.file(), why.toString());
    return Optional.empty();
  }
}
