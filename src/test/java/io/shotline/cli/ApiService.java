package io.shotline.cli;

import io.shotline.core.Eventually;
import io.shotline.core.line.AuditEntry;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.folder.FolderUse;
import io.shotline.http.api.ApiSettings;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.stream.StreamsSettings;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.service.HttpSettings;
import io.shotline.service.ModelSettings;
import io.shotline.service.ScoringSettings;
import io.shotline.service.Service;
import io.shotline.service.ServiceSettings;
import io.shotline.tensorflow.Reference;
import io.shotline.testing.FormBody;
import io.shotline.wire.AuditCodec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** An instance with the real model, a real broker and its API, and a client that asks it. */
final class ApiService implements AutoCloseable {
  static final Topics TOPICS = new Topics("api.");
  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedBroker broker = EmbeddedBroker.temporary(0);
  private final ClusterSettings cluster = ClusterSettings.of(broker.bootstrapServers());
  private final Service service;

  /** Starts it; returns when its stream runs. */
  ApiService(Path state) throws InterruptedException {
    try (TopicAdmin admin = new TopicAdmin(cluster, TOPICS)) {
      admin.create(new TopicLayout(2, (short) 1));
    }
    service =
        Service.start(
            new ServiceSettings(
                ModelSettings.of(Path.of("model/mini")),
                ScoringSettings.DEFAULT,
                StreamsSettings.of(cluster, TOPICS, state),
                FolderUse.ALONE,
                HttpSettings.DEFAULT.withPort(0),
                ApiSettings.DEFAULT.withPort(0),
                Duration.ZERO,
                Duration.ofSeconds(7)));
    Eventually.until("the stream runs", () -> get("/v1/products/cap/shots").statusCode() == 200);
  }

  ClusterSettings cluster() {
    return cluster;
  }

  /** Returns what a list has; nothing while it cannot be read yet. */
  JsonArray items(String path) {
    return new JsonObject(get(path).body()).getJsonArray("items", new JsonArray());
  }

  /** Returns the audits when there are so many. */
  List<AuditEntry> audits(int count) {
    List<AuditEntry> audits = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPICS.audit(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(cluster.consumer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Eventually.until(
          "the audits",
          () -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
              audits.add(AuditCodec.parse(record.value()).orElseThrow());
            }
            return audits.size() >= count;
          });
    }
    return audits;
  }

  HttpResponse<String> get(String path) {
    return ask(HttpRequest.newBuilder(uri(path)));
  }

  HttpResponse<String> delete(String path) {
    return ask(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  HttpResponse<String> post(String path, String image) {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(Reference.image(image).bytes())));
  }

  /** Sends images as files of a form, each under the name of its image. */
  HttpResponse<String> postForm(String path, String... images) {
    FormBody form = new FormBody();
    for (String image : images) {
      form.with(image, Reference.image(image).bytes());
    }
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", FormBody.TYPE)
            .POST(BodyPublishers.ofByteArray(form.bytes())));
  }

  HttpResponse<String> send(String method, String path, JsonObject body) {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }

  @Override
  public void close() {
    service.close();
    broker.close();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.apiPort().orElseThrow() + path);
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
