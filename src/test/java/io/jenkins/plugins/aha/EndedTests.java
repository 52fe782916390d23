package io.jenkins.plugins.aha;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsExtension;

/**
 * Stops the Jenkins of a test class that has ended, and empties its static fields. The test harness stops only one that
 * a single test got; that of a class would run, with its threads and all its memory, as long as the JVM. JUnit finds
 * this among the services and applies it to every class.
 */
public final class EndedTests implements AfterAllCallback {
    /** Where {@link JenkinsExtension} keeps it. */
    private static final String SHARED = "jenkins-instance";

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        JenkinsRule shared =
                context.getStore(Namespace.create(JenkinsExtension.class)).remove(SHARED, JenkinsRule.class);
        if (shared != null) {
            shared.after();
        }
        Class<?> type = context.getRequiredTestClass();
        // Also what several test classes have in common; nothing of a library's.
        while (type.getName().startsWith(EndedTests.class.getPackageName())) {
            empty(type);
            type = type.getSuperclass();
        }
    }

    private static void empty(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            boolean variable = Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
            if (variable && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(null, null);
            }
        }
    }
}
