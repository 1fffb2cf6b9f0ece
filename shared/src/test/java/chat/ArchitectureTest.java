package chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Architecture rules of this module: the direction of dependencies, and what callers must inject.
final class ArchitectureTest {
    private static final String NULLNESS = "org.jspecify..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String[] ADAPTERS = {"chat.dynamodb", "chat.apigateway", "chat.sqs"};

    private static final JavaClasses MAIN =
            new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void theImportedClassesAreNotEmpty() {
        assertThat(MAIN.getPackage("chat").getSubpackages())
                .extracting(JavaPackage::getName)
                .containsExactlyInAnyOrder(
                        "chat.domain",
                        "chat.protocol",
                        "chat.port",
                        "chat.limits",
                        "chat.messages",
                        "chat.delivery",
                        "chat.presence",
                        "chat.users",
                        "chat.search",
                        "chat.dynamodb",
                        "chat.apigateway",
                        "chat.sqs");
    }

    @Test
    void domainDependsOnlyOnJava() {
        check(onlyUse("chat.domain", "java..", NULLNESS));
    }

    @Test
    void protocolDependsOnlyOnDomainAndJson() {
        check(onlyUse("chat.protocol", "chat.domain", "java..", NULLNESS, JACKSON));
    }

    @Test
    void portsDependOnlyOnDomain() {
        check(onlyUse("chat.port", "chat.domain", "java..", NULLNESS));
    }

    @Test
    void limitsDependOnlyOnDomainAndPorts() {
        check(onlyUse("chat.limits", "chat.domain", "chat.port", "java..", NULLNESS));
    }

    @Test
    void servicesDependOnlyOnDomainProtocolPortsAndLimits() {
        check(onlyUse("chat.delivery", with("chat.limits")));
        check(onlyUse("chat.search", with("chat.limits")));
        check(onlyUse("chat.messages", with("chat.limits", "chat.delivery", "chat.search")));
        check(onlyUse("chat.presence", with("chat.limits", "chat.delivery")));
        check(onlyUse("chat.users", with("chat.limits", "chat.delivery", "chat.presence")));
    }

    @Test
    void adaptersDependOnlyOnDomainAndPorts() {
        for (String adapter : ADAPTERS) {
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(adapter)
                            .should()
                            .dependOnClassesThat(
                                    DescribedPredicate.describe(
                                            "are neither domain, port nor the adapter's own",
                                            other -> isForeign(adapter, other.getPackageName()))));
        }
    }

    @Test
    void onlyAdaptersDependOnTheAwsSdk() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ADAPTERS)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("chat.(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.getPackage("chat").getSubpackagesInTree())
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void clockRandomnessAndEnvironmentAreInjected() {
        check(
                noClasses()
                        .should()
                        .accessTargetWhere(
                                isOneOf(
                                        "java.time.Instant.now",
                                        "java.time.LocalDate.now",
                                        "java.time.LocalDateTime.now",
                                        "java.time.ZonedDateTime.now",
                                        "java.time.InstantSource.system",
                                        "java.time.Clock.systemUTC",
                                        "java.time.Clock.systemDefaultZone",
                                        "java.lang.System.currentTimeMillis",
                                        "java.lang.System.nanoTime",
                                        "java.lang.System.getenv",
                                        "java.lang.System.getProperty",
                                        "java.util.UUID.randomUUID",
                                        "java.lang.Math.random",
                                        "java.lang.Thread.sleep")));
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.security.SecureRandom")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.random.."));
    }

    @Test
    void concurrencyIsOnlyThroughParallel() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.concurrent..")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class));
    }

    @Test
    void genericExceptionsAreNotThrown() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void classesDoNotInheritBehaviour() {
        check(
                classes()
                        .that()
                        .areNotInterfaces()
                        .and()
                        .areNotEnums()
                        .and()
                        .areNotAnonymousClasses()
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should()
                        .haveModifier(JavaModifier.FINAL));
        check(
                classes()
                        .that()
                        .areNotAssignableTo(Exception.class)
                        .and()
                        .areNotInterfaces()
                        .should(
                                ArchConditions.have(
                                        DescribedPredicate.describe(
                                                "a superclass of the language",
                                                ArchitectureTest::extendsTheLanguageOnly))));
    }

    private static void check(ArchRule rule) {
        rule.check(MAIN);
    }

    private static String[] with(String... others) {
        var all = new ArrayList<>(List.of("chat.domain", "chat.protocol", "chat.port"));
        all.addAll(List.of(others));
        all.addAll(List.of("java..", NULLNESS));
        return all.toArray(String[]::new);
    }

    private static boolean isForeign(String adapter, String other) {
        return other.startsWith("chat.")
                && !Set.of("chat.domain", "chat.port", adapter).contains(other);
    }

    private static ArchRule onlyUse(String own, String... others) {
        String[] allowed = Stream.concat(Stream.of(own), Stream.of(others)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static DescribedPredicate<JavaAccess<?>> isOneOf(String... methods) {
        Set<String> forbidden = Set.of(methods);
        return DescribedPredicate.describe(
                "is one of " + forbidden,
                access ->
                        forbidden.contains(
                                access.getTargetOwner().getFullName() + "." + access.getName()));
    }

    private static boolean extendsTheLanguageOnly(JavaClass type) {
        return type.getRawSuperclass()
                .filter(
                        parent ->
                                !parent.isEquivalentTo(Object.class)
                                        && !parent.isEquivalentTo(Record.class)
                                        && !parent.isEquivalentTo(Enum.class))
                .isEmpty();
    }
}
