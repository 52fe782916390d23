package io.jenkins.plugins.aha.config;

import hudson.model.Descriptor;
import hudson.model.Item;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.forms.OperationForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A web method of a descriptor, and who may learn what from it.
 *
 * @param key class of the thing described, and method
 * @param access null when the method is not in the table
 */
record WebMethod(String key, Descriptor<?> descriptor, Method method, Access access) {
    private static final String PACKAGE = "io.jenkins.plugins.aha.";

    enum Access {
        /** What the key of the item's credential can see. */
        ACCOUNT,
        ADMINISTRATORS,
        CREDENTIALS,
        SITES,
        FIXED_CHOICES,
        /** Only below a job, for users who may build it: ParametersTest asks there. */
        JOBS
    }

    /** All of them, inherited ones once for each descriptor. */
    static List<WebMethod> ofDescriptors(Function<String, Access> table) {
        return Jenkins.get().getExtensionList(Descriptor.class).stream()
                .filter(descriptor -> isOurs(descriptor.getClass()))
                .flatMap(descriptor -> Arrays.stream(descriptor.getClass().getMethods())
                        .filter(method -> isOurs(method.getDeclaringClass()))
                        .filter(method -> method.getName().matches("do[A-Z].*"))
                        .map(method -> new WebMethod(keyOf(method), descriptor, method, table.apply(keyOf(method)))))
                .toList();
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(PACKAGE);
    }

    private static String keyOf(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        if (method.isBridge()) {
            // A public class makes the methods of a superclass that is not public its own.
            declaring = declaring.getSuperclass();
        }
        Class<?> outer = declaring.getEnclosingClass();
        return (outer == null ? declaring : outer).getSimpleName() + "." + method.getName();
    }

    /** Where it is asked at the top, and in the context of an item. */
    Stream<String> addresses(Item item) {
        String address = descriptor.getDescriptorUrl() + "/"
                + Character.toLowerCase(method.getName().charAt(2))
                + method.getName().substring(3);
        return Stream.of(address, item.getUrl() + address);
    }

    /** What it answers outside of any job to a user who may read. */
    int status(boolean administrator) {
        if (access == Access.JOBS) {
            return 404;
        }
        return access == Access.ADMINISTRATORS && !administrator ? 403 : 200;
    }

    boolean keepsCurrentValue() {
        return access == Access.CREDENTIALS || access == Access.SITES;
    }

    boolean isOfBuildStep() {
        return descriptor instanceof OperationForm form && form.isBuildStep();
    }

    /** What came back. */
    record Reply(int status, String text) {
        boolean tellsSite() {
            return text.contains("\"acme\"");
        }

        boolean tellsCredential() {
            return text.contains("\"" + AhaJenkins.CREDENTIAL + "\"");
        }

        boolean tellsAccount() {
            return !text.equals("<div/>") && !text.equals("[]") && !text.contains("There is no site or API key");
        }

        boolean tellsCurrentValue() {
            return text.contains("\"chosen-before\"");
        }
    }

    /** A user with a browser. */
    static final class Caller {
        private final JenkinsRule.WebClient browser;

        Caller(JenkinsRule jenkins, String user) {
            browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            if (user != null) {
                try {
                    browser.login(user);
                } catch (Exception e) {
                    throw new AssertionError(user + " cannot log in", e);
                }
            }
        }

        Reply call(HttpMethod method, String address, String site) {
            try {
                WebRequest request = new WebRequest(new URL(browser.getContextPath() + address), method);
                boolean test = address.endsWith("testConnection") || address.endsWith("checkCredentialsId");
                request.setRequestParameters(
                        isOfAccount(address)
                                ? ofAccount(address)
                                : List.of(
                                        new NameValuePair("site", "chosen-before"),
                                        new NameValuePair(
                                                "credentialsId", test ? AhaJenkins.CREDENTIAL : "chosen-before"),
                                        new NameValuePair("value", test ? AhaJenkins.CREDENTIAL : "chosen-before"),
                                        new NameValuePair("url", site),
                                        new NameValuePair("allowOtherHost", "true")));
                if (method == HttpMethod.POST) {
                    browser.addCrumb(request);
                }
                WebResponse response = browser.loadWebResponse(request);
                return new Reply(response.getStatusCode(), response.getContentAsString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isOfAccount(String address) {
            return address.matches(
                    ".*/(check(Product|Table|UniqueBy|Fields|Id|Target|Field|WaitingField|LabelField|Where|Records"
                            + "|Name)|preview|fill(Product|UniqueBy|Fields|Field|WaitingField|LabelField|Name)Items)");
        }

        /** A form as it may be filled in, of the folder's own site and credential. */
        private static List<NameValuePair> ofAccount(String address) {
            String value = "customers";
            if (address.matches(".*/check(UniqueBy|Fields|WaitingField|LabelField|Name)")) {
                value = "name";
            } else if (address.endsWith("/checkWhere")) {
                value = "name=Acme Corp";
            } else if (address.matches(".*/check(Id|Records)")) {
                value = "640362830";
            } else if (address.endsWith("/checkProduct")) {
                value = "PRJ1";
            } else if (address.endsWith("/checkTarget")) {
                value = "PRJ1-R-1";
            }
            return Map.of(
                            "site", "",
                            "credentialsId", "",
                            "value", value,
                            "product", "PRJ1",
                            "table", "customers",
                            "target", "PRJ1-R-1",
                            "field", "customers",
                            "records", "640362830",
                            "mode", "add")
                    .entrySet()
                    .stream()
                    .map(parameter -> new NameValuePair(parameter.getKey(), parameter.getValue()))
                    .toList();
        }
    }
}
