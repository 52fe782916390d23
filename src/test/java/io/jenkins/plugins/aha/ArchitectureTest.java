package io.jenkins.plugins.aha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The whole house: each floor knows only what is below it. The floors without Jenkins have a test of their own. */
class ArchitectureTest {
    private static final String HOUSE = "io.jenkins.plugins.aha";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    @Test
    void packagesHaveNoCycles() {
        slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void stepsAndBuildStepsDoNotSpeakToAhaThemselves() {
        noClasses()
                .that()
                .resideInAnyPackage(HOUSE + ".steps..", HOUSE + ".freestyle..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + ".client..")
                .check(classes);
    }

    @Test
    void arrowsOnlyPointDown() {
        knowsNothingOf(".run..", ".steps..", ".freestyle..");
        knowsNothingOf(".config..", ".run..", ".steps..", ".freestyle..", ".report..", ".operation..");
        knowsNothingOf(".report..", ".run..", ".steps..", ".freestyle..", ".config..");
        knowsNothingOf(".operation..", ".run..", ".steps..", ".freestyle..", ".report..", ".config..");
        knowsNothingOf(".client..", ".operation..", ".run..", ".steps..", ".freestyle..", ".report..", ".config..");
    }

    private void knowsNothingOf(String floor, String... above) {
        String[] packages = new String[above.length];
        for (int i = 0; i < above.length; i++) {
            packages[i] = HOUSE + above[i];
        }
        noClasses()
                .that()
                .resideInAPackage(HOUSE + floor)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true)
                .check(classes);
    }
}
