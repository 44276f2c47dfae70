package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader.Result;
import io.shotline.core.bank.ProductBank;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.ResidualMap;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.Inspection;
import io.shotline.core.port.ScoringModel.ModelScore;
import io.shotline.core.port.ScoringModel.ScoreRequest;
import io.shotline.core.view.TileCut;
import io.shotline.core.view.TilePixels;
import io.shotline.work.WorkWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The bad images of a category that have masks: how well the map of one draw finds the defects in
 * them. Each image is encoded once more, since comparing features gives no map. Used by one thread,
 * which has others work for it.
 */
final class MaskedImages {
  private final ModelAtWork work;
  private final FaultList faults;
  private final List<LabelledImage> images;

  MaskedImages(ModelAtWork work, FaultList faults, Category category) {
    this.work = requireNonNull(work, "work");
    this.faults = requireNonNull(faults, "faults");
    this.images =
        category.images().stream().filter(image -> image.isBad() && image.mask() != null).toList();
  }

  /** Returns AUROC of the pixels of all of them together; empty if there are none. */
  OptionalDouble auroc(ProductBank bank) throws InterruptedException {
    CellRanking ranking = new CellRanking();
    try (WorkWindow<Consumer<CellRanking>> window =
        new WorkWindow<>(work.threads(), () -> false, adds -> adds.accept(ranking))) {
      for (LabelledImage image : images) {
        window.add(() -> cells(image, bank));
      }
      window.finish();
    }
    return ranking.auroc();
  }

  /** Returns what adds the cells of an image; nothing of one that was named before. */
  private Consumer<CellRanking> cells(LabelledImage image, ProductBank bank) {
    Path mask = requireNonNull(image.mask(), "mask");
    Optional<EncodedImage> file = read(image.file());
    Optional<ImageHeader> header = file.flatMap(this::header);
    if (header.isEmpty() || bank.layout().refusal(header.get().size()).isPresent()) {
      return ranking -> {};
    }
    TileCut cut = bank.layout().cut(header.get());
    Result<TilePixels> tiles = work.reader().tiles(file.get(), header.get(), cut);
    if (tiles instanceof Result.Refused<TilePixels>) {
      return ranking -> {};
    }
    ResidualMap map = map(((Result.Read<TilePixels>) tiles).value(), cut, bank);
    Optional<CellRanking> own = read(mask).flatMap(bytes -> cells(bytes, mask, map, cut));
    return ranking -> own.ifPresent(ranking::addAll);
  }

  private Optional<CellRanking> cells(EncodedImage mask, Path file, ResidualMap map, TileCut cut) {
    ImageSize wanted = cut.part().image();
    Result<Optional<CellRanking>> read =
        work.reader()
            .read(
                mask,
                null,
                pixels -> {
                  if (!pixels.size().equals(wanted)) {
                    return Optional.empty();
                  }
                  CellRanking own = new CellRanking();
                  own.add(map, pixels, cut.part().region());
                  return Optional.of(own);
                });
    if (read instanceof Result.Refused<Optional<CellRanking>> refused) {
      faults.image(file, refused.rejection().toString());
      return Optional.empty();
    }
    Optional<CellRanking> own = ((Result.Read<Optional<CellRanking>>) read).value();
    if (own.isEmpty()) {
      faults.image(file, "a mask of another size than its image, " + wanted);
    }
    return own;
  }

  private ResidualMap map(TilePixels tiles, TileCut cut, ProductBank bank) {
    List<ScoreRequest> requests =
        IntStream.range(0, tiles.tiles().size())
            .mapToObj(tile -> new ScoreRequest(tiles.tiles().get(tile), bank.tile(tile)))
            .toList();
    List<ResidualMap> maps =
        work.model().score(requests).stream().map(ModelScore::residualMap).toList();
    return bank.layout().merge(cut, maps);
  }

  private Optional<EncodedImage> read(Path file) {
    try {
      return Optional.of(new EncodedImage(Files.readAllBytes(file)));
    } catch (IOException e) {
      faults.image(file, e.toString());
      return Optional.empty();
    }
  }

  private Optional<ImageHeader> header(EncodedImage file) {
    Inspection inspection = work.reader().inspect(file);
    return inspection instanceof Inspection.Accepted accepted
        ? Optional.of(accepted.header())
        : Optional.empty();
  }
}
