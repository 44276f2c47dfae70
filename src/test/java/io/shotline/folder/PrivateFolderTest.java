package io.shotline.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  private static final String REMEDY = "choose another with --state-dir DIR";

  @TempDir private Path folder;

  @Test
  void shouldMakeFoldersForThisUserAlone() throws IOException {
    Path made = PrivateFolder.require(folder.resolve("a/b"), REMEDY);

    assertThat(mode(made)).isEqualTo("rwx------");
    assertThat(mode(made.getParent())).isEqualTo("rwx------");
  }

  @Test
  void shouldTakeRightsOfOthersFromAFolderThatIsThere() throws IOException {
    Path readable = withMode("images", "rwxrwxr-x");

    PrivateFolder.require(readable, REMEDY);

    assertThat(mode(readable)).isEqualTo("rwx------");
  }

  @Test
  void shouldTakeNoRightsFromAFolderThatHoldsOtherFiles() throws IOException {
    Path project = withMode("project", "rwxr-xr-x");
    Files.createDirectory(project.resolve("shotline"));
    Files.createFile(project.resolve("shotline.topics"));
    PrivateFolder.requireState(project);
    assertThat(mode(project)).isEqualTo("rwx------");

    Files.createFile(project.resolve("pom.xml"));
    PrivateFolder.requireState(project);
    Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> PrivateFolder.requireState(project.resolve("../project")))
        .hasMessage(
            "the folder " + project + " holds other files and may be read by others; " + REMEDY);
    assertThat(mode(project)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void shouldRefuseALinkAndLeaveWhereItLeadsAsItIs() throws IOException {
    Path target = withMode("target", "rwxr-xr-x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    assertThatThrownBy(() -> PrivateFolder.require(link, REMEDY))
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessage("the folder " + link + " is a link; " + REMEDY);
    assertThat(mode(target)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void shouldRefuseAFolderThatOthersMayWriteTo() throws IOException {
    Path open = withMode("open", "rwxrwxrwx");

    assertThatThrownBy(() -> PrivateFolder.require(open, REMEDY))
        .hasMessageContaining(open + " can be written to by others (mode 777)")
        .hasMessageContaining("chmod 700")
        .hasMessageEndingWith(REMEDY);
  }

  @Test
  void shouldRefuseAFileAndWhatCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> PrivateFolder.require(file, REMEDY))
        .hasMessageContaining(file + " is no folder");
    assertThatThrownBy(() -> PrivateFolder.require(file.resolve("below"), REMEDY))
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessageContaining(file + "/below cannot be used")
        .hasMessageEndingWith(REMEDY);
  }

  @Test
  void shouldRefuseAFolderBelowOneThatOthersMayChange() throws IOException {
    Path home = withMode("home", "rwx------");
    Path open = withMode("home/.cache", "rwxrwxrwx");

    assertThatThrownBy(() -> PrivateFolder.requireBelow(home, open.resolve("shotline"), REMEDY))
        .hasMessageContaining(open + " can be written to by others (mode 777)");
  }

  @Test
  void shouldRefuseWhatAnotherUserPlanted() throws Exception {
    assumeTrue(FileOwner.ofThisProcess().user() == FileOwner.ROOT, "only root can be another");
    Path shared = withMode("shared", "rwxrwxrwx");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path victim = withMode("victim", "rwxr-xr-x");
    asNobody("ln", "-s", victim.toString(), shared.resolve("link").toString());
    asNobody("mkdir", "-m", "755", shared.resolve("theirs").toString());

    assertThatThrownBy(() -> PrivateFolder.require(shared.resolve("link"), REMEDY))
        .hasMessageContaining("shared/link is a link");
    assertThatThrownBy(() -> PrivateFolder.require(shared.resolve("theirs"), REMEDY))
        .hasMessageContaining("shared/theirs belongs to nobody and not to this user");
    assertThatThrownBy(
            () ->
                PrivateFolder.requireBelow(
                    shared.resolve("theirs"), shared.resolve("theirs/ours"), REMEDY))
        .hasMessageContaining("shared/theirs belongs to nobody");
    assertThat(victim).isEmptyDirectory();
    assertThat(mode(victim)).isEqualTo("rwxr-xr-x");
  }

  private Path withMode(String name, String mode) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void asNobody(String... command) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }
}
