package io.shotline.service;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;

/**
 * Gets at the classes that a service needs late, such as those for its end, while files can still
 * be opened: a process that has no descriptor left for a class cannot even end in order.
 */
final class ClassPreload {
  private static final String SUFFIX = ".class";

  private ClassPreload() {}

  /** Opens all jars of the class path, and loads our own classes where they are single files. */
  static void load() {
    ClassLoader loader = ClassPreload.class.getClassLoader();
    // In none of the jars: so all of them are opened, and they stay open.
    loader.getResource("io/shotline/in-no-jar");
    CodeSource source = ClassPreload.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return;
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(place)) {
        loadFrom(place, loader);
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("the classes of this program cannot be listed", e);
    }
  }

  private static void loadFrom(Path folder, ClassLoader loader) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("package-info.class"))
          .forEach(name -> load(name, loader));
    }
  }

  private static void load(String file, ClassLoader loader) {
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException(file + " cannot be loaded; build anew", e);
    }
  }
}
