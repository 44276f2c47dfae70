package io.shotline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The table of packages: who may import what. A package that is not in it fails too. */
@AnalyzeClasses(packages = "io.shotline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "io.shotline.core";
  private static final String WIRE = "io.shotline.wire";
  private static final String MESSAGES = "io.shotline.wire.v1";
  private static final String TENSORFLOW = "io.shotline.tensorflow";
  private static final String TENSORFLOW_BUILD = "io.shotline.tensorflow.build";
  private static final String KAFKA = "io.shotline.kafka";
  private static final String EMBEDDED = "io.shotline.kafka.embedded";
  private static final String HTTP = "io.shotline.http";
  private static final String CAMERA = "io.shotline.camera";
  private static final String BENCHMARK = "io.shotline.benchmark";
  private static final String ONNX = "io.shotline.onnx";
  private static final String METRICS = "io.shotline.metrics";
  private static final String CLI = "io.shotline.cli";

  private static final String[] ANYWHERE = {"java..", "org.slf4j..", "org.jspecify.annotations.."};
  private static final String PROTOBUF = "com.google.protobuf..";

  @ArchTest static final ArchRule core = only(CORE, "com.github.benmanes.caffeine..");

  @ArchTest static final ArchRule wire = only(WIRE, MESSAGES, CORE, PROTOBUF);

  @ArchTest static final ArchRule messages = only(MESSAGES, PROTOBUF);

  // TensorFlow's own messages are protobuf's, hence the two together; CLIP's tokens unescape HTML.
  @ArchTest
  static final ArchRule tensorflow =
      only(
          TENSORFLOW,
          CORE,
          "org.tensorflow..",
          "com.fasterxml.jackson..",
          "org.jsoup.parser..",
          PROTOBUF);

  @ArchTest
  static final ArchRule tensorflowBuild =
      only(
          TENSORFLOW_BUILD,
          TENSORFLOW,
          CORE,
          "org.tensorflow..",
          "com.fasterxml.jackson..",
          "net.razorvine.pickle..",
          "org.apache.commons.compress.archivers.zip..",
          PROTOBUF);

  @ArchTest static final ArchRule kafka = only(KAFKA, CORE, WIRE, "org.apache.kafka..");

  // The broker's classes are in a package called kafka, its collections are Scala's.
  @ArchTest
  static final ArchRule embedded =
      only(EMBEDDED, KAFKA, CORE, WIRE, "org.apache.kafka..", "kafka..", "scala..");

  @ArchTest static final ArchRule http = only(HTTP, CORE, WIRE, "io.vertx.core..");

  @ArchTest static final ArchRule camera = only(CAMERA, CORE, "javax.imageio..");

  @ArchTest static final ArchRule benchmark = only(BENCHMARK, CORE, "javax.imageio..");

  // Only in builds with the profile of that name; ONNX's own messages are in a package called onnx.
  @ArchTest static final ArchRule onnx = only(ONNX, CORE, "ai.onnxruntime..", "onnx..", PROTOBUF);

  @ArchTest static final ArchRule metrics = only(METRICS, CORE, "io.prometheus.client..");

  @ArchTest
  static final ArchRule cliIsImportedByNobody =
      classes()
          .that()
          .resideInAPackage(CLI + "..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage(CLI + "..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule everyPackageIsInTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              CORE,
              WIRE,
              MESSAGES,
              TENSORFLOW,
              TENSORFLOW_BUILD,
              KAFKA,
              EMBEDDED,
              HTTP,
              CAMERA,
              BENCHMARK,
              ONNX,
              METRICS,
              CLI + "..");

  /** Classes of this very package may depend on it, on these and on what is allowed anywhere. */
  private static ArchRule only(String itself, String... others) {
    String[] allowed =
        Stream.of(Stream.of(itself), Stream.of(others), Stream.of(ANYWHERE))
            .flatMap(packages -> packages)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(itself)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .allowEmptyShould(true);
  }
}
