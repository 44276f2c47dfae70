package io.shotline.cli.catalog;

import io.shotline.camera.Frame;
import io.shotline.camera.ImageFiles;
import io.shotline.camera.drawn.SimulatedLine;
import io.shotline.cli.option.KafkaOptions;
import io.shotline.cli.process.RunsModel;
import io.shotline.cli.settings.Between;
import io.shotline.cli.settings.Checked;
import io.shotline.cli.settings.FormerName;
import io.shotline.cli.settings.Matching;
import io.shotline.core.image.EncodedImage;
import io.shotline.core.image.Rejection;
import io.shotline.core.image.file.ImageLimits;
import io.shotline.core.product.Shot;
import io.shotline.kafka.topic.ShotTopic;
import io.shotline.tensorflow.ImageFileDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, lists and removes the normal images of products. */
@Command(
    name = "shots",
    description = {
      "Adds, lists and removes the normal images of products.",
      "A change counts from the next image on; no restart, no training."
    },
    subcommands = {ShotsCommand.Add.class, ShotsListCommand.class, ShotsRemoveCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class ShotsCommand {
  /** {@code shots add}. */
  @Command(
      name = "add",
      description = {
        "Publishes images as shots of a product.",
        "A shot's id is its file name, with its number in a few-shot file; a shot of the same id is",
        "replaced."
      },
      footer = {
        "",
        "Examples:",
        "  shotline shots add --product bottle good/*.jpg",
        "  shotline shots add --product plate --drawn-shots 4"
      })
  static final class Add implements RunsModel, Checked {
    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafkaOptions;

    @Matching(regexp = Matching.ID, words = Matching.ID_WORDS)
    @Option(names = "--product", required = true, paramLabel = "ID", description = "The product.")
    private String product;

    @Option(
        names = "--torch",
        paramLabel = "FILE",
        description = "A few-shot file of the paper: torch.save of a list of normalised images.")
    private @Nullable Path torch;

    @FormerName(value = "--simulate", typedOnly = true)
    @Between(least = "0", most = "10000")
    @Option(
        names = "--drawn-shots",
        paramLabel = "N",
        description = "Draw N shots of the line that `camera --simulate` draws.")
    private int simulated;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Of the drawn line, the camera's. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Parameters(
        arity = "0..*",
        paramLabel = "FILE",
        description = "Images (JPEG, PNG, BMP, TIFF), or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public boolean loadsModel() {
      return !paths.isEmpty();
    }

    @Override
    public Integer call() throws IOException {
      // Before any is added: a wrong name among them must not leave half of them behind.
      List<ImageFiles> all = new ArrayList<>();
      for (Path path : paths) {
        all.add(list(path));
      }
      boolean allAdded = true;
      try (ShotTopic topic = new ShotTopic(kafkaOptions.cluster(), kafkaOptions.topics())) {
        if (!all.isEmpty()) {
          allAdded = addAll(topic, all);
        }
        if (torch != null) {
          publishAll(topic, torch);
        }
        for (Frame shot : new SimulatedLine(seed, 0, 0).normalShots(simulated)) {
          publish(topic, shot.name(), shot.image());
        }
      }
      return allAdded ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public List<String> faults() {
      return torch == null && paths.isEmpty() && simulated == 0
          ? List.of("nothing to add: name images, folders, --torch FILE or --drawn-shots N")
          : List.of();
    }

    private ImageFiles list(Path path) throws IOException {
      try {
        return ImageFiles.in(path);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }

    /** Returns whether all could be added. */
    private boolean addAll(ShotTopic topic, List<ImageFiles> all) throws IOException {
      boolean allAdded = true;
      try (ImageFileDecoder decoder = new ImageFileDecoder(ImageLimits.DEFAULT)) {
        for (ImageFiles files : all) {
          for (Path file : files.files()) {
            allAdded &= add(topic, decoder, files.name(file), file);
          }
        }
      }
      return allAdded;
    }

    /** Publishes a file if it can be decoded, all of it: a cut one has a good header. */
    private boolean add(ShotTopic topic, ImageFileDecoder decoder, String id, Path file)
        throws IOException {
      EncodedImage image = new EncodedImage(Files.readAllBytes(file));
      Optional<Rejection> rejection = decoder.check(image);
      if (rejection.isPresent()) {
        spec.commandLine()
            .getErr()
            .println(spec.qualifiedName() + ": " + file + ": " + rejection.get());
        return false;
      }
      publish(topic, id, image);
      return true;
    }

    private void publishAll(ShotTopic topic, Path file) throws IOException {
      int number = 0;
      for (EncodedImage image : FewShots.read(file)) {
        publish(topic, file.getFileName() + "#" + number++, image);
      }
    }

    private void publish(ShotTopic topic, String id, EncodedImage image) {
      String user = System.getProperty("user.name", "");
      try {
        topic.add(new Shot(product, id, image, Clock.systemUTC().instant(), user));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            spec.commandLine(), "--product " + product + ": " + e.getMessage(), e);
      }
      spec.commandLine().getOut().println("added " + product + "/" + id);
    }
  }
}
