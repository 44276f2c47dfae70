package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shotline.chaos.ChildProcess;
import io.shotline.convert.download.FileServer;
import io.shotline.convert.download.Published;
import io.shotline.kafka.Await;
import io.shotline.tensorflow.ModelFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model get} of a file of the size of ViT-S/14, killed again and again. */
class GetKilledIT {
  private static final long BYTES = 88_283_115;
  private static final int KILLS = 5;
  private static final String WHOLE = "whole";

  @TempDir private Path home;

  @Test
  void shouldGoOnAfterEachKillAndLeaveNothingHalfWritten() throws Exception {
    Path published = home.resolve("published.pth");
    String sum = write(published);
    GetRun get = GetRun.in(home);
    Path part = get.downloads().resolve("weights.pth.part");
    try (FileServer server = FileServer.start()) {
      HeldFile held = new HeldFile(published);
      URI source = server.serve("/weights.pth", held);
      List<Long> gates = gates();
      long before = 0;
      for (long gate : gates) {
        held.holdAt(gate);
        long enough = (before + gate) / 2;
        try (ChildProcess child = start(source, sum, WHOLE)) {
          Await.until("more than " + enough + " bytes of " + child, () -> size(part) > enough);
          child.kill();
        }
        before = size(part);
        requireNothingToLoad(get);
      }

      held.holdAt(BYTES);
      try (ChildProcess child = start(source, sum, GetMain.HALF)) {
        assertThat(child.line()).isEqualTo(GetMain.HALF);
        child.kill();
      }
      requireNothingToLoad(get);
      try (ChildProcess child = start(source, sum, WHOLE)) {
        assertThat(child.await()).as(child.toString()).isZero();
      }

      requireEachWentOn(server.ranges(), gates);
    }
    assertThat(get.made().toFile().list()).containsExactly("drawn");
    assertThat(get.made().resolve("drawn/1/saved_model.pb")).hasSameBinaryContentAs(published);
    assertThat(part).doesNotExist();
  }

  @Test
  void shouldTrustTheIssuerThatAUserNamesAndNotLeaveHttps() throws Exception {
    byte[] content = Published.content(1000, 1);
    try (FileServer server = FileServer.start(UnknownIssuer.context(home));
        FileServer plain = FileServer.start()) {
      URI source = server.serve("/weights.pth", FileServer.whole(content));
      URI other = plain.serve("/weights.pth", FileServer.whole(content));
      URI away = server.serve("/away/weights.pth", FileServer.redirect(other.toString()));

      try (ChildProcess child = trusting(away, Published.sum(content))) {
        assertThat(child.await()).isEqualTo(1);
        assertThat(child.toString())
            .contains(away + ": redirected to http://localhost, which is not followed");
      }
      assertThat(plain.ranges()).isEmpty();
      try (ChildProcess child = trusting(source, Published.sum(content))) {
        assertThat(child.await()).as(child.toString()).isZero();
      }
    }
  }

  /** Moments all over the file, another for each run. */
  private static List<Long> gates() {
    Random random = new Random();
    return random.longs(KILLS, 1 << 20, BYTES).sorted().boxed().toList();
  }

  private static void requireEachWentOn(List<String> ranges, List<Long> gates) {
    assertThat(ranges).hasSize(KILLS + 1).first().isEqualTo("");
    List<Long> starts = new ArrayList<>();
    for (String range : ranges.subList(1, ranges.size())) {
      starts.add(Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1")));
    }
    assertThat(starts).isSorted().doesNotHaveDuplicates();
    for (int kill = 0; kill < KILLS; kill++) {
      assertThat(starts.get(kill)).isPositive().isLessThanOrEqualTo(gates.get(kill));
    }
  }

  private static void requireNothingToLoad(GetRun get) throws IOException {
    assertThat(get.made().resolve("drawn")).doesNotExist();
    try (Stream<Path> left = Files.list(get.made())) {
      assertThat(left)
          .allSatisfy(
              folder ->
                  assertThatThrownBy(() -> ModelFolder.find(folder))
                      .isInstanceOf(IOException.class));
    }
  }

  private ChildProcess start(URI source, String sum, String making) throws IOException {
    return ChildProcess.start(
        home.resolve("child.log"),
        GetMain.class,
        source.toString(),
        Long.toString(BYTES),
        sum,
        home.toString(),
        making);
  }

  private ChildProcess trusting(URI source, String sum) throws IOException {
    return ChildProcess.start(
        home.resolve("child.log"),
        List.of(
            "-Djavax.net.ssl.trustStore=" + home.resolve(UnknownIssuer.TRUST),
            "-Djavax.net.ssl.trustStorePassword=" + UnknownIssuer.PASSWORD),
        GetMain.class,
        source.toString(),
        "1000",
        sum,
        home.toString(),
        WHOLE);
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes bytes that no part of is like another; returns their sum. */
  private static String write(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(BYTES);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = BYTES; left > 0; left -= block.length) {
        random.nextBytes(block);
        int length = Math.toIntExact(Math.min(left, block.length));
        digest.update(block, 0, length);
        out.write(block, 0, length);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
