package io.shotline.cli;

import io.shotline.camera.FolderFrames;
import io.shotline.camera.FrameSource;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.process.StopSignal;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.Matching;
import io.shotline.cli.settings.Place;
import io.shotline.cli.settings.Settings;
import io.shotline.kafka.topic.ImagePublisher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes frames as a camera would. */
@Command(
    name = "camera",
    description = "Publishes the images of a folder, or a drawn line, as a camera would.",
    footer = {
      "",
      "Examples:",
      "  shotline camera --folder today --product bottle --fps 5 --loop",
      "  shotline camera --simulate --frames 500 --product plate --defect-share 0.1"
    })
final class CameraCommand implements Callable<Integer>, Checked {
  private static final String FOLDER = "--folder";
  private static final String SIMULATE = "--simulate";

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Option(
      names = FOLDER,
      paramLabel = "DIR",
      description = "Publish the images (JPEG, PNG, BMP, TIFF) of a folder, by name.")
  private @Nullable Path folder;

  @Option(
      names = SIMULATE,
      description = "Publish frames of a drawn line; an event's attribute truth is what it shows.")
  private boolean simulate;

  @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
  @Option(
      names = "--product",
      paramLabel = "ID",
      required = true,
      description = "What the frames show.")
  private String product;

  @Option(
      names = "--camera",
      paramLabel = "ID",
      defaultValue = "camera-1",
      description = "The camera's id. Default: ${DEFAULT-VALUE}.")
  private String camera;

  @Between(least = "0", most = "1000")
  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Frames per second; 0 as fast as the broker takes them. Default: ${DEFAULT-VALUE}.")
  private double framesPerSecond;

  @Option(names = "--loop", description = "Begin the folder again at its end.")
  private boolean loop;

  @Between(least = "0", most = "1000000000")
  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many frames to draw; 0 is endless. Default: ${DEFAULT-VALUE}.")
  private long frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same frames. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Between(least = "0", most = "1")
  @Option(
      names = "--defect-share",
      paramLabel = "SHARE",
      defaultValue = "0.15",
      description = "Share of drawn frames with a defect, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double defectShare;

  @Override
  public Integer call() throws IOException, InterruptedException {
    FrameSource frameSource = frameSource();
    Clock clock = Clock.systemUTC();
    try (StopSignal stopSignal = new StopSignal();
        ImagePublisher publisher =
            new ImagePublisher(kafkaOptions.cluster(), kafkaOptions.topics())) {
      CameraFeed feed =
          new CameraFeed(
              frameSource,
              publisher,
              product,
              List.of(camera),
              Long.toString(clock.millis(), Character.MAX_RADIX),
              framesPerSecond,
              clock);
      stopSignal.onStop(feed::stop);
      long published = feed.run((event, frame) -> {});
      spec.commandLine().getOut().println("published " + published + " frames of " + product);
      boolean isComplete = !(frameSource instanceof FolderFrames files) || files.isComplete();
      return isComplete ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  @Override
  public List<String> faults() {
    if (folder == null && !simulate) {
      return List.of("no source of frames: give --folder DIR or --simulate");
    }
    boolean both = folder != null && simulate && place(FOLDER) == place(SIMULATE);
    return both ? List.of("two sources of frames: give --folder DIR or --simulate") : List.of();
  }

  /** Of two sources, the one that is set closer by counts. */
  private FrameSource frameSource() throws IOException {
    Path images = folder;
    if (images == null || (simulate && place(SIMULATE).compareTo(place(FOLDER)) < 0)) {
      return new SimulatedLine(seed, frames, defectShare);
    }
    try {
      PrintWriter err = spec.commandLine().getErr();
      FolderFrames frames =
          new FolderFrames(
              images,
              loop,
              ImagePublisher.MOST_IMAGE_BYTES,
              fault -> err.println(FOLDER + " " + images + ": " + fault));
      if (!frames.leftOut().isEmpty()) {
        err.println(FOLDER + " " + images + ": " + frames.leftOut());
      }
      return frames;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), FOLDER + ": " + e.getMessage(), e);
    }
  }

  private Place place(String option) {
    return Settings.placeOf(spec, option);
  }
}
