package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Descriptor;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Only an administrator names the host that a key is sent to. What jobs and folders can say is listed here; enter a new
 * parameter after asking whether its value could ever become a part of an address before the path.
 */
@WithJenkins
class NoParameterNamesAHostTest {
    private static final String KNOWN =
            "changeLog credentialsId description dryRun emptyClears field fields id ifExists"
                    + " ifMissing kind labelField limit links loadFrom mode name nameFilter newestByDefault"
                    + " onError onlyExisting product products records resultPrefix saveTo since single site"
                    + " steps table target text uniqueBy unreleasedOnly updatedSince value verify waitingField"
                    + " when where withFeatures";

    @Test
    void whatJobsAndFoldersCanSay(JenkinsRule jenkins) {
        Set<String> parameters = jenkins.jenkins.getExtensionList(Descriptor.class).stream()
                .<Class<?>>map(descriptor -> descriptor.clazz)
                .filter(type -> type.getName().startsWith("io.jenkins.plugins.aha."))
                .filter(type -> type != AhaSite.class && type != AhaGlobalConfiguration.class)
                .flatMap(type ->
                        new DescribableModel<>(type).getParameters().stream().map(DescribableParameter::getName))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(Arrays.asList(KNOWN.split(" "))), parameters);
    }
}
