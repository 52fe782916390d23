package io.jenkins.plugins.aha.config;

import static io.jenkins.plugins.aha.config.WebMethod.Access.ACCOUNT;
import static io.jenkins.plugins.aha.config.WebMethod.Access.ADMINISTRATORS;
import static io.jenkins.plugins.aha.config.WebMethod.Access.CREDENTIALS;
import static io.jenkins.plugins.aha.config.WebMethod.Access.FIXED_CHOICES;
import static io.jenkins.plugins.aha.config.WebMethod.Access.JOBS;
import static io.jenkins.plugins.aha.config.WebMethod.Access.SITES;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Item;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.verb.POST;

/** What each web method of the forms answers to whom. A new one must be entered here, or the first test fails. */
@WithJenkins
class WebMethodsTest {
    private static final Map<String, WebMethod.Access> TABLE = Map.ofEntries(
            Map.entry("AhaFolderProperty.doFillCredentialsIdItems", CREDENTIALS),
            Map.entry("AhaFolderProperty.doFillSiteItems", SITES),
            Map.entry("AhaParameterDescriptor.doListValues", JOBS),
            Map.entry("AhaRecordsParameterDefinition.doCheckLabelField", ACCOUNT),
            Map.entry("AhaRecordsParameterDefinition.doCheckWhere", ACCOUNT),
            Map.entry("AhaRecordsParameterDefinition.doFillLabelFieldItems", ACCOUNT),
            Map.entry("AhaSite.doCheckCredentialsId", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckConnectTimeoutSeconds", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckName", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckReadTimeoutSeconds", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckRequestsPerMinute", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckRequestsPerSecond", ADMINISTRATORS),
            Map.entry("AhaSite.doCheckUrl", ADMINISTRATORS),
            Map.entry("AhaSite.doFillCredentialsIdItems", CREDENTIALS),
            Map.entry("AhaSite.doTestConnection", ADMINISTRATORS),
            Map.entry("AhaBuilder.doCheckResultPrefix", FIXED_CHOICES),
            Map.entry("FieldRow.doCheckName", ACCOUNT),
            Map.entry("FieldRow.doFillNameItems", ACCOUNT),
            Map.entry("LinkForm.doCheckField", ACCOUNT),
            Map.entry("LinkForm.doCheckRecords", ACCOUNT),
            Map.entry("LinkForm.doCheckTarget", ACCOUNT),
            Map.entry("LinkForm.doCheckWaitingField", ACCOUNT),
            Map.entry("LinkForm.doFillFieldItems", ACCOUNT),
            Map.entry("LinkForm.doFillWaitingFieldItems", ACCOUNT),
            Map.entry("LinkForm.doPreview", ACCOUNT),
            Map.entry("ListForm.doPreview", ACCOUNT),
            Map.entry("RecordForm.doCheckId", ACCOUNT),
            Map.entry("TableForm.doCheckFields", ACCOUNT),
            Map.entry("TableForm.doCheckProduct", ACCOUNT),
            Map.entry("TableForm.doCheckTable", ACCOUNT),
            Map.entry("TableForm.doCheckUniqueBy", ACCOUNT),
            Map.entry("TableForm.doFillFieldsItems", ACCOUNT),
            Map.entry("TableForm.doFillProductItems", ACCOUNT),
            Map.entry("TableForm.doFillUniqueByItems", ACCOUNT),
            Map.entry("OperationForm.doFillCredentialsIdItems", CREDENTIALS),
            Map.entry("OperationForm.doFillIfExistsItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillIfMissingItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillKindItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillModeItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillOnErrorItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillSinceItems", FIXED_CHOICES),
            Map.entry("OperationForm.doFillSiteItems", SITES),
            Map.entry("PostBuildSteps.doFillWhenItems", FIXED_CHOICES));

    private static JenkinsRule jenkins;
    private static AhaSimulator aha;
    private static Folder folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        folder = rule.createProject(Folder.class, "team");
        Item.EXTENDED_READ.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("viewer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @BeforeEach
    void forget() {
        aha.clearRequests();
    }

    @AfterAll
    static void stop() {
        Item.EXTENDED_READ.setEnabled(false);
        aha.close();
    }

    private static List<WebMethod> all() {
        return WebMethod.ofDescriptors(TABLE::get);
    }

    @Test
    void theTableIsComplete() {
        Set<String> found = all().stream().map(WebMethod::key).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(TABLE.keySet()), found);
    }

    @Test
    void nothingElseOfThePluginIsAWebMethodAndAllWantPost() {
        List<JavaMethod> methods = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.jenkins.plugins.aha")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().matches("(do|js)[A-Z].*"))
                        .filter(method -> !method.getModifiers().contains(JavaModifier.BRIDGE))
                        .toList();
        assertEquals(
                new TreeSet<>(TABLE.keySet()),
                methods.stream()
                        .map(method -> method.getOwner()
                                        .getEnclosingClass()
                                        .orElse(method.getOwner())
                                        .getSimpleName() + "." + method.getName())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(
                List.of(),
                methods.stream()
                        .filter(method -> !method.isAnnotatedWith(POST.class))
                        .toList());
    }

    @Test
    void getIsRefusedToEverybody() {
        for (String user : Arrays.asList(null, "reader", "configurer", "admin")) {
            WebMethod.Caller caller = new WebMethod.Caller(jenkins, user);
            // A user without read permission does not learn that there is no such page.
            Set<Integer> refusals = user == null ? Set.of(401, 403) : Set.of(404, 405);
            assertAll(all().stream().flatMap(method -> method.addresses(folder)).map(address -> () -> {
                // The other tests prove that the same address answers to POST.
                int status = caller.call(HttpMethod.GET, address, aha.url()).status();
                assertTrue(refusals.contains(status), user + " GET " + address + " answered " + status);
            }));
        }
        assertNothingWasSent();
    }

    @Test
    void anonymousReachesNothing() {
        WebMethod.Caller anonymous = new WebMethod.Caller(jenkins, null);
        assertAll(all().stream().flatMap(method -> method.addresses(folder)).map(address -> () -> {
            WebMethod.Reply reply = anonymous.call(HttpMethod.POST, address, aha.url());
            assertTrue(Set.of(401, 403, 404).contains(reply.status()), address + " answered " + reply.status());
            assertFalse(reply.tellsSite() || reply.tellsCredential(), address);
        }));
        assertNothingWasSent();
    }

    @Test
    void whoReadsSeesNeitherSitesNorCredentials() {
        WebMethod.Caller reader = new WebMethod.Caller(jenkins, "reader");
        assertAll(all().stream()
                .flatMap(method -> method.addresses(folder).map(address -> () -> {
                    WebMethod.Reply reply = reader.call(HttpMethod.POST, address, aha.url());
                    assertEquals(method.status(false), reply.status(), address);
                    assertFalse(reply.tellsSite() || reply.tellsCredential(), address + " answered " + reply.text());
                    assertFalse(
                            method.access() == ACCOUNT && reply.tellsAccount(), address + " answered " + reply.text());
                    assertEquals(
                            method.keepsCurrentValue(),
                            reply.tellsCurrentValue(),
                            address + " answered " + reply.text());
                })));
        assertNothingWasSent();
    }

    @Test
    void whoSeesTheConfigurationMayUseTheSnippetGenerator() {
        WebMethod.Caller viewer = new WebMethod.Caller(jenkins, "viewer");
        assertAll(all().stream()
                .filter(method -> method.access() == ACCOUNT)
                .flatMap(method -> method.addresses(folder).map(address -> () -> {
                    WebMethod.Reply reply = viewer.call(HttpMethod.POST, address, aha.url());
                    assertEquals(200, reply.status(), address);
                    assertEquals(
                            address.startsWith("job/") && !method.isOfBuildStep(),
                            reply.tellsAccount(),
                            address + " answered " + reply.text());
                })));
    }

    @Test
    void whoConfiguresAnItemSeesWhatThisItemMayUse() {
        WebMethod.Caller configurer = new WebMethod.Caller(jenkins, "configurer");
        assertAll(all().stream()
                .flatMap(method -> method.addresses(folder).map(address -> () -> {
                    WebMethod.Reply reply = configurer.call(HttpMethod.POST, address, aha.url());
                    // The site's own form belongs to no item: asked below one, it is still for administrators.
                    boolean inItem = address.startsWith("job/") && !method.key().startsWith("AhaSite.");
                    assertEquals(method.status(false), reply.status(), address);
                    assertEquals(
                            method.access() == SITES && inItem,
                            reply.tellsSite(),
                            address + " answered " + reply.text());
                    assertEquals(
                            method.access() == CREDENTIALS && inItem,
                            reply.tellsCredential(),
                            address + " answered " + reply.text());
                    if (method.access() == ACCOUNT) {
                        assertEquals(inItem, reply.tellsAccount(), address + " answered " + reply.text());
                    }
                    assertEquals(
                            method.keepsCurrentValue(),
                            reply.tellsCurrentValue(),
                            address + " answered " + reply.text());
                })));
        assertOnlyReads();
    }

    @Test
    void administratorsSeeEverything() {
        WebMethod.Caller administrator = new WebMethod.Caller(jenkins, "admin");
        assertAll(all().stream()
                .flatMap(method -> method.addresses(folder).map(address -> () -> {
                    WebMethod.Reply reply = administrator.call(HttpMethod.POST, address, aha.url());
                    assertEquals(method.status(true), reply.status(), address);
                    assertEquals(method.access() == SITES, reply.tellsSite(), address + " answered " + reply.text());
                    assertEquals(
                            method.access() == CREDENTIALS,
                            reply.tellsCredential(),
                            address + " answered " + reply.text());
                    if (method.access() == ACCOUNT) {
                        assertTrue(reply.tellsAccount(), address + " answered " + reply.text());
                    }
                    assertEquals(
                            method.keepsCurrentValue(),
                            reply.tellsCurrentValue(),
                            address + " answered " + reply.text());
                })));
        assertTrue(aha.requests().stream().anyMatch(request -> request.rawPath().equals("/api/v1/me")));
        assertOnlyReads();
    }

    private static void assertOnlyReads() {
        assertEquals(
                List.of(),
                aha.requests().stream()
                        .filter(request -> !request.method().equals("GET"))
                        .toList());
    }

    private static void assertNothingWasSent() {
        assertEquals(List.of(), aha.requests());
    }
}
