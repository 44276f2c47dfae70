package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.BankBasis;
import io.shotline.core.bank.BankMaker;
import io.shotline.core.bank.KnownShots;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.port.TextFeatures;
import io.shotline.core.product.Product;
import io.shotline.core.product.Shot;
import io.shotline.core.view.ShotShape;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewLayout;
import io.shotline.work.FixedCatalog;
import io.shotline.work.WorkWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws shots of one category and makes a bank of each draw, for one model and view. Each file is
 * encoded once. Used by one thread, which has others work for it.
 */
final class BankDrawing {
  private record ShapedFile(Path file, ShotShape shape) {}

  private record Unusable(Path file, String why) {}

  private record SomeShots(int count, Draw draw) {}

  private final ModelAtWork work;
  private final EvaluationPlan plan;
  private final FaultList faults;
  private final Category category;
  private final View view;
  private final SizedFiles files;
  private final BankMaker maker;

  BankDrawing(
      ModelAtWork work, EvaluationPlan plan, FaultList faults, Category category, View view) {
    this.work = requireNonNull(work, "work");
    this.plan = requireNonNull(plan, "plan");
    this.faults = requireNonNull(faults, "faults");
    this.category = requireNonNull(category, "category");
    this.view = requireNonNull(view, "view");
    List<Path> candidates = plan.draws().candidates(category);
    this.files = SizedFiles.read(candidates, view, work.reader(), faults);
    this.maker = new BankMaker(work.model(), work.reader(), new KnownShots());
  }

  /** Returns the banks by number of shots and seed; names the numbers that are left out. */
  List<DrawnBank> banks() throws InterruptedException {
    List<SomeShots> draws = draws();
    while (!encode(draws)) {
      draws = draws();
    }
    nameLeftOut(draws);
    List<DrawnBank> banks = new ArrayList<>();
    if (draws.isEmpty()) {
      return banks;
    }
    TextFeatures text = work.model().describe(Category.productName(category.name()));
    try (WorkWindow<DrawnBank> window = new WorkWindow<>(work.threads(), () -> false, banks::add)) {
      for (SomeShots shots : draws) {
        window.add(() -> bank(shots, text));
      }
      window.finish();
    }
    return banks;
  }

  private List<SomeShots> draws() {
    List<SomeShots> draws = new ArrayList<>();
    for (int count : plan.shots()) {
      if (count <= work.model().card().maxShots()) {
        plan.draws().of(count, files.files()).stream()
            .map(draw -> new SomeShots(count, draw))
            .forEach(draws::add);
      }
    }
    return draws;
  }

  /** Encodes the shots of all draws; returns whether all could be used. Removes the others. */
  private boolean encode(List<SomeShots> draws) throws InterruptedException {
    Set<ShapedFile> wanted = new LinkedHashSet<>();
    for (SomeShots shots : draws) {
      ShotShape shape = shape(shots.draw());
      shots.draw().shots().forEach(file -> wanted.add(new ShapedFile(file, shape)));
    }
    List<Unusable> unusable = new ArrayList<>();
    try (WorkWindow<Optional<Unusable>> window =
        new WorkWindow<>(work.threads(), () -> false, found -> found.ifPresent(unusable::add))) {
      for (ShapedFile file : wanted) {
        window.add(() -> encode(file));
      }
      window.finish();
    }
    unusable.forEach(each -> files.remove(each.file(), each.why()));
    return unusable.isEmpty();
  }

  private Optional<Unusable> encode(ShapedFile shaped) {
    ViewLayout layout = ViewLayout.of(view, work.model().card().input(), shaped.shape());
    try {
      EncodedImage image = new EncodedImage(Files.readAllBytes(shaped.file()));
      return maker
          .know(image, layout)
          .map(rejection -> new Unusable(shaped.file(), rejection.toString()));
    } catch (IOException e) {
      return Optional.of(new Unusable(shaped.file(), e.toString()));
    }
  }

  /**
   * All draws share a shape, so that each image is encoded once. Shots that a person chose are
   * looked at as a product's would be.
   */
  private ShotShape shape(Draw draw) {
    return files.shape(plan.draws().areGiven() ? draw.shots() : files.files());
  }

  private DrawnBank bank(SomeShots shots, TextFeatures text) throws IOException {
    Draw draw = shots.draw();
    Product product = Product.withDefaults(category.name()).withView(view);
    List<Shot> read = new ArrayList<>();
    for (Path file : draw.shots()) {
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      read.add(new Shot(product.productId(), file.toString(), image, Instant.EPOCH, ""));
    }
    BankBasis basis =
        new BankBasis(
            product.productId(), Category.productName(category.name()), view, 0, shots.count());
    return new DrawnBank(
        new Combination(category.name(), work.name(), view, shots.count()),
        draw,
        maker.make(basis, new FixedCatalog(product, read), text, shape(draw)),
        new HashSet<>(draw.shots()));
  }

  private void nameLeftOut(List<SomeShots> draws) {
    int most = work.model().card().maxShots();
    int usable = files.files().size();
    for (int count : plan.shots()) {
      if (count == usable && plan.draws().seeds() > 1) {
        String what = "all draws of " + count + " shots have the same: their deviation is none";
        faults.add(new Fault(category.name(), what, true));
      }
      if (draws.stream().noneMatch(shots -> shots.count() == count)) {
        String why =
            count > most
                ? work.name().label() + " takes at most " + most
                : "there are " + usable + " good images to draw from";
        boolean isMinor = !draws.isEmpty();
        faults.add(new Fault(category.name(), count + " shots are left out: " + why, isMinor));
      }
    }
  }
}
