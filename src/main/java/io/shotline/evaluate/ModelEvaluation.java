package io.shotline.evaluate;

import static java.util.Objects.requireNonNull;

import io.shotline.core.bank.ImageReader;
import io.shotline.core.port.ScoringModel;
import io.shotline.core.threshold.AutomaticThreshold;
import io.shotline.core.threshold.Threshold;
import io.shotline.core.view.View;
import io.shotline.work.WorkWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Tries one model on categories, with every view, number of shots and draw of the plan. Used by one
 * thread, which has others work for it.
 */
public final class ModelEvaluation {
  private final ModelAtWork work;
  private final EvaluationPlan plan;
  private final FaultList faults;

  /**
   * @param model stays the caller's to close
   * @param runs how many runs of it go on at once
   */
  public ModelEvaluation(
      EvaluatedModel name, ScoringModel model, int runs, EvaluationPlan plan, FaultList faults) {
    this.work = new ModelAtWork(name, model, new ImageReader(model, plan.limits()), runs);
    this.plan = requireNonNull(plan, "plan");
    this.faults = requireNonNull(faults, "faults");
  }

  /**
   * Tries the model on one category.
   *
   * @param done is told how many more images are judged, on the calling thread
   * @return trials by view, number of shots and seed
   */
  public List<Trial> run(Category category, IntConsumer done) throws InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (View view : plan.views()) {
      List<DrawnBank> banks = new BankDrawing(work, plan, faults, category, view).banks();
      List<ScoredBatch> scored = judge(category, banks, done);
      MaskedImages masked = new MaskedImages(work, faults, category);
      int pixelBank = pixelBank(banks);
      for (int bank = 0; bank < banks.size(); bank++) {
        boolean pixels = bank == pixelBank || plan.allPixels();
        OptionalDouble auroc =
            pixels ? masked.auroc(banks.get(bank).bank()) : OptionalDouble.empty();
        add(trials, banks.get(bank), bank, scored, auroc);
      }
    }
    return trials;
  }

  /** Returns the first draw of the number of shots that is nearest to the usual one. */
  private static int pixelBank(List<DrawnBank> banks) {
    return IntStream.range(0, banks.size())
        .boxed()
        .min(Comparator.comparingInt(bank -> banks.get(bank).combination().shotsFromUsual()))
        .orElse(0);
  }

  private List<ScoredBatch> judge(Category category, List<DrawnBank> banks, IntConsumer done)
      throws InterruptedException {
    List<LabelledImage> images = category.images();
    ImageJudging judging = new ImageJudging(work, plan.maxBatch(), faults, banks);
    List<ScoredBatch> scored = new ArrayList<>();
    try (WorkWindow<ScoredBatch> window =
        new WorkWindow<>(
            work.threads(),
            () -> false,
            batch -> {
              scored.add(batch);
              done.accept(batch.images().size());
            })) {
      for (int from = 0; from < images.size(); from += plan.maxBatch()) {
        int to = Math.min(images.size(), from + plan.maxBatch());
        List<LabelledImage> batch = images.subList(from, to);
        window.add(() -> judging.judge(batch));
      }
      window.finish();
    }
    return scored;
  }

  private void add(
      List<Trial> trials,
      DrawnBank drawn,
      int bank,
      List<ScoredBatch> scored,
      OptionalDouble pixelAuroc) {
    List<JudgedImage> images = new ArrayList<>();
    long nanos = 0;
    for (ScoredBatch batch : scored) {
      for (int i = 0; i < batch.images().size(); i++) {
        OptionalDouble score = batch.score(i, bank);
        if (score.isPresent()) {
          images.add(new JudgedImage(batch.images().get(i), score.getAsDouble()));
          nanos += batch.nanos(i, bank);
        }
      }
    }
    long bad = images.stream().filter(image -> image.image().isBad()).count();
    if (bad == 0 || bad == images.size()) {
      Combination tried = drawn.combination();
      String none = bad == 0 ? "bad" : "good";
      String what = "no " + none + " image is left to judge with " + tried.shots() + " shots";
      faults.add(new Fault(tried.category(), what));
      return;
    }
    trials.add(trial(drawn, images, pixelAuroc, nanos / 1e6 / images.size()));
  }

  private Trial trial(
      DrawnBank drawn, List<JudgedImage> images, OptionalDouble pixelAuroc, double millisPerImage) {
    double ofCard = work.model().card().defaultThreshold();
    Threshold threshold =
        plan.rule()
            .threshold(
                new AutomaticThreshold(drawn.bank().scores(), drawn.bank().shotBasis(), ofCard));
    return new Trial(
        drawn.combination(),
        drawn.draw().seed(),
        drawn.draw().shots(),
        threshold,
        images,
        Ranking.of(images)
            .figures(threshold.value())
            .withPixelAuroc(pixelAuroc.isPresent() ? pixelAuroc.getAsDouble() : null),
        millisPerImage);
  }
}
