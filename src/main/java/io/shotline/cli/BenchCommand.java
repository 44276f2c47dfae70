package io.shotline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.camera.Frame;
import io.shotline.camera.SimulatedLine;
import io.shotline.core.EncodedImage;
import io.shotline.core.Scorer;
import io.shotline.core.ScoringModel;
import io.shotline.core.ScoringMonitor;
import io.shotline.core.UndecodableImageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures on this machine, as figures of one run that can be compared with each other. */
@Command(
    name = "bench",
    description = "Measures speed on this machine, on drawn images of 640 x 480.",
    subcommands = {BenchCommand.Model.class, BenchCommand.Stream.class},
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {
  private static final int DIFFERENT_IMAGES = 100;
  private static final int SHOTS = 4;

  /** The drawn images, JPEG. */
  private static List<EncodedImage> images() {
    SimulatedLine line = new SimulatedLine(1, DIFFERENT_IMAGES, 0.15);
    return java.util.stream.Stream.generate(line::next)
        .limit(DIFFERENT_IMAGES)
        .map(frame -> frame.orElseThrow().image())
        .toList();
  }

  private static List<EncodedImage> shots() {
    return new SimulatedLine(1, 1, 0).normalShots(SHOTS).stream().map(Frame::image).toList();
  }

  private static void print(PrintWriter out, Format format, Map<String, Double> figures)
      throws JsonProcessingException {
    if (format == Format.JSON) {
      out.println(new ObjectMapper().writeValueAsString(figures));
    } else {
      figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-52s %10.2f%n", name, value));
    }
    out.flush();
  }

  /** {@code bench model}. */
  @Command(
      name = "model",
      description = "Times decoding, encoding and the comparison with 4 shots, without Kafka.")
  static final class Model implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions modelOptions;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "30",
        description = "Runs of each part, in turn; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
    private Format format;

    @Override
    public Integer call() throws UndecodableImageException, IOException {
      try (ScoringModel model = modelOptions.load()) {
        ModelBench bench = new ModelBench(model, images(), shots());
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int batch : new int[] {1, modelOptions.maxBatch()}) {
          figures.putAll(bench.run(batch, rounds));
        }
        print(spec.commandLine().getOut(), format, figures);
        return 0;
      }
    }
  }

  /** {@code bench stream}. */
  @Command(
      name = "stream",
      description = {
        "Images per second in process and through Kafka (broker in this process, exactly once,",
        "results read committed), in turn; the ratio is what the streaming costs."
      })
  static final class Stream implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions modelOptions;

    @Mixin private StreamOptions streamOptions;

    @Option(
        names = "--cameras",
        paramLabel = "N",
        defaultValue = "8",
        description = "Cameras that take the images in turn. Default: ${DEFAULT-VALUE}.")
    private int cameras;

    @Option(
        names = "--frames",
        paramLabel = "N",
        defaultValue = "600",
        description = "Images of a round. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "5",
        description = "Rounds of each, after one to warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--format", defaultValue = "text", paramLabel = "text|json")
    private Format format;

    @Override
    public Integer call() throws Exception {
      LongAdder runs = new LongAdder();
      ScoringMonitor counter =
          new ScoringMonitor() {
            @Override
            public void batch(int size, Duration run) {
              runs.increment();
            }
          };
      try (Scorer scorer = modelOptions.scorer(modelOptions.load(), counter);
          StreamBench bench =
              new StreamBench(
                  scorer, runs, modelOptions, streamOptions, cameras, images(), shots())) {
        print(spec.commandLine().getOut(), format, bench.run(frames, rounds));
        return 0;
      }
    }
  }
}
