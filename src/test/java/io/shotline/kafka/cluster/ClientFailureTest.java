package io.shotline.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.Topics;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Client properties that no client can be made of, and real key stores. */
class ClientFailureTest {
  private static final String SECRET = "S3CRET";

  @TempDir private Path folder;
  private Path keyStore;

  enum Client {
    ADMIN,
    PRODUCER,
    CONSUMER,
    STREAMS
  }

  @BeforeEach
  void makeKeyStore() throws Exception {
    keyStore = folder.resolve("keys.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setEntry(
        "key",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
        new KeyStore.PasswordProtection("right".toCharArray()));
    try (OutputStream out = Files.newOutputStream(keyStore)) {
      store.store(out, "right".toCharArray());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void shouldNameThePropertyOfAWrongType(Client client) {
    assertThat(message(client, Map.of("reconnect.backoff.ms", SECRET)))
        .contains("*** for configuration reconnect.backoff.ms", "Not a number of type LONG")
        .endsWith("; correct reconnect.backoff.ms in client.properties");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void shouldSayThatThePasswordOfAKeyStoreIsWrong(Client client) {
    assertThat(message(client, tls("ssl.keystore.location", keyStore)))
        .contains("Failed to load SSL keystore ***", "Integrity check failed")
        .endsWith(
            "; correct ssl.keystore.location, ssl.keystore.password, ssl.keystore.type in"
                + " client.properties");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void shouldSayThatAKeyStoreIsMissing(Client client) {
    assertThat(message(client, tls("ssl.keystore.location", folder.resolve("gone.p12"))))
        .contains("NoSuchFileException")
        .contains("correct ssl.keystore.location");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void shouldSayWhatIsWrongWithALogin(Client client) {
    String module = "org.apache.kafka.common.security.plain.PlainLoginModule";
    String noSemicolon = module + " required username=\"u\" password=\"" + SECRET + "\"";
    assertThat(message(client, login(noSemicolon)))
        .contains("JAAS config entry not terminated by semi-colon")
        .endsWith("; correct sasl.jaas.config in client.properties");
    assertThat(message(client, login(module + " " + SECRET + " username=u;")))
        .contains("control flag")
        .endsWith("; correct sasl.jaas.config in client.properties");
    assertThat(message(client, login(module + " required password " + SECRET + ";")))
        .contains("JAAS")
        .endsWith("; correct sasl.jaas.config in client.properties");
  }

  @Test
  void shouldNameAPropertyThatOnlyStreamsReads() {
    assertThat(message(Client.STREAMS, Map.of("main.consumer.fetch.max.bytes", SECRET)))
        .contains("*** for configuration fetch.max.bytes")
        .contains("main.consumer.fetch.max.bytes in client.properties");
  }

  @Test
  void shouldHideValuesButNotTheWordsAroundThem() {
    HiddenValues hidden = new HiddenValues(List.of("1", "SSL", "Pass word=x1"));

    assertThat(new HiddenValues(List.of("S3CRET")).in("for url xs3cret9"))
        .isEqualTo("for url x***9");
    assertThat(hidden.in("SSL 10 1 pass WORD=X1 x1, Pass")).isEqualTo("SSL 10 *** *** ***, ***");
  }

  private Map<String, String> tls(String property, Path file) {
    return Map.of(
        "security.protocol",
        "SSL",
        property,
        file.toString(),
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.password",
        SECRET);
  }

  private static Map<String, String> login(String jaas) {
    return Map.of(
        "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", jaas);
  }

  private String message(Client client, Map<String, String> properties) {
    ClusterSettings cluster =
        new ClusterSettings(
            "127.0.0.1:9", properties, Path.of("client.properties"), Duration.ofSeconds(1));
    Throwable failure = catchThrowable(() -> cluster.open(maker(client, cluster)).close());
    assertThat(failure).isInstanceOf(ClusterException.class).hasNoCause();
    String message = String.valueOf(failure.getMessage());
    assertThat(message)
        .startsWith("no Kafka client for 127.0.0.1:9: ")
        .hasLineCount(1)
        .doesNotContainIgnoringCase(SECRET)
        .doesNotContain(folder.toString());
    return message;
  }

  private Supplier<AutoCloseable> maker(Client client, ClusterSettings cluster) {
    return () ->
        switch (client) {
          case ADMIN -> Admin.create(cluster.admin());
          case PRODUCER -> new KafkaProducer<>(cluster.producer());
          case CONSUMER -> new KafkaConsumer<>(cluster.consumer());
          case STREAMS -> {
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream("images");
            yield new KafkaStreams(
                builder.build(),
                StreamsSettings.of(cluster, new Topics(""), folder.resolve("state")).scoring());
          }
        };
  }
}
