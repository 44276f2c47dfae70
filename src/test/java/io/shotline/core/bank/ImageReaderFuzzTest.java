package io.shotline.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Pixels;
import io.shotline.core.image.file.ImageHeader;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.tensorflow.Reference;
import io.shotline.tensorflow.SavedModelScorer;
import io.shotline.testing.BrokenFiles;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Whatever a camera sends is decoded or refused, in little time, by the decoders of the service.
 */
class ImageReaderFuzzTest {
  private static final int FILES = Integer.getInteger("shotline.fuzz.files", 2000);
  private static final long SEED = Long.getLong("shotline.fuzz.seed", 19);
  private static final long LARGE = 6_000_000;
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final Duration MOST_LARGE = Duration.ofSeconds(5);

  /** The processor's time: other programs of the machine do not count. */
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void shouldDecodeOrRefuseEveryFileInTime() {
    BrokenFiles files = new BrokenFiles(SEED);
    int read = 0;
    try (SavedModelScorer model = Reference.defaultModel()) {
      ImageReader reader = new ImageReader(model, ImageLimits.DEFAULT);
      for (int i = 0; i < FILES; i++) {
        byte[] file = files.next();
        long before = MACHINE.getProcessCpuTime();
        ImageReader.Result<?> result = reader.read(new EncodedImage(file), null, Pixels::size);
        Duration took = Duration.ofNanos(MACHINE.getProcessCpuTime() - before);
        assertThat(took).as("file %d of seed %d: %s", i, SEED, result).isLessThan(most(file));
        if (result instanceof ImageReader.Result.Read<?> size) {
          assertThat(size.value()).isEqualTo(ImageHeader.read(file).orElseThrow().size());
          read++;
        }
      }
    }
    assertThat(read).isBetween(FILES / 20, FILES - FILES / 20);
  }

  private static Duration most(byte[] file) {
    return ImageHeader.read(file).map(header -> header.size().pixels() > LARGE).orElse(false)
        ? MOST_LARGE
        : MOST;
  }
}
