package io.shotline.kafka.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that a manifest of {@code k8s} gives its user. */
final class ManifestRights {
  private static final Path MANIFESTS = Path.of("k8s");
  private static final Pattern RULE =
      Pattern.compile(
          "- resource: \\{type: (\\w+)(?:, name: ([\\w-]+))?(, patternType: prefix)?}\\s+"
              + "operations: \\[([^]]+)]");

  private ManifestRights() {}

  /** Returns them for a user, but for one operation. */
  static List<AclBinding> of(String manifest, String user, AclOperation denied) throws IOException {
    return RULE.matcher(Files.readString(MANIFESTS.resolve(manifest)))
        .results()
        .flatMap(rule -> bindings(rule, user, denied))
        .toList();
  }

  private static Stream<AclBinding> bindings(MatchResult rule, String user, AclOperation denied) {
    ResourceType type = ResourceType.fromString(snakeCase(rule.group(1)));
    ResourcePattern resource =
        new ResourcePattern(
            type,
            type == ResourceType.CLUSTER ? "kafka-cluster" : rule.group(2),
            rule.group(3) == null ? PatternType.LITERAL : PatternType.PREFIXED);
    return Stream.of(rule.group(4).split(", "))
        .map(operation -> AclOperation.fromString(snakeCase(operation)))
        .filter(operation -> operation != denied)
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)));
  }

  private static String snakeCase(String words) {
    return words.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
