package chat.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class LocalArchitectureTest {
    private static final JavaClasses LOCAL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("chat.local");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("chat.local.(*)..").should().beFreeOfCycles().check(LOCAL);
    }

    @Test
    void nothingDependsOnTheApplication() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("chat..").and(resideOutsideOfPackage("chat.local..")))
                .check(LOCAL);
    }

    @Test
    void onlyServersDependOnJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("chat.local.http..", "chat.local.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(LOCAL);
    }
}
