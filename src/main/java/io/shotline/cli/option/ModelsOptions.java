package io.shotline.cli.option;

import io.shotline.cli.settings.Heading;
import io.shotline.core.port.ScoringModel;
import io.shotline.folder.UserFolders;
import io.shotline.service.ModelSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which models are tried, one after the other. */
@Heading("Model")
public final class ModelsOptions extends RunOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      split = ",",
      defaultValue = "${sys:shotline.home:-.}/model/mini",
      description =
          "The models to try, with commas between: folders of versions, of which the highest number"
              + " counts, or versions, or names of those that model get made. Default: model/mini.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private List<Path> models;

  /** Returns the models that the options name, each once. */
  public List<ModelSettings> settings() {
    UserFolders folders = UserFolders.of(System.getenv());
    return models.stream()
        .distinct()
        .map(model -> ModelPlace.of(model, folders))
        .map(model -> new ModelSettings(model, null, devices()))
        .toList();
  }

  /** Returns how many runs of a model go on at once. */
  public int runsOf(ScoringModel model) {
    return runs() == 0 ? model.runs() : runs();
  }
}
