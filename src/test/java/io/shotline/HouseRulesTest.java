package io.shotline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** The house rules that can be read from class files; generated messages are not ours. */
@AnalyzeClasses(packages = "io.shotline", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String MESSAGES = "io.shotline.wire.v1";
  private static final String CLI = "io.shotline.cli..";

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Utils?|Impl|Helper)(\\$.*)?");

  @ArchTest
  static final ArchRule injectionIsByConstructor =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule logsGoThroughSlf4j =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** An unguarded one unpacks what a stranger packed, to any size. */
  @ArchTest
  static final ArchRule everyConsumerIsGuarded =
      noClasses()
          .that()
          .doNotHaveSimpleName("GuardedConsumer")
          .should(
              be(
                  describe(
                      "making a plain KafkaConsumer",
                      type ->
                          type.getConstructorCallsFromSelf().stream()
                              .anyMatch(
                                  call ->
                                      call.getTargetOwner()
                                          .getName()
                                          .endsWith(".KafkaConsumer")))));

  @ArchTest
  static final ArchRule noStaticStateChanges =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(MESSAGES)
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule optionalIsNoField = noFields().should().haveRawType(Optional.class);

  @ArchTest
  static final ArchRule optionalIsNoParameter =
      methods()
          .that()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should(be(withoutOptionalParameter()));

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that().resideOutsideOfPackage(MESSAGES).should(be(inANullMarkedPackage()));

  private static DescribedPredicate<JavaMethod> withoutOptionalParameter() {
    return describe(
        "without a parameter of type Optional",
        method ->
            method.getRawParameterTypes().stream()
                .noneMatch(type -> type.isEquivalentTo(Optional.class)));
  }

  private static DescribedPredicate<JavaClass> inANullMarkedPackage() {
    return describe(
        "in a null-marked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }
}
