package io.shotline.cli.option;

import io.shotline.convert.download.PublishedModel;
import io.shotline.convert.download.PublishedModels;
import io.shotline.folder.UserFolders;
import io.shotline.service.StartException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a model by what a user typed: a path, or the name of one that {@code model get} made. */
final class ModelPlace {
  private ModelPlace() {}

  /**
   * Returns the folder that is meant. A path that is there comes first.
   *
   * @throws StartException if it is a model that can be fetched and was not; says how
   */
  static Path of(Path typed, UserFolders folders) {
    boolean isName = !typed.isAbsolute() && typed.getNameCount() == 1;
    if (!isName || Files.exists(typed)) {
      return typed;
    }
    String name = typed.toString();
    return folders
        .model(name)
        .orElseGet(
            () -> {
              if (PublishedModels.all().stream().map(PublishedModel::name).anyMatch(name::equals)) {
                throw StartException.ofSettings(
                    "--model " + name + ": it is not there yet; type shotline model get " + name,
                    null);
              }
              return typed;
            });
  }
}
