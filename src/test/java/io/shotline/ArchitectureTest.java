package io.shotline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The table of packages: what each may import. A package that is not in it fails too. */
@AnalyzeClasses(packages = "io.shotline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /**
   * A package of io.shotline, and what it may import beside itself and what all may. Names that
   * begin with + are of io.shotline.
   */
  private static final List<String> TABLE =
      """
      core.image
      core.image.file       +core.image
      core.view             +core.image +core.image.file
      core.threshold
      core.result           +core.image +core.view +core.threshold
      core.misfit           +core.image +core.view +core.threshold +core.result
      core.product          +core.image +core.view +core.threshold
      core.port             +core.image +core.image.file +core.view +core.threshold +core.result +core.product
      core.bank             +core.image +core.image.file +core.view +core.threshold +core.result +core.product +core.port +failure com.github.benmanes.caffeine.. javax.imageio..
      core.batch            +core.image +core.view +core.threshold +core.result +core.product +core.port
      core.line             +core +core.image +core.image.file +core.view +core.threshold +core.result +core.product
      core                  +core.. +failure
      failure
      folder                +failure
      tiff                  +core.image +core.image.file org.apache.commons.compress.compressors.lzw..
      wire                  +core.. +wire.v1 com.google.protobuf..
      wire.v1               com.google.protobuf..
      kafka.cluster         +core.. +failure +wire KAFKA
      kafka.topic           +core.. +kafka.cluster +wire KAFKA
      kafka.history         +core.. +failure +kafka.topic +kafka.cluster +wire KAFKA
      kafka.catalog         +core.. +failure +kafka.topic +kafka.cluster +wire KAFKA
      kafka.ahead           +core.. +kafka.catalog +kafka.topic +kafka.cluster +wire KAFKA
      kafka.line            +core.. +kafka.catalog +kafka.history +kafka.topic +kafka.cluster +wire KAFKA
      kafka.learn           +core.. +kafka.topic +kafka.cluster +wire KAFKA org.rocksdb..
      kafka.stream          +core.. +failure +folder +kafka.ahead +kafka.catalog +kafka.history +kafka.learn +kafka.topic +kafka.cluster +wire KAFKA
      embedded              +core.. +failure +folder +kafka.topic +kafka.cluster KAFKA kafka.. scala..
      tensorflow.text       TENSORFLOW JSON org.jsoup.parser..
      tensorflow.precision  TENSORFLOW com.google.protobuf..
      tensorflow            +core.. +tiff +tensorflow.text +tensorflow.precision TENSORFLOW JSON com.google.protobuf..
      tensorflow.repository +core.. +tensorflow TENSORFLOW JSON
      convert.checkpoint    +core TENSORFLOW JSON net.razorvine.pickle.. org.apache.commons.compress.archivers.zip..
      convert               +core.. +convert.checkpoint +tensorflow.. TENSORFLOW JSON com.google.protobuf.. net.razorvine.pickle.. org.apache.commons.compress.archivers.zip..
      convert.download      +failure +folder javax.net.ssl..
      http                  +core.. +wire io.vertx.core.. io.vertx.ext.web..
      http.access           +failure
      http.api              +core.. +wire +http +http.access io.netty.handler.codec io.netty.handler.codec.http io.vertx.core.. io.vertx.ext.web.. io.vertx.json.schema.. io.vertx.openapi.. org.yaml.snakeyaml..
      camera                +core.. javax.imageio..
      camera.drawn          +camera +core.image +core.image.file javax.imageio..
      onnx                  +core.. ai.onnxruntime.. onnx.. com.google.protobuf..
      metrics               +core.. io.prometheus.client..
      work                  +core.. +failure
      page                  org.jsoup..
      picture               +core.. +page javax.imageio.. org.w3c.dom org.jsoup.nodes..
      replay                +core.. +failure +work +wire +kafka..
      bench                 +core.. +failure +folder +work +wire +kafka.. +embedded +tensorflow.. +convert +camera.. com.sun.management.. org.HdrHistogram.. org.apache.commons.statistics.distribution..
      evaluate              +core.. +failure +camera +work
      evaluate.report       +core.. +evaluate +page +picture +work org.jsoup.nodes..
      service               +core.. +failure +folder +wire +kafka.. +embedded +tensorflow.. +http.. +metrics +picture KAFKA io.prometheus.client.. com.github.benmanes.caffeine..
      cli.process           +failure ch.qos.logback.. picocli.. sun.misc..
      cli.settings          picocli..
      cli                   ANYTHING
      cli.catalog           ANYTHING
      cli.option            ANYTHING
      cli.print             ANYTHING
      """
          .lines()
          .toList();

  private static final String ANYWHERE = "java.. org.slf4j.. org.jspecify.annotations..";

  @ArchTest
  static void everyPackageImportsNoMoreThanItMay(JavaClasses imported) {
    List<String> faults =
        TABLE.stream()
            .map(line -> Arrays.asList(line.split(" +")))
            .filter(row -> !row.contains("ANYTHING"))
            .map(row -> only(row).evaluate(imported).getFailureReport())
            .flatMap(report -> report.getDetails().stream())
            .toList();
    assertThat(faults).isEmpty();
  }

  @ArchTest
  static final ArchRule everyPackageIsInTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              TABLE.stream()
                  .map(line -> "io.shotline." + line.split(" ")[0])
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule noPackagesImportEachOther =
      slices().matching("io.shotline.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule serviceIsImportedByTheCommandLineAlone =
      classes()
          .that()
          .resideInAPackage("io.shotline.service")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage("io.shotline.service", "io.shotline.cli..");

  @ArchTest
  static final ArchRule cliIsImportedByNobody =
      classes()
          .that()
          .resideInAPackage("io.shotline.cli..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("io.shotline.cli..");

  private static ArchRule only(List<String> row) {
    String itself = "io.shotline." + row.get(0);
    String[] allowed =
        Stream.concat(row.stream().skip(1), Arrays.stream(ANYWHERE.split(" ")))
            .map(ArchitectureTest::pattern)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(itself)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideInAnyPackage(itself)))
        .allowEmptyShould(true);
  }

  /** Short for the two libraries that most rows name. TensorFlow's messages are protobuf's. */
  private static String pattern(String name) {
    return switch (name) {
      case "KAFKA" -> "org.apache.kafka..";
      case "TENSORFLOW" -> "org.tensorflow..";
      case "JSON" -> "com.fasterxml.jackson..";
      default -> name.startsWith("+") ? "io.shotline." + name.substring(1) : name;
    };
  }
}
