package io.shotline.cli;

import io.shotline.camera.FolderFrames;
import io.shotline.camera.FrameSource;
import io.shotline.camera.SimulatedLine;
import io.shotline.kafka.topic.ImagePublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
final class CameraCommand implements Callable<Integer> {
  private static final String FOLDER = "--folder";
  private static final String SIMULATE = "--simulate";

  @Spec private CommandSpec spec;

  @Mixin private KafkaOptions kafkaOptions;

  @Option(
      names = FOLDER,
      paramLabel = "DIR",
      description = "Publish the images (JPEG, PNG, BMP) of a folder, by name.")
  private @Nullable Path folder;

  @Option(
      names = SIMULATE,
      description = "Publish frames of a drawn line; an event's attribute truth is what it shows.")
  private boolean simulate;

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

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Frames per second; 0 as fast as the broker takes them. Default: ${DEFAULT-VALUE}.")
  private double framesPerSecond;

  @Option(names = "--loop", description = "Begin the folder again at its end.")
  private boolean loop;

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
      return 0;
    }
  }

  private FrameSource frameSource() throws IOException {
    if (framesPerSecond < 0) {
      throw usage("--fps: " + framesPerSecond + " is negative", null);
    }
    Path images = folder();
    try {
      return images == null
          ? new SimulatedLine(seed, frames, defectShare)
          : new FolderFrames(images, loop);
    } catch (IllegalArgumentException e) {
      throw usage((images == null ? SIMULATE : FOLDER) + ": " + e.getMessage(), e);
    }
  }

  /** The folder, or null for the drawn line: of two sources the one that is set closer by. */
  private @Nullable Path folder() {
    if (folder == null && !simulate) {
      throw usage("no source of frames: give --folder DIR or --simulate", null);
    }
    if (folder == null || !simulate) {
      return folder;
    }
    Settings.Place ofFolder = Settings.placeOf(spec, FOLDER);
    Settings.Place ofSimulate = Settings.placeOf(spec, SIMULATE);
    if (ofFolder == ofSimulate) {
      throw usage("two sources of frames: give --folder DIR or --simulate, not both", null);
    }
    return ofFolder.compareTo(ofSimulate) < 0 ? folder : null;
  }

  private ParameterException usage(String message, @Nullable Exception cause) {
    return cause == null
        ? new ParameterException(spec.commandLine(), message)
        : new ParameterException(spec.commandLine(), message, cause);
  }
}
