package io.shotline.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Strimzi makes: the topics of {@code topics create}, and a user who may use those needed. */
class KafkaTopicManifestTest {
  private static final Path MANIFEST = Path.of("k8s/overlays/prod/kafka-topics.yaml");
  private static final TopicLayout SETTINGS = new TopicLayout(16, (short) 3);
  private static final Pattern ALLOWED = Pattern.compile("\\{type: topic, name: ([\\w-]+)}");
  private static final Pattern NAME = Pattern.compile("(?m)^  name: (.+)$");
  private static final Pattern SETTING =
      Pattern.compile("(?m)^ {2,4}(partitions|replicas|[a-z]+(?:\\.[a-z]+)+): (.+)$");

  @Test
  void shouldHaveTheSettingsThatTheCommandGives() throws IOException {
    Map<String, Map<String, String>> manifests = new TreeMap<>();
    for (String document : Files.readString(MANIFEST).split("(?m)^---$")) {
      manifests.put(
          NAME.matcher(document).results().findFirst().orElseThrow().group(1), settings(document));
    }

    assertThat(manifests).isEqualTo(wanted());
  }

  @Test
  void shouldLetTheServiceUseTheTopicsThatItNeeds() throws IOException {
    String user = Files.readString(Path.of("k8s/overlays/prod/kafka-user.yaml"));

    assertThat(ALLOWED.matcher(user).results().map(topic -> topic.group(1)))
        .containsOnly(
            Arrays.stream(TopicRole.values()).map(new Topics("")::name).toArray(String[]::new));
    assertThat(user)
        .as("its own changelog")
        .contains(
            "{type: topic, name: shotline, patternType: prefix}\n"
                + "        operations: [Create, Read, Write, Describe, Alter, Delete]");
  }

  private static Map<String, String> settings(String document) {
    Map<String, String> settings = new TreeMap<>();
    for (Matcher line = SETTING.matcher(document); line.find(); ) {
      settings.put(line.group(1), line.group(2));
    }
    return settings;
  }

  private static Map<String, Map<String, String>> wanted() {
    Map<String, Map<String, String>> wanted = new TreeMap<>();
    for (TopicRole role : Arrays.asList(TopicRole.values())) {
      Map<String, String> settings = new TreeMap<>(role.config());
      settings.put("partitions", Integer.toString(role.partitions(SETTINGS)));
      settings.put("replicas", Short.toString(SETTINGS.replicationFactor()));
      wanted.put(new Topics("").name(role), settings);
    }
    return wanted;
  }
}
