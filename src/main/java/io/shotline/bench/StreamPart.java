package io.shotline.bench;

import io.shotline.kafka.stream.EvidenceSettings;
import io.shotline.kafka.stream.RepeatSettings;
import io.shotline.kafka.stream.StreamsSettings;
import java.util.Locale;
import java.util.Set;

/** A part of a stream's work whose cost {@link PairsBench} measures. */
public enum StreamPart {
  /** Learns thresholds. */
  LEARNING {
    @Override
    public StreamsSettings in(StreamsSettings settings) {
      return settings.withLearning(true);
    }

    @Override
    public StreamsSettings out(StreamsSettings settings) {
      return settings.withLearning(false);
    }
  },

  /** Keeps the image of each alert. Learnt thresholds would rise until few images were alerts. */
  EVIDENCE {
    @Override
    public StreamsSettings in(StreamsSettings settings) {
      return kept(settings, true);
    }

    @Override
    public StreamsSettings out(StreamsSettings settings) {
      return kept(settings, false);
    }

    private StreamsSettings kept(StreamsSettings settings, boolean all) {
      return settings.withLearning(false).withEvidence(new EvidenceSettings(all, Long.MAX_VALUE));
    }
  },

  /** Knows the last events of each camera again. */
  REPEATS {
    @Override
    public StreamsSettings in(StreamsSettings settings) {
      return settings;
    }

    @Override
    public StreamsSettings out(StreamsSettings settings) {
      Set<String> looping = settings.repeats().loopingCameras();
      return settings.withRepeats(new RepeatSettings(0, looping));
    }
  };

  /** Returns settings of a stream that does it. */
  public abstract StreamsSettings in(StreamsSettings settings);

  /** Returns settings of a stream that does not. */
  public abstract StreamsSettings out(StreamsSettings settings);

  /** Returns its name, such as {@code learning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
