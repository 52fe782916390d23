package io.jenkins.plugins.aha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each package knows only what is below it. Those without Jenkins have a test of their own, LayeringTest. */
class ArchitectureTest {
    private static final String BASE = "io.jenkins.plugins.aha";

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void packagesHaveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void stepsAndBuildStepsSendNothingThemselves() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".steps..", BASE + ".freestyle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".client..", BASE + ".http..")
                .check(CLASSES);
    }

    @Test
    void eachPackageKnowsOnlyWhatIsBelowIt() {
        knowsNothingOf(".parameters..", ".run..", ".steps..", ".freestyle..", ".report..", ".operation..");
        knowsNothingOf(".forms..", ".steps..", ".freestyle..", ".parameters..");
        knowsNothingOf(".run..", ".parameters..", ".forms..", ".steps..", ".freestyle..");
        knowsNothingOf(
                ".config..",
                ".parameters..",
                ".forms..",
                ".run..",
                ".steps..",
                ".freestyle..",
                ".report..",
                ".operation..");
        knowsNothingOf(".report..", ".forms..", ".run..", ".steps..", ".freestyle..", ".config..");
        knowsNothingOf(".operation..", ".forms..", ".run..", ".steps..", ".freestyle..", ".report..", ".config..");
        knowsNothingOf(
                ".client..",
                ".operation..",
                ".forms..",
                ".run..",
                ".steps..",
                ".freestyle..",
                ".report..",
                ".config..");
        knowsNothingOf(
                ".health..",
                ".config..",
                ".forms..",
                ".run..",
                ".steps..",
                ".freestyle..",
                ".parameters..",
                ".report..",
                ".operation..",
                ".client..");
    }

    private void knowsNothingOf(String layer, String... above) {
        String[] packages = new String[above.length];
        for (int i = 0; i < above.length; i++) {
            packages[i] = BASE + above[i];
        }
        noClasses()
                .that()
                .resideInAPackage(BASE + layer)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
