package io.shotline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shotline.core.Eventually;
import io.shotline.core.result.Outcome;
import io.shotline.testing.LogLines;
import io.shotline.testing.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers by HTTP come after the stream, and are told to come again. */
@Timeout(600)
class ScoreRouteLoadTest {
  private ScoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScoreServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldTellCallersToComeAgainWhenTheirShareOfTheQueueIsFullAndStillTakeTheStreamsImages()
      throws Exception {
    CompletableFuture<HttpResponse<String>> first = server.postAsync("bolt%20m6+");
    server.gate.awaitEntered();
    CompletableFuture<HttpResponse<String>> second = server.postAsync("bolt%20m6+");
    Eventually.until("the second waits", () -> server.scorer.queueDepth() == 1);

    // A quarter of the queue of 8.
    ScoreServer.assertBusy(server.post("bolt%20m6+", Samples.grey(100)));
    CompletableFuture<Outcome> streams = server.stream();
    Eventually.until("the stream's image waits", () -> server.scorer.queueDepth() == 2);
    server.gate.open();

    assertThat(first.get(5, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
    assertThat(second.get(5, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
    assertThat(streams.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Judged.class);
    assertThat(server.post("bolt%20m6+", Samples.grey(100)).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellCallersToComeAgainWhenTheStreamFillsHalfOfTheQueue() throws Exception {
    List<CompletableFuture<Outcome>> streams = new ArrayList<>(List.of(server.stream()));
    server.gate.awaitEntered();
    Stream.generate(server::stream).limit(4).forEach(streams::add);
    Eventually.until("half of the queue is taken", () -> server.scorer.queueDepth() == 4);

    ScoreServer.assertBusy(server.post("bolt%20m6+", Samples.grey(100)));
    server.gate.open();
    for (CompletableFuture<Outcome> image : streams) {
      assertThat(image.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Judged.class);
    }
  }

  @Test
  void shouldAnswerHealthAndMetricsWhileAllWorkersAreBusy() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> images =
        Stream.generate(() -> server.postAsync("slow")).limit(ScoreRoute.MOST_IMAGES).toList();
    Eventually.until("all workers are busy", () -> server.slow.get() == ScoreRoute.MOST_IMAGES);

    ScoreServer.assertBusy(server.post("nut", Samples.grey(100)));
    assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);
    assertThat(server.get("/metrics").body()).isEqualTo("metrics");
    server.gate.open();
    for (CompletableFuture<HttpResponse<String>> image : images) {
      ScoreServer.assertBusy(image.get(5, TimeUnit.MINUTES));
    }
  }

  @Test
  void shouldScoreForOthersWhileAllThatAreReceivedComeSlowly() throws Exception {
    server.gate.open();
    List<Socket> uploads = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * ScoreRoute.MOST_IMAGES; i++) {
        uploads.add(server.unfinishedUpload());
      }

      assertThat(server.post("bolt%20m6+", Samples.grey(100)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket upload : uploads) {
        upload.close();
      }
    }
  }

  @Test
  void shouldSendTheLongestUnderWayAwayWhenBodiesFillTheirMemory() throws Exception {
    byte[] almost = new byte[ScoreServer.MAX_BYTES - 1];
    List<Socket> uploads = new ArrayList<>();
    try {
      for (int i = 0; i <= ScoreRoute.MOST_IMAGES; i++) {
        Socket upload = server.beginning("Content-Length: " + ScoreServer.MAX_BYTES + "\r\n\r\n");
        uploads.add(upload);
        upload.getOutputStream().write(almost);
        upload.getOutputStream().flush();
      }

      assertThat(firstLine(uploads)).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertThat(server.statusWithoutTheModel()).isEqualTo(422);
    } finally {
      for (Socket upload : uploads) {
        upload.close();
      }
    }
  }

  /** Of the first that is answered. */
  private static String firstLine(List<Socket> uploads) throws IOException {
    while (true) {
      for (Socket upload : uploads) {
        if (upload.getInputStream().available() > 0) {
          return new BufferedReader(
                  new InputStreamReader(upload.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
        }
      }
      Thread.yield();
    }
  }

  @Test
  void shouldDropASenderOfAlmostNothing() throws Exception {
    try (Socket upload = server.unfinishedUpload()) {
      String answer = new String(upload.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("TOO_SLOW", "bytes/s");
    }
  }

  @Test
  void shouldNotLogASenderWhoGoesAway() throws Exception {
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 20; i++) {
        Socket upload = server.unfinishedUpload();
        // With a reset, as a process that is killed leaves it.
        upload.setSoLinger(true, 0);
        upload.close();
        server.unfinishedUpload().close();
      }
      assertThat(server.statusWithoutTheModel()).isEqualTo(422);

      assertThat(log.ofTheServer()).isEmpty();
    }
  }
}
