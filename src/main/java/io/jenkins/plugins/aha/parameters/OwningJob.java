package io.jenkins.plugins.aha.parameters;

import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.Optional;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Finds the job that a parameter belongs to, which Jenkins does not say to the parameter. */
final class OwningJob {
    private OwningJob() {}

    /** Returns the job of the request, else, as for the command line, that of all jobs which has the parameter. */
    static Optional<Job<?, ?>> of(ParameterDefinition parameter) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        Job<?, ?> addressed = request == null ? null : request.findAncestorObject(Job.class);
        if (addressed != null && has(addressed, parameter)) {
            return Optional.of(addressed);
        }
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            return StreamSupport.stream(Jenkins.get().allItems(Job.class).spliterator(), false)
                    .<Job<?, ?>>map(job -> job)
                    .filter(job -> has(job, parameter))
                    .findFirst();
        }
    }

    private static boolean has(Job<?, ?> job, ParameterDefinition parameter) {
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        return property != null && property.getParameterDefinitions().stream().anyMatch(own -> own == parameter);
    }
}
