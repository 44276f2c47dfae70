package io.shotline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.shotline.chaos.ChildProcess;
import io.shotline.convert.download.FileServer;
import io.shotline.convert.download.Published;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model get} through proxies that the environment names, with and without a login. */
class GetProxyIT {
  private static final byte[] CONTENT = Published.content(10_000, 1);
  private static final String LOGIN = "line 1:p@ss";
  private static final String LOGIN_IN_URL = "line%201:p%40ss";
  private static final String LOGIN_IN_HEADER =
      "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));

  @TempDir private Path home;

  @Test
  void shouldLogInAtAProxyForHttp() throws Exception {
    URI source = URI.create("http://nowhere.invalid/weights.pth");
    GetRun get = GetRun.in(home, Published.of(source, CONTENT));
    try (FileServer proxy = FileServer.start()) {
      proxy.serve("/weights.pth", withLogin(FileServer.whole(CONTENT)));

      CommandRun without = get.with("HTTP_PROXY", "localhost:" + proxy.port()).type("drawn");
      CommandRun with =
          get.with("http_proxy", "http://" + LOGIN_IN_URL + "@localhost:" + proxy.port())
              .type("drawn");

      assertThat(without.code()).isEqualTo(1);
      assertThat(without.err())
          .contains(": the answer is 407 Proxy Authentication Required; write the proxy as http");
      assertThat(with.code()).as(with.err()).isZero();
      assertThat(with.out() + with.err()).doesNotContain("p@ss").doesNotContain("p%40ss");
    }
  }

  @Test
  void shouldLogInAtAProxyForHttpsAndSayWhatItAnswers() throws Exception {
    URI source = URI.create("https://nowhere.invalid/weights.pth");
    try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> logins =
          CompletableFuture.supplyAsync(() -> List.of(refused(proxy, 407), refused(proxy, 502)));
      try (ChildProcess child =
          ChildProcess.start(
              home.resolve("child.log"),
              GetMain.class,
              source.toString(),
              Long.toString(CONTENT.length),
              Published.sum(CONTENT),
              home.toString(),
              "whole",
              "http://" + LOGIN_IN_URL + "@localhost:" + proxy.getLocalPort())) {
        assertThat(child.await()).isEqualTo(1);
        assertThat(logins.get()).containsExactly("", LOGIN_IN_HEADER);
        assertThat(child.toString())
            .contains(source + ": nowhere.invalid through localhost/127.0.0.1:")
            .contains("of https_proxy cannot be reached (Unable to tunnel through proxy.")
            .doesNotContain("p%40ss");
      }
    }
  }

  private static HttpHandler withLogin(HttpHandler handler) {
    return exchange -> {
      if (LOGIN_IN_HEADER.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
        handler.handle(exchange);
      } else {
        exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"plant\"");
        FileServer.send(exchange, 407, -1, new byte[0]);
      }
    };
  }

  /** Answers one request to open a tunnel; returns its login, "" if there is none. */
  private static String refused(ServerSocket proxy, int status) {
    try (Socket client = proxy.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      List<String> head =
          Stream.generate(() -> line(in)).takeWhile(line -> !line.isEmpty()).toList();
      assertThat(head.get(0)).isEqualTo("CONNECT nowhere.invalid:443 HTTP/1.1");
      String answer =
          "HTTP/1.1 "
              + status
              + " No\r\nProxy-Authenticate: Basic realm=\"plant\"\r\nContent-Length: 0\r\n"
              + "Connection: close\r\n\r\n";
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: "))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(BufferedReader in) {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
