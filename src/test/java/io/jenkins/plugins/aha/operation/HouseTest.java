package io.jenkins.plugins.aha.operation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** The two floors without Jenkins stand as drawn in the design. */
class HouseTest {
    private static final String CLIENT = "io.jenkins.plugins.aha.client";
    private static final String OPERATION = "io.jenkins.plugins.aha.operation";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CLIENT, OPERATION);

    @Test
    void thereIsSomethingToJudge() {
        assertTrue(HOUSE.contain(CLIENT + ".AhaClient"));
    }

    @Test
    void noJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "org.jenkinsci..",
                        "org.kohsuke..",
                        "jakarta.servlet..",
                        "javax.servlet.."))
                .check(HOUSE);
    }

    @Test
    void arrowsPointDown() {
        classes()
                .that(resideInAPackage(CLIENT))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        CLIENT, "java..", "javax.net..", "okhttp3..", "okio..", "kotlin..", "com.fasterxml.."))
                .check(HOUSE);
        noClasses()
                .that(resideInAPackage(OPERATION))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.jenkins.plugins.aha..").and(not(resideInAnyPackage(CLIENT, OPERATION))))
                .check(HOUSE);
        slices().matching("io.jenkins.plugins.aha.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void okHttpIsNamedInTheTransportAlone() {
        noClasses()
                .that(not(nameMatching(".*\\.OkHttpTransport(\\$.*)?")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("okhttp3..", "okio..", "kotlin.."))
                .check(HOUSE);
    }

    @Test
    void jacksonIsNamedWhereJsonIsReadOrWritten() {
        String readersAndWriters = ".*\\.client\\.(AnswerBody|AnswerJson|ErrorBody|ErrorReasons|FieldJson|PageJson|RecordJson|RequestJson)"
                + "(\\$.*)?|.*\\.client\\.AhaClient"
                + "|.*\\.operation\\.(CsvRecordFile|JournalFile|JsonRecordFile|SpooledCsvFile)(\\$.*)?";
        noClasses()
                .that(not(nameMatching(readersAndWriters)))
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.."))
                .check(HOUSE);
    }

    /** No XML, which can name other files and hosts, and nothing that makes objects or programs of what was sent. */
    @Test
    void whatAhaSendsIsNothingButData() {
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
                .check(HOUSE);
    }

    @Test
    void linesAreToldToTheBuildAndNotLogged() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.logging", "org.slf4j..", "org.apache.commons.logging"))
                .check(HOUSE);
    }
}
