package io.shotline.cli;

import io.shotline.bench.ModelBench;
import io.shotline.bench.PlainEncoders;
import io.shotline.cli.option.ModelOptions;
import io.shotline.cli.print.FigureTable;
import io.shotline.cli.print.Format;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Between;
import io.shotline.core.BaselineEncoder;
import io.shotline.core.image.UndecodableImageException;
import io.shotline.tensorflow.SavedModelScorer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures on this machine, as figures of one run that can be compared with each other. */
@Command(
    name = "bench",
    description = "Measures speed on this machine, on drawn images of 640 x 480.",
    subcommands = {BenchCommand.Model.class, BenchStreamCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {
  /** {@code bench model}. */
  @Command(
      name = "model",
      description = {
        "Times decoding, encoding and the comparison with 4 shots, without Kafka.",
        "",
        "Built with SHOTLINE_BUILD_OPTIONS=-Ponnx, and for a converted model on the processor, it also",
        "times a plain encoder of the same dimensions in ONNX Runtime, on as many threads and in turn",
        "with the rest: all blocks for all tokens, random weights, no shots. The ratio is the",
        "geometric mean of each round's, with the interval that holds it in 95 of 100 cases.",
        "",
        "The lower of the rates of the model alone and of decoding on all processors bounds what a GPU",
        "can do. On a processor they share it, so the rate of one after the other does."
      })
  static final class Model implements RunsModel {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions modelOptions;

    @Between(least = "1", most = "10000")
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
      try (SavedModelScorer model = modelOptions.load();
          BaselineEncoder plain = PlainEncoders.open(modelOptions.folder(), model)) {
        ModelBench bench = ModelBench.drawn(model, plain);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int batch : new int[] {1, modelOptions.maxBatch()}) {
          figures.putAll(bench.run(batch, rounds));
        }
        FigureTable.print(spec.commandLine().getOut(), format, figures);
        return 0;
      }
    }
  }
}
