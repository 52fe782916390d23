package io.jenkins.plugins.aha.operation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages without Jenkins know only what is below them. */
class LayeringTest {
    private static final String VALUES = "io.jenkins.plugins.aha.values";
    private static final String MODEL = "io.jenkins.plugins.aha.model";
    private static final String HTTP = "io.jenkins.plugins.aha.http";
    private static final String CLIENT = "io.jenkins.plugins.aha.client";
    private static final String OKHTTP = HTTP + ".okhttp";
    private static final String PAGING = CLIENT + ".paging";
    private static final String DISCOVERY = CLIENT + ".discovery";
    private static final String OPERATION = "io.jenkins.plugins.aha.operation";
    private static final String INPUT = OPERATION + ".input";
    private static final String CONTEXT = OPERATION + ".context";
    private static final String FILES = OPERATION + ".files";
    private static final String RECORDS = OPERATION + ".records";
    private static final String LINKS = OPERATION + ".links";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(VALUES, MODEL, HTTP, CLIENT, OPERATION);

    @Test
    void theClassesAreFound() {
        assertTrue(CLASSES.contain(CLIENT + ".AhaClient"));
    }

    @Test
    void noJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "org.jenkinsci..",
                        "org.kohsuke.stapler..",
                        "jakarta.servlet..",
                        "javax.servlet.."))
                .check(CLASSES);
    }

    @Test
    void eachPackageKnowsOnlyWhatIsBelowIt() {
        knowsOnly(VALUES, VALUES);
        knowsOnly(MODEL, MODEL, VALUES);
        knowsOnly(HTTP, HTTP, MODEL);
        knowsOnly(OKHTTP, OKHTTP, HTTP, MODEL);
        knowsOnly(PAGING, PAGING, HTTP, MODEL);
        knowsOnly(CLIENT, CLIENT, PAGING, HTTP, MODEL, VALUES);
        knowsOnly(DISCOVERY, DISCOVERY, CLIENT, HTTP, MODEL, VALUES);
        knowsOnly(OPERATION + "..", OPERATION + "..", CLIENT, HTTP, MODEL, VALUES);
        String[] below = {CLIENT, HTTP, MODEL, VALUES};
        knowsOnly(INPUT, and(below, INPUT));
        knowsOnly(CONTEXT, and(below, CONTEXT));
        knowsOnly(FILES, and(below, FILES, INPUT));
        knowsOnly(RECORDS, and(below, RECORDS, CONTEXT, INPUT));
        knowsOnly(LINKS, and(below, LINKS, CONTEXT, INPUT));
        slices().matching("io.jenkins.plugins.aha.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    private static String[] and(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
    }

    private static void knowsOnly(String layer, String... known) {
        noClasses()
                .that(resideInAPackage(layer))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.jenkins.plugins.aha..").and(not(resideInAnyPackage(known))))
                .check(CLASSES);
    }

    @Test
    void okHttpIsNamedInTheTransportAlone() {
        noClasses()
                .that(not(nameMatching(".*\\.OkHttpTransport(\\$.*)?")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio..", "kotlin.."))
                .check(CLASSES);
    }

    @Test
    void jacksonIsNamedWhereJsonIsReadOrWritten() {
        String readersAndWriters =
                ".*\\.model\\.(AnswerJson|ErrorBody|ErrorReasons|FieldJson|Json|PageJson|RecordJson|RequestJson)"
                        + "(\\$.*)?|.*\\.client\\.(AhaClient|AnswerBody|discovery\\.DiscoveryJson)(\\$.*)?"
                        + "|.*\\.operation\\.context\\.JournalFile(\\$.*)?"
                        + "|.*\\.operation\\.files\\.(Csv|Json|SpooledCsv)(Record|Row)?File(\\$.*)?";
        noClasses()
                .that(not(nameMatching(readersAndWriters)))
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.."))
                .check(CLASSES);
    }

    /** No XML, which can name other files and hosts, and nothing that makes objects or programs of what was sent. */
    @Test
    void answersAreNothingButData() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "javax.xml..",
                                "org.w3c..",
                                "org.xml..",
                                "javax.script..",
                                "groovy..",
                                "com.thoughtworks.xstream..",
                                "com.fasterxml.jackson.databind.jsontype..")
                        .or(type(ObjectInputStream.class)))
                .check(CLASSES);
    }

    @Test
    void linesGoToTheBuildsLogAndNoOther() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.logging", "org.slf4j..", "org.apache.commons.logging"))
                .check(CLASSES);
    }
}
