package io.jenkins.plugins.aha.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An account to try the steps on: product {@code PRJ1} with tables {@code customers} and {@code deployments}, release
 * {@code PRJ1-R-1} with six features, and a link field {@code customers} on every kind. Table {@code customers} has
 * fields of many types, some without a value.
 */
public final class DemoWorld {
    private static final String PRODUCT = "PRJ1";
    private static final int FEATURES = 6;

    /** Name, website, tier, region, last deployment; and the release or features that they wait for, if any. */
    private static final List<List<String>> CUSTOMERS = List.of(
            List.of("Acme Corp", "www.acme.com", "gold", "EMEA", "2024-03-01", "PRJ1-R-1"),
            List.of("Zane Corp", "www.zane.example", "silver", "AMER", "2024-02-12"),
            List.of("Major conglomerate", "www.conglom.com", "gold", "AMER", "2024-03-01"),
            List.of("Northwind Traders", "www.northwind.example", "bronze", "EMEA", "2023-11-30"),
            List.of("Contoso", "www.contoso.example", "gold", "APAC", "2024-01-15", "PRJ1-R-1"),
            List.of("Fabrikam", "www.fabrikam.example", "silver", "EMEA", "2024-01-15", "PRJ1-3"),
            List.of("Globex", "www.globex.example", "bronze", "AMER", "2023-10-02", "PRJ1-R-1"),
            List.of("Initech", "www.initech.example", "bronze", "AMER", "2023-09-18"),
            List.of("Umbrella & Söhne", "www.umbrella.example", "silver", "EMEA", "2024-02-29", "PRJ1-3, PRJ1-5"),
            List.of("東京商事", "www.tokyo-shoji.example", "gold", "APAC", "2024-03-01"),
            List.of("Stark Industries", "www.stark.example", "silver", "AMER", "2023-12-24"),
            List.of("Wayne Enterprises", "www.wayne.example", "gold", "AMER", "2024-02-01"));

    private static final List<String> COLUMNS =
            List.of("name", "website", "tier", "region", "last_deployment", "waits_for");

    private final SimulatorState state;

    private DemoWorld(SimulatorState state) {
        this.state = state;
    }

    /** Puts the demo records into a simulator. */
    public static void populate(AhaSimulator simulator) {
        DemoWorld world = new DemoWorld(simulator.state());
        world.define();
        world.seed();
    }

    /** What there is, in lines for a person: product, tables with their fields, releases and the link fields. */
    public static List<String> description(AhaSimulator simulator) {
        SimulatorState state = simulator.state();
        List<String> lines = new ArrayList<>();
        lines.add("product " + PRODUCT);
        for (String table : List.of("customers", "deployments")) {
            ScreenDefinition screen = state.table(table);
            lines.add("table " + table + " (" + state.records(PRODUCT, table).size() + " so far): "
                    + Stream.concat(
                                    screen.fields().stream().map(ScreenDefinition.Field::key),
                                    screen.links().stream()
                                            .map(link -> link.key() + " (links to " + link.table() + ")"))
                            .collect(Collectors.joining(", ")));
        }
        long features = state.snapshot().stream()
                .filter(record -> record.kind() == RecordKind.FEATURE)
                .count();
        lines.add("release PRJ1-R-1 with features PRJ1-1 to PRJ1-" + features);
        lines.add("epic PRJ1-E-1, requirement PRJ1-1-1, idea PRJ1-I-1, initiative PRJ1-S-1, goal PRJ1-G-1");
        lines.add("link fields of all of these: "
                + state.screen(RecordKind.RELEASE).links().stream()
                        .map(ScreenDefinition.LinkField::key)
                        .collect(Collectors.joining(", ")));
        return lines;
    }

    /** Fills table {@code customers} up to this many records. */
    public static void fill(AhaSimulator simulator, int records) {
        SimulatorState state = simulator.state();
        List<String> tiers = List.of("gold", "silver", "bronze");
        for (int number = state.records(PRODUCT, "customers").size() + 1; number <= records; number++) {
            String tier = tiers.get(number % tiers.size());
            seedCustomer(
                    state,
                    List.of("Customer " + number, "www.customer" + number + ".example", tier, "EMEA", "2024-01-01"));
        }
    }

    /** Fills release {@code PRJ1-R-1} up to this many features: {@code PRJ1-1}, {@code PRJ1-2} and so on. */
    public static void fillRelease(AhaSimulator simulator, int features) {
        SimulatorState state = simulator.state();
        for (int number = FEATURES + 1; number <= features; number++) {
            state.seedFeature(PRODUCT + "-" + number, "Feature " + number, "PRJ1-R-1");
        }
    }

    private void define() {
        state.table("customers")
                .field("name", "Name", FieldType.STRING)
                .field("website", "Website", FieldType.URL)
                .field("tier", "Tier", FieldType.STRING)
                .field("region", "Region", FieldType.STRING)
                .field("last_deployment", "Last deployment", FieldType.DATE)
                .field("waits_for", "Waits for", FieldType.STRING)
                .field("note", "Note", FieldType.NOTE)
                .field("seats", "Seats", FieldType.NUMBER)
                .field("tags", "Tags", FieldType.ARRAY)
                .choice("plan", "Plan", FieldType.STRING, "Basic", "Pro", "Enterprise")
                .choice("channels", "Channels", FieldType.ARRAY, "Direct", "Partner", "Web")
                .field("account_managers", "Account managers", FieldType.USERS)
                .field("sizing", "Sizing", FieldType.EQUATION_SHEET);
        state.table("deployments")
                .field("name", "Name", FieldType.STRING)
                .field("version", "Version", FieldType.STRING)
                .field("environment", "Environment", FieldType.STRING)
                .field("deployed_on", "Deployed on", FieldType.DATE)
                .link(new ScreenDefinition.LinkField("customer", "Customer", "customers", false));
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.CUSTOM_OBJECT_RECORD) {
                state.screen(kind)
                        .link(new ScreenDefinition.LinkField("customers", "Customers", "customers", false))
                        .link(new ScreenDefinition.LinkField("deployments", "Deployments", "deployments", false));
            }
        }
    }

    private void seed() {
        state.seedProduct("131414752", PRODUCT, "Project 1");
        state.seed(RecordKind.RELEASE, "278327321", PRODUCT, "PRJ1-R-1", "Release 1", null);
        state.seed(RecordKind.EPIC, "999605892", PRODUCT, "PRJ1-E-1", "Epic 1", "PRJ1-R-1");
        state.seed(RecordKind.FEATURE, "1007868956", PRODUCT, "PRJ1-1", "Single sign-on", "PRJ1-R-1");
        state.seedFeature("PRJ1-2", "Audit log", "PRJ1-R-1");
        state.seedFeature("PRJ1-3", "Export to CSV", "PRJ1-R-1");
        state.seedFeature("PRJ1-4", "Dark theme", "PRJ1-R-1");
        state.seedFeature("PRJ1-5", "Faster search", "PRJ1-R-1");
        state.seedFeature("PRJ1-6", "Webhooks", "PRJ1-R-1");
        state.seed(RecordKind.REQUIREMENT, "483368544", PRODUCT, "PRJ1-1-1", "Log in with SAML", "PRJ1-1");
        state.seed(RecordKind.IDEA, "58056975", PRODUCT, "PRJ1-I-1", "Log in once", null);
        state.seed(RecordKind.INITIATIVE, "423077122", PRODUCT, "PRJ1-S-1", "Enterprise readiness", null);
        state.seed(RecordKind.GOAL, "602095703", PRODUCT, "PRJ1-G-1", "Grow in EMEA", null);
        state.seed(RecordKind.IDEA_ORGANIZATION, "7101112131", PRODUCT, "ACCOUNT-O-123", "Acme Corp", null);
        CUSTOMERS.forEach(customer -> seedCustomer(state, customer));
        StoredRecord acme = state.records(PRODUCT, "customers").get(0);
        String deployment = state.seedRecord(
                PRODUCT,
                "deployments",
                Map.of("name", "Acme 1.0", "version", "1.0", "environment", "production", "deployed_on", "2024-03-01"));
        state.seedLinks(RecordKind.CUSTOM_OBJECT_RECORD, deployment, "customer", acme.id());
        state.seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", acme.id());
    }

    private static void seedCustomer(SimulatorState state, List<String> customer) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int column = 0; column < customer.size(); column++) {
            fields.put(COLUMNS.get(column), customer.get(column));
        }
        state.seedRecord(PRODUCT, "customers", fields);
    }
}
