package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.AgeLimit;
import io.shotline.core.Closing;
import io.shotline.core.Scorer;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.folder.PrivateFolder;
import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.catalog.CatalogCheckTopology;
import io.shotline.kafka.catalog.CatalogCopy;
import io.shotline.kafka.catalog.CatalogEnds;
import io.shotline.kafka.catalog.CatalogFence;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.CopiedTopics;
import io.shotline.kafka.cluster.ClusterException;
import io.shotline.kafka.cluster.GuardedClients;
import io.shotline.kafka.learn.LearnerTopology;
import io.shotline.kafka.learn.ThresholdIndex;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What a service opens, in this order. Whoever opens the parts closes them.
 *
 * @param catalogEnds asks the cluster where shots and products end
 * @param catalogCopy follows the age of the local copy
 * @param lookAhead scores images before their turn
 * @param scoring from images to results
 * @param catalogCheck from shots that cannot be used to dead letters
 * @param learner from results to thresholds
 * @param thresholds that were learnt, here or by another instance
 * @param evidenceLimit how large the image of an alert may be
 */
record StreamsParts(
    CatalogRevisions revisions,
    CatalogEnds catalogEnds,
    CatalogCopy catalogCopy,
    LookAhead lookAhead,
    KafkaStreams scoring,
    KafkaStreams catalogCheck,
    KafkaStreams learner,
    ThresholdIndex thresholds,
    EvidenceLimit evidenceLimit) {
  StreamsParts {
    requireNonNull(revisions, "revisions");
    requireNonNull(catalogEnds, "catalogEnds");
    requireNonNull(catalogCopy, "catalogCopy");
    requireNonNull(lookAhead, "lookAhead");
    requireNonNull(scoring, "scoring");
    requireNonNull(catalogCheck, "catalogCheck");
    requireNonNull(learner, "learner");
    requireNonNull(thresholds, "thresholds");
    requireNonNull(evidenceLimit, "evidenceLimit");
  }

  /**
   * Opens all parts; a failure closes those that are open.
   *
   * @param onOutdated told when the copy in use may have missed a removal
   * @throws ClusterException if the client properties or the address make no sense
   */
  static StreamsParts open(
      StreamsSettings settings,
      Scorer scorer,
      ScoringMonitor monitor,
      Clock clock,
      Consumer<RuntimeException> onOutdated) {
    Closing opened = new Closing();
    try {
      CatalogRevisions revisions = new CatalogRevisions();
      CatalogEnds ends = new CatalogEnds(settings.cluster());
      opened.add(ends::close);
      CatalogFence fence = new CatalogFence(ends::of);
      CopiedTopics note = new CopiedTopics(settings.stateFolder(), settings.applicationId());
      CatalogCopy copy = new CatalogCopy(note, fence, ends::of, clock, onOutdated);
      opened.add(copy::close);
      LookAhead lookAhead =
          new LookAhead(
              scorer, new AgeLimit(settings.maxAge(), clock), fence, settings.imagesInWork());
      opened.add(lookAhead::close);
      ThresholdIndex thresholds = new ThresholdIndex();
      EvidenceLimit limit = new EvidenceLimit();
      KafkaStreams scoring =
          scoring(settings, lookAhead, fence, monitor, revisions, thresholds, limit, clock);
      opened.add(scoring::close);
      KafkaStreams check = catalogCheck(settings, scorer, monitor);
      opened.add(check::close);
      KafkaStreams learner = learner(settings, thresholds, clock);
      opened.add(learner::close);
      // Streams lets its group read what it keeps.
      PrivateFolder.requireState(settings.stateFolder());
      return new StreamsParts(
          revisions, ends, copy, lookAhead, scoring, check, learner, thresholds, limit);
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private static KafkaStreams scoring(
      StreamsSettings settings,
      LookAhead lookAhead,
      CatalogFence fence,
      ScoringMonitor monitor,
      CatalogRevisions revisions,
      ThresholdIndex thresholds,
      EvidenceLimit evidenceLimit,
      Clock clock) {
    return settings
        .cluster()
        .open(
            () ->
                new KafkaStreams(
                    ScoringTopology.build(
                        settings.topics(),
                        lookAhead,
                        monitor,
                        revisions,
                        settings.standard(),
                        settings.repeats(),
                        thresholds,
                        settings.evidence(),
                        evidenceLimit,
                        clock),
                    settings.scoring(),
                    new StreamsClients(
                        lookAhead, fence, settings.imagesInWork(), settings.heldBytes())));
  }

  private static KafkaStreams learner(
      StreamsSettings settings, ThresholdIndex thresholds, Clock clock) {
    return settings
        .cluster()
        .open(
            () ->
                new KafkaStreams(
                    LearnerTopology.build(settings.topics(), thresholds, clock),
                    settings.learner(),
                    new GuardedClients()));
  }

  private static KafkaStreams catalogCheck(
      StreamsSettings settings, Scorer scorer, ScoringMonitor monitor) {
    return settings
        .cluster()
        .open(
            () ->
                new KafkaStreams(
                    CatalogCheckTopology.build(settings.topics(), scorer::check, monitor::feedback),
                    settings.catalogCheck(),
                    new GuardedClients()));
  }
}
