package chat.functions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Architecture rules of this module: dependencies, and state that a snapshot may contain.
final class FunctionsArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("chat");

    @Test
    void onlyFunctionsDependOnLambda() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chat.functions")
                .should()
                .dependOnClassesThat(resideInAPackage("com.amazonaws.services.lambda.."))
                .orShould()
                .dependOnClassesThat(resideInAPackage("org.crac.."))
                .check(MAIN);
        assertThat(MAIN.stream().map(JavaClass::getPackageName))
                .contains("chat.functions", "chat.messages", "chat.dynamodb");
    }

    /// Other code takes the environment as a map, so that one process can run several functions.
    @Test
    void onlyDefaultConstructorsOfHandlersReadTheEnvironment() {
        List<JavaAccess<?>> reads =
                MAIN.stream()
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(FunctionsArchitectureTest::readsEnvironment)
                        .toList();

        assertThat(reads)
                .isNotEmpty()
                .allSatisfy(
                        read -> {
                            assertThat(read.getOriginOwner().isAssignableTo(RequestHandler.class))
                                    .as(read.getDescription())
                                    .isTrue();
                            assertThat(read.getOrigin().getFullName()).endsWith("<init>()");
                        });
    }

    @Test
    void onlyWiringUsesClockAndRandomness() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Wiring.class.getName())
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "it is a clock or a source of randomness",
                                FunctionsArchitectureTest::isClockOrRandomness))
                .check(MAIN);
    }

    /// Each restore of a snapshot would continue a seeded generator with the same numbers.
    @Test
    void theOnlyRandomnessIsSecureRandom() {
        assertThat(
                        MAIN.get(Wiring.class).getAccessesFromSelf().stream()
                                .filter(FunctionsArchitectureTest::isRandomness)
                                .map(access -> access.getTargetOwner().getName()))
                .containsOnly(SecureRandom.class.getName());
    }

    @Test
    void noStaticFieldHoldsState() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage("chat.functions"))
                .should(holdNoState())
                .check(MAIN);
    }

    @Test
    void everyFunctionIsPrimed() {
        classes()
                .that()
                .implement(RequestHandler.class)
                .should(
                        new ArchCondition<>("be primed by its constructor for Lambda") {
                            @Override
                            public void check(JavaClass handler, ConditionEvents events) {
                                boolean primed =
                                        handler.getConstructor().getMethodCallsFromSelf().stream()
                                                .anyMatch(
                                                        call ->
                                                                call.getTargetOwner()
                                                                        .isEquivalentTo(
                                                                                Priming.class));
                                events.add(
                                        new SimpleConditionEvent(
                                                handler, primed, handler.getName()));
                            }
                        })
                .check(MAIN);
    }

    private static boolean readsEnvironment(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && access.getName().equals("getenv");
    }

    private static boolean isClockOrRandomness(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean clock =
                (owner.isEquivalentTo(Instant.class) && name.equals("now"))
                        || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                        || owner.isEquivalentTo(Clock.class)
                        || (owner.isEquivalentTo(System.class)
                                && List.of("currentTimeMillis", "nanoTime").contains(name))
                        || (owner.isEquivalentTo(Date.class) && name.equals("<init>"));
        return clock || isRandomness(access);
    }

    /// Using an injected generator does not count.
    private static boolean isRandomness(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return (owner.isAssignableTo(Random.class) && name.equals("<init>"))
                || (owner.isEquivalentTo(ThreadLocalRandom.class) && name.equals("current"))
                || (owner.isEquivalentTo(RandomGenerator.class)
                        && List.of("getDefault", "of").contains(name))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"));
    }

    private static ArchCondition<JavaField> holdNoState() {
        return new ArchCondition<>("be final and hold a value") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean value =
                        field.getModifiers().contains(JavaModifier.FINAL)
                                && (isValue(field) || isKept(field));
                events.add(new SimpleConditionEvent(field, value, field.getFullName()));
            }
        };
    }

    private static boolean isValue(JavaField field) {
        JavaClass type = field.getRawType();
        return field.getModifiers().contains(JavaModifier.SYNTHETIC)
                || type.isPrimitive()
                || type.isRecord()
                || type.isEnum()
                || List.of(
                                "java.lang.String",
                                "java.time.Duration",
                                "java.time.InstantSource",
                                "com.nimbusds.jose.jwk.JWKSelector")
                        .contains(type.getName())
                || isUnmodifiable(field);
    }

    private static boolean isUnmodifiable(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            Object value = reflected.get(null);
            return value != null
                    && value.getClass().getName().startsWith("java.util.ImmutableCollections");
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Priming is per process: the CRaC context holds its resources weakly, so a static field keeps
    /// them.
    private static boolean isKept(JavaField field) {
        return field.getOwner().isEquivalentTo(Priming.class) && field.getName().equals("KEPT");
    }
}
