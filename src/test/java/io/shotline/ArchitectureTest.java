package io.shotline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The table of packages: what each may import. A package that is not in it fails too. */
@AnalyzeClasses(packages = "io.shotline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String IMAGE = "io.shotline.core.image";
  private static final String CORE = "io.shotline.core";
  private static final String TIFF = "io.shotline.tiff";
  private static final String FAILURE = "io.shotline.failure";
  private static final String RESULT = "io.shotline.core.result";
  private static final String PRODUCT = "io.shotline.core.product";
  private static final String FOLDER = "io.shotline.folder";
  private static final String WIRE = "io.shotline.wire";
  private static final String MESSAGES = "io.shotline.wire.v1";
  private static final String CLUSTER = "io.shotline.kafka.cluster";
  private static final String TOPIC = "io.shotline.kafka.topic";
  private static final String CATALOG = "io.shotline.kafka.catalog";
  private static final String AHEAD = "io.shotline.kafka.ahead";
  private static final String STREAM = "io.shotline.kafka.stream";
  private static final String EMBEDDED = "io.shotline.embedded";
  private static final String TEXT = "io.shotline.tensorflow.text";
  private static final String TENSORFLOW = "io.shotline.tensorflow";
  private static final String REPOSITORY = "io.shotline.tensorflow.repository";
  private static final String CONVERT = "io.shotline.convert";
  private static final String CHECKPOINT = "io.shotline.convert.checkpoint";
  private static final String HTTP = "io.shotline.http";
  private static final String CAMERA = "io.shotline.camera";
  private static final String DRAWN = "io.shotline.camera.drawn";
  private static final String METRICS = "io.shotline.metrics";
  private static final String SERVICE = "io.shotline.service";
  private static final String WORK = "io.shotline.work";
  private static final String REPLAY = "io.shotline.replay";
  private static final String BENCH = "io.shotline.bench";
  private static final String ONNX = "io.shotline.onnx";
  private static final String CLI = "io.shotline.cli";
  private static final String PRINT = "io.shotline.cli.print";
  private static final String SETTINGS = "io.shotline.cli.settings";
  private static final String OPTION = "io.shotline.cli.option";
  private static final String PROCESS = "io.shotline.cli.process";

  private static final String[] ANYWHERE = {"java..", "org.slf4j..", "org.jspecify.annotations.."};
  private static final String PROTOBUF = "com.google.protobuf..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String NETWORK = "org.tensorflow..";
  private static final String JSON = "com.fasterxml.jackson..";

  @ArchTest static final ArchRule image = only(IMAGE);

  @ArchTest
  static final ArchRule tiff = only(TIFF, IMAGE, "org.apache.commons.compress.compressors.lzw..");

  @ArchTest static final ArchRule result = only(RESULT, IMAGE);

  @ArchTest static final ArchRule product = only(PRODUCT, IMAGE);

  @ArchTest
  static final ArchRule core = only(CORE, RESULT, PRODUCT, IMAGE, "com.github.benmanes.caffeine..");

  @ArchTest static final ArchRule failure = only(FAILURE);

  @ArchTest static final ArchRule folder = only(FOLDER, FAILURE);

  @ArchTest
  static final ArchRule wire = only(WIRE, MESSAGES, CORE, RESULT, PRODUCT, IMAGE, PROTOBUF);

  @ArchTest static final ArchRule messages = only(MESSAGES, PROTOBUF);

  @ArchTest
  static final ArchRule cluster = only(CLUSTER, CORE, RESULT, PRODUCT, IMAGE, FAILURE, WIRE, KAFKA);

  @ArchTest
  static final ArchRule topic = only(TOPIC, CLUSTER, CORE, RESULT, PRODUCT, IMAGE, WIRE, KAFKA);

  @ArchTest
  static final ArchRule catalog =
      only(CATALOG, TOPIC, CLUSTER, CORE, RESULT, PRODUCT, IMAGE, WIRE, KAFKA);

  @ArchTest
  static final ArchRule ahead =
      only(AHEAD, CATALOG, TOPIC, CLUSTER, CORE, RESULT, PRODUCT, IMAGE, WIRE, KAFKA);

  @ArchTest
  static final ArchRule stream =
      only(
          STREAM, AHEAD, CATALOG, TOPIC, CLUSTER, CORE, RESULT, PRODUCT, IMAGE, FOLDER, WIRE,
          KAFKA);

  // The broker's classes are in a package called kafka, its collections are Scala's.
  @ArchTest
  static final ArchRule embedded =
      only(
          EMBEDDED, TOPIC, CLUSTER, CORE, RESULT, PRODUCT, FOLDER, FAILURE, KAFKA, "kafka..",
          "scala..");

  // CLIP's tokens unescape HTML.
  @ArchTest static final ArchRule text = only(TEXT, NETWORK, JSON, "org.jsoup.parser..");

  // TensorFlow's own messages are protobuf's, hence the two together.
  @ArchTest
  static final ArchRule tensorflow =
      only(TENSORFLOW, TEXT, TIFF, CORE, RESULT, PRODUCT, IMAGE, NETWORK, JSON, PROTOBUF);

  @ArchTest
  static final ArchRule repository =
      only(REPOSITORY, TENSORFLOW, CORE, RESULT, PRODUCT, IMAGE, NETWORK, JSON);

  @ArchTest
  static final ArchRule checkpoint =
      only(
          CHECKPOINT,
          CORE,
          JSON,
          NETWORK,
          "net.razorvine.pickle..",
          "org.apache.commons.compress.archivers.zip..");

  @ArchTest
  static final ArchRule convert =
      only(
          CONVERT,
          CHECKPOINT,
          TENSORFLOW,
          TEXT,
          REPOSITORY,
          CORE,
          RESULT,
          PRODUCT,
          IMAGE,
          NETWORK,
          JSON,
          PROTOBUF,
          "net.razorvine.pickle..",
          "org.apache.commons.compress.archivers.zip..");

  @ArchTest
  static final ArchRule http =
      only(HTTP, CORE, RESULT, PRODUCT, IMAGE, WIRE, "io.vertx.core..", "io.vertx.ext.web..");

  @ArchTest
  static final ArchRule camera = only(CAMERA, CORE, RESULT, PRODUCT, IMAGE, "javax.imageio..");

  @ArchTest static final ArchRule drawn = only(DRAWN, CAMERA, IMAGE, "javax.imageio..");

  // Only in builds with the profile of that name; ONNX's own messages are in a package called onnx.
  @ArchTest
  static final ArchRule onnx =
      only(ONNX, CORE, RESULT, PRODUCT, IMAGE, "ai.onnxruntime..", "onnx..", PROTOBUF);

  @ArchTest
  static final ArchRule metrics =
      only(METRICS, CORE, RESULT, PRODUCT, IMAGE, "io.prometheus.client..");

  @ArchTest static final ArchRule work = only(WORK, CORE, RESULT, PRODUCT, IMAGE, FAILURE);

  @ArchTest
  static final ArchRule replay =
      only(
          REPLAY, WORK, FAILURE, CORE, RESULT, PRODUCT, IMAGE, WIRE, CLUSTER, TOPIC, CATALOG, AHEAD,
          STREAM);

  // What the process used of the machine is asked of the management beans of the JDK.
  @ArchTest
  static final ArchRule bench =
      only(
          BENCH,
          WORK,
          FAILURE,
          FOLDER,
          CORE,
          RESULT,
          PRODUCT,
          IMAGE,
          WIRE,
          CLUSTER,
          TOPIC,
          CATALOG,
          AHEAD,
          STREAM,
          EMBEDDED,
          TENSORFLOW,
          TEXT,
          REPOSITORY,
          CONVERT,
          CAMERA,
          DRAWN,
          "com.sun.management..",
          "org.HdrHistogram..");

  @ArchTest
  static final ArchRule service =
      only(
          SERVICE,
          FAILURE,
          IMAGE,
          CORE,
          RESULT,
          PRODUCT,
          FOLDER,
          WIRE,
          CLUSTER,
          TOPIC,
          CATALOG,
          AHEAD,
          STREAM,
          EMBEDDED,
          TENSORFLOW,
          REPOSITORY,
          HTTP,
          METRICS,
          KAFKA,
          "io.prometheus.client..");

  @ArchTest
  static final ArchRule serviceIsImportedByTheCommandLineAlone =
      classes()
          .that()
          .resideInAPackage(SERVICE)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(SERVICE, CLI, OPTION);

  @ArchTest
  static final ArchRule process = only(PROCESS, "ch.qos.logback..", "picocli..", "sun.misc..");

  @ArchTest static final ArchRule settings = only(SETTINGS, "picocli..");

  @ArchTest
  static final ArchRule noPackagesImportEachOther =
      slices().matching("io.shotline.(**)").should().beFreeOfCycles();

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
              IMAGE,
              TIFF,
              CORE,
              RESULT,
              PRODUCT,
              FAILURE,
              FOLDER,
              WIRE,
              MESSAGES,
              CLUSTER,
              TOPIC,
              CATALOG,
              AHEAD,
              STREAM,
              EMBEDDED,
              TEXT,
              TENSORFLOW,
              REPOSITORY,
              CONVERT,
              CHECKPOINT,
              HTTP,
              CAMERA,
              DRAWN,
              METRICS,
              SERVICE,
              WORK,
              REPLAY,
              BENCH,
              ONNX,
              CLI,
              PRINT,
              SETTINGS,
              OPTION,
              PROCESS);

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
