package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.aha.forms.FieldRow;
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

/** Every build step and every field of it has a help text for users of the form, with an example. */
@WithJenkins
class HelpTest {
    private static final List<Class<? extends Describable<?>>> FORMS = List.of(
            CreateRecordBuilder.class,
            UpdateRecordBuilder.class,
            ListRecordsBuilder.class,
            DeleteRecordsBuilder.class,
            LinkRecordsBuilder.class,
            FindReferencesBuilder.class,
            GetRecordBuilder.class,
            ChangeLogTargets.class,
            FieldRow.class);

    @Test
    void everyFieldHasHelp(JenkinsRule jenkins) throws Exception {
        Map<String, String> help = new TreeMap<>();
        // Jenkins looks for help files only while it answers a request.
        jenkins.executeOnServer(() -> {
            for (Class<? extends Describable<?>> form : FORMS) {
                Descriptor<?> descriptor = jenkins.jenkins.getDescriptorOrDie(form);
                if (AhaBuilder.class.isAssignableFrom(form)) {
                    help.put(form.getSimpleName(), String.valueOf(descriptor.getHelpFile()));
                }
                for (String field : fields(form)) {
                    help.put(form.getSimpleName() + "." + field, String.valueOf(descriptor.getHelpFile(field)));
                }
            }
            return null;
        });
        assertEquals(86, help.size(), help::toString);
        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertAll(help.entrySet().stream().map(field -> () -> {
            assertNotEquals("null", field.getValue(), field.getKey() + " has no help");
            String text = client.goTo(field.getValue().substring(1), null)
                    .getWebResponse()
                    .getContentAsString();
            assertTrue(text.contains("<p>Example: "), field.getKey() + " has no example");
            // A form takes texts and variables; Groovy is for Pipeline.
            for (String groovy : List.of("<pre>", "def ", "['", "': ", "script")) {
                assertFalse(text.contains(groovy), field.getKey() + " is written as for a Jenkinsfile: " + text);
            }
        }));
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
