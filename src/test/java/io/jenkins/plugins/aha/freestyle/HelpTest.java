package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.ClassDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/** Every field of every build step has a help text that is really there. */
@WithJenkins
class HelpTest {
    private static final List<Class<? extends Describable<?>>> FORMS = List.of(
            CreateRecordBuilder.class,
            UpdateRecordBuilder.class,
            ListRecordsBuilder.class,
            DeleteRecordsBuilder.class,
            LinkRecordsBuilder.class,
            ChangeLogTargets.class,
            FieldRow.class);

    @Test
    void everyFieldHasHelp(JenkinsRule jenkins) throws Exception {
        Map<String, String> help = new TreeMap<>();
        // Jenkins looks for help files only while it answers a request.
        jenkins.executeOnServer(() -> {
            for (Class<? extends Describable<?>> form : FORMS) {
                Descriptor<?> descriptor = jenkins.jenkins.getDescriptorOrDie(form);
                for (String field : fields(form)) {
                    help.put(form.getSimpleName() + "." + field, String.valueOf(descriptor.getHelpFile(field)));
                }
            }
            return null;
        });
        assertEquals(56, help.size(), help::toString);
        for (Map.Entry<String, String> field : help.entrySet()) {
            assertNotEquals("null", field.getValue(), field.getKey() + " has no help");
            jenkins.createWebClient().goTo(field.getValue().substring(1), null);
        }
    }

    private static List<String> fields(Class<?> form) {
        List<String> fields = new ArrayList<>(List.of(new ClassDescriptor(form).loadConstructorParamNames()));
        for (Method method : form.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring(3);
                fields.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        return fields;
    }
}
