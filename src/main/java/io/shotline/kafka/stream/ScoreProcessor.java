package io.shotline.kafka.stream;

import static java.util.Objects.requireNonNull;

import io.shotline.core.image.Rejection;
import io.shotline.core.port.ScoringMonitor;
import io.shotline.core.product.StandardSettings;
import io.shotline.core.result.Outcome;
import io.shotline.core.result.ScoredImage;
import io.shotline.core.result.Verdict;
import io.shotline.core.threshold.LearntThresholds;
import io.shotline.kafka.ahead.LookAhead;
import io.shotline.kafka.ahead.LookAheadConsumer;
import io.shotline.kafka.ahead.TakenImage;
import io.shotline.kafka.catalog.CatalogRevisions;
import io.shotline.kafka.catalog.CatalogStores;
import io.shotline.kafka.catalog.StreamsCatalog;
import io.shotline.kafka.topic.DeadLetters;
import io.shotline.kafka.topic.SourceRecords;
import io.shotline.wire.AlertCodec;
import io.shotline.wire.AlertRecord;
import io.shotline.wire.OutgoingEvidence;
import io.shotline.wire.ScoredImageCodec;
import io.shotline.wire.ScoredRecord;
import io.shotline.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an image's record to the records of its result. The {@link LookAheadConsumer} hands records
 * out when their verdict is there; where it is not, this blocks its stream thread, so that an
 * offset is committed only together with the result. A failure of the model is not caught: it must
 * stop the stream.
 */
final class ScoreProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String SCORES = "scores";
  static final String ANOMALIES = "anomalies";
  static final String EVIDENCE = "evidence";
  static final String DEAD_LETTERS = "dead-letters";

  private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);

  private final LookAhead lookAhead;
  private final ScoringMonitor monitor;
  private final CatalogRevisions revisions;
  private final StandardSettings standard;
  private final RepeatSettings repeats;
  private final LearntThresholds learnt;
  private final ImageLog log;
  private final EvidenceSettings evidence;
  private final EvidenceLimit evidenceLimit;
  private final Clock clock;
  private final AlertLog alerts = new AlertLog(LOG::info);
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable CameraMemory cameras;
  private @Nullable EvidenceKeeper keeper;

  ScoreProcessor(
      LookAhead lookAhead,
      ScoringMonitor monitor,
      CatalogRevisions revisions,
      StandardSettings standard,
      RepeatSettings repeats,
      LearntThresholds learnt,
      ImageLog log,
      EvidenceSettings evidence,
      EvidenceLimit evidenceLimit,
      Clock clock) {
    this.lookAhead = requireNonNull(lookAhead, "lookAhead");
    this.monitor = requireNonNull(monitor, "monitor");
    this.revisions = requireNonNull(revisions, "revisions");
    this.standard = requireNonNull(standard, "standard");
    this.repeats = requireNonNull(repeats, "repeats");
    this.learnt = requireNonNull(learnt, "learnt");
    this.log = requireNonNull(log, "log");
    this.evidence = requireNonNull(evidence, "evidence");
    this.evidenceLimit = requireNonNull(evidenceLimit, "evidenceLimit");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    context.schedule(AlertLog.MINUTE, PunctuationType.WALL_CLOCK_TIME, now -> alerts.endMinute());
    // Anew: after an aborted transaction the store is what it was before, and this comes again.
    cameras = new CameraMemory(context.getStateStore(JudgedEvents.STORE), repeats, monitor, log);
    StreamsCatalog catalog =
        new StreamsCatalog(
            context.getStateStore(CatalogStores.PROMPTS),
            context.getStateStore(CatalogStores.PRODUCTS),
            revisions,
            standard,
            learnt);
    keeper = new EvidenceKeeper(evidence, evidenceLimit, catalog);
    lookAhead.use(catalog);
  }

  @Override
  public void close() {
    if (context != null) {
      lookAhead.forget(context.taskId().partition());
      monitor.imagesMoved();
      alerts.endMinute();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> to = requireNonNull(context, "init comes first");
    SourceRecord source = SourceRecords.of(to);
    CameraMemory memory = requireNonNull(cameras, "init comes first");
    TakenImage taken = take(record, source, memory);
    Outcome outcome = taken.outcome();
    if (outcome instanceof Outcome.Judged scored) {
      ScoredImage image = memory.add(scored.image(), taken, source);
      forward(image, record.value(), source, to);
      monitor.scored(image);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      log.rejected(source, record, taken.subject(), rejection);
      to.forward(DeadLetters.letter(record, source, rejection, clock.millis()), DEAD_LETTERS);
      monitor.rejected(rejection);
    }
    if (lookAhead.isTimeToCommit()) {
      to.commit();
    }
  }

  private TakenImage take(Record<byte[], byte[]> record, SourceRecord source, CameraMemory memory) {
    try {
      return lookAhead.take(
          source, record, (event, picture) -> memory.isRepeat(event, picture, source));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while image " + source + " was scored", e);
    }
  }

  /** Results carry the time of scoring: a camera's clock must not decide how long they are kept. */
  private void forward(
      ScoredImage image, byte[] event, SourceRecord source, ProcessorContext<byte[], byte[]> to) {
    byte[] key = image.cameraId().getBytes(StandardCharsets.UTF_8);
    long now = clock.millis();
    ScoredRecord scored = new ScoredRecord(image, source);
    to.forward(new Record<>(key, ScoredImageCodec.toBytes(scored), now), SCORES);
    if (image.verdict() == Verdict.ANOMALOUS) {
      KeptEvidence kept = requireNonNull(keeper, "init comes first").take(scored, event, now);
      AlertRecord alert =
          new AlertRecord(scored, image.hottestRegion().orElseThrow(), kept.state());
      to.forward(new Record<>(key, AlertCodec.toBytes(alert), now), ANOMALIES);
      OutgoingEvidence file = kept.evidence();
      if (file != null) {
        to.forward(new Record<>(key, file.toBytes(), now), EVIDENCE);
      }
      monitor.alerted(kept.state(), file == null ? 0 : file.size());
      alerts.add(alert);
    }
  }
}
