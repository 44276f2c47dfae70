package io.shotline.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shotline.cli.CommandRun;
import io.shotline.core.image.Fit;
import io.shotline.core.image.ImageSize;
import io.shotline.core.image.Region;
import io.shotline.core.product.Product;
import io.shotline.core.threshold.Sensitivity;
import io.shotline.core.threshold.ThresholdRule;
import io.shotline.core.view.Match;
import io.shotline.core.view.Tiles;
import io.shotline.core.view.View;
import io.shotline.core.view.ViewRegion;
import io.shotline.embedded.EmbeddedBroker;
import io.shotline.kafka.cluster.ClusterSettings;
import io.shotline.kafka.topic.ProductTopic;
import io.shotline.kafka.topic.TopicAdmin;
import io.shotline.kafka.topic.TopicLayout;
import io.shotline.kafka.topic.Topics;
import io.shotline.wire.ProductRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ProductsCommandIT {
  private static final String TIME =
      "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)";

  private static EmbeddedBroker broker;
  private static int number;
  private Topics topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.temporary(0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void makeTopics() {
    topics = new Topics("p" + number++ + ".");
    try (TopicAdmin admin = new TopicAdmin(cluster(), topics)) {
      admin.create(TopicLayout.DEFAULT);
    }
  }

  @Test
  void shouldSetWhatIsGivenAndKeepTheRest() {
    CommandRun first = products("set", "--product=cap", "--threshold=0.2", "--max-age=1500ms");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(records())
        .containsExactly(
            new ProductRecord(
                new Product("cap", "cap", 0.2, null, true, Duration.ofMillis(1500), View.DEFAULT),
                false));

    products("set", "--product=cap", "--display-name=bottle cap", "--max-shots=3", "--disabled");
    CommandRun view =
        products(
            "set",
            "--product=cap",
            "--enabled",
            "--region=100,50,400,300@640x480",
            "--tiles=2x1",
            "--match=any");

    View own =
        new View(
            Fit.WHOLE,
            new ViewRegion.Measured(new Region(100, 50, 400, 300), new ImageSize(640, 480)),
            new Tiles(2, 1),
            10,
            Match.ANY,
            null);
    assertThat(records())
        .containsExactly(
            new ProductRecord(
                new Product("cap", "bottle cap", 0.2, 3, true, Duration.ofMillis(1500), own),
                true));
    assertThat(view.out())
        .contains(
            "bottle cap", "1500ms", "whole region 100,50,400,300@640x480 tiles 2x1 match any");
  }

  @Test
  void shouldListWhatIsSetAsATableAndAsJson() throws Exception {
    products("set", "--product=lid", "--fit=square");
    products("set", "--product=cap", "--threshold=0.25");

    assertThat(products("list").lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("cap +cap +0\\.25 +- +- +yes +- +- +" + TIME))
        .anyMatch(line -> line.matches("lid +lid +- +- +- +yes +- +square +" + TIME));
    CommandRun json = products("list", "--format=json", "--product=lid");
    JsonNode lid = new ObjectMapper().readTree(json.out());
    assertThat(lid.get("product_id").asText()).isEqualTo("lid");
    assertThat(lid.at("/view/fit").asText()).isEqualTo("FIT_SQUARE");
    assertThat(lid.has("threshold")).isFalse();
    assertThat(lid.has("last_change")).isFalse();
  }

  @Test
  void shouldSetWhetherImagesOfAlertsAreKept() throws Exception {
    CommandRun off = products("set", "--product=cap", "--evidence=off", "--threshold=0.2");
    assertThat(off.out()).containsPattern("cap +cap +0\\.2 +- +- +yes +off +-");
    products("set", "--product=cap", "--sensitivity=low", "--fit=square");
    CommandRun json = products("list", "--format=json", "--product=cap");
    JsonNode cap = new ObjectMapper().readTree(json.out());
    assertThat(cap.get("evidence").asBoolean(true)).isFalse();

    CommandRun standard = products("set", "--product=cap", "--evidence=default");

    assertThat(standard.out()).containsPattern("yes +- +square");
    assertThat(records().get(0).product().evidence()).isNull();
  }

  @Test
  void shouldGoBackToTheAutomaticThreshold() {
    products("set", "--product=cap", "--threshold=0.25", "--max-shots=3");
    CommandRun automatic =
        products("set", "--product=cap", "--threshold=auto", "--sensitivity=high");
    assertThat(automatic.out()).containsPattern("cap +cap +auto, high +3 ");

    CommandRun number = products("set", "--product=cap", "--threshold=0.3");

    assertThat(number.out()).containsPattern("cap +cap +0\\.3 +3 ");
    assertThat(records().get(0).product().thresholdRule())
        .isEqualTo(new ThresholdRule(0.3, Sensitivity.HIGH));
  }

  @Test
  void shouldRemoveSettingsAndNameThoseThereAre() {
    products("set", "--product=cap", "--threshold=0.25");

    CommandRun unknown = products("remove", "--product=cup");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("--product cup: no product of this id has settings; products with settings: cap");
    assertThat(products("remove", "--product=cap").lines())
        .containsExactly("removed the settings of cap");
    assertThat(records()).isEmpty();
    assertThat(products("list", "--product=cap").code()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatDoesNotGoTogether() {
    assertUsage(products("set", "--product=cap"), "nothing to set: give --display-name, ");
    assertUsage(
        products("set", "--product=cap", "--disabled", "--enabled"),
        "--disabled and --enabled exclude each other");
    assertUsage(
        products("set", "--product=cap", "--fit=centre", "--tiles=2x2"),
        "--tiles: fit centre looks at one square: tiles must be auto or 1x1, not 2x2");
    assertUsage(
        products("set", "--product=cap", "--region=100,50,400,300"),
        "--region must be all, or X,Y,W,H within the image: in per cent, such as",
        "with the size of the image that they were measured on, such as 100,50,400,300@640x480; got"
            + " '100,50,400,300'");
    products("set", "--product=cap", "--fit=centre");
    assertUsage(products("set", "--product=cap", "--tiles=2x2"), "--product cap: fit centre");
    products("set", "--product=cap", "--fit=whole", "--tiles=2x2");
    assertUsage(
        products("set", "--product=cap", "--fit=centre"),
        "--product cap: fit centre looks at one square, but tiles 2x2 were set before: give --tiles"
            + " auto too");
    assertThat(records()).hasSize(1);
  }

  private List<ProductRecord> records() {
    try (ProductTopic topic = new ProductTopic(cluster(), topics)) {
      return topic.records();
    }
  }

  private CommandRun products(String command, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "products",
                    command,
                    "--bootstrap-servers=" + broker.bootstrapServers(),
                    "--topic-prefix=" + topics.prefix()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static ClusterSettings cluster() {
    return ClusterSettings.of(broker.bootstrapServers());
  }

  private static void assertUsage(CommandRun run, String... words) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(words);
  }
}
