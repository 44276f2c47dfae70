package io.shotline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are needed at the end are there without a file. */
class ClassPreloadTest {
  @Test
  void shouldHaveAllClassesOfThisProgramWhenTheirFilesCannotBeReadAnyMore(@TempDir Path copy)
      throws Exception {
    Path classes =
        Path.of(Service.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    copy(classes, copy);
    // Of its own, so that nothing is loaded before.
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {copy.toUri().toURL()}, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
              return super.findClass(name);
            } catch (ClassNotFoundException e) {
              return Service.class.getClassLoader().loadClass(name);
            }
          }
        }) {
      var load = loader.loadClass(ClassPreload.class.getName()).getDeclaredMethod("load");
      load.setAccessible(true);
      load.invoke(null);

      delete(copy);

      Class<?> late = Class.forName(StartException.class.getName(), false, loader);
      assertThat(late.getClassLoader()).isSameAs(loader);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
