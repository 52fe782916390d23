package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.RecordPages;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A listing ends, whatever its pages say of themselves, and gives each record once. */
final class PagesCase implements FuzzCase {
    private static final List<String> TOTALS =
            List.of("1", "0", "2", "5", "-1", "2147483647", "99999999999", "\"3\"", "null", "1e9", "{}", "\"x\"");

    @Override
    public Ending run(Choices choices) throws Exception {
        boolean features = choices.oneIn(3);
        List<Response> pages = new ArrayList<>();
        for (int rest = choices.below(6); rest >= 0; rest--) {
            pages.add(choices.oneIn(4) ? Answers.like("pagination", choices) : page(features, choices));
        }
        HostileAccount account = new HostileAccount(request -> {
            int number = Integer.parseInt("0" + request.query().replaceAll("(?:.*&)?page=([0-9]+).*|.*", "$1"));
            return request.path().endsWith("features") || request.path().endsWith("records")
                    ? pages.get(Math.min(Math.max(number - 1, 0), pages.size() - 1))
                    : Answers.success("{\"feature\":{},\"release\":{},\"custom_object_record\":{\"id\":1}}");
        });
        try {
            if (features) {
                Invocation.of(
                                "ahaLinkRecords",
                                Map.of(
                                        "target",
                                        "PRJ1-R-1",
                                        "field",
                                        "customers",
                                        "records",
                                        "1",
                                        "withFeatures",
                                        true,
                                        "dryRun",
                                        true))
                        .run(account.build());
            } else {
                list(account);
            }
            return Ending.VALUE;
        } catch (AhaException | ParameterException e) {
            Check.oneLine(e.getMessage());
            return Ending.TYPED_ERROR;
        }
    }

    private static void list(HostileAccount account) throws Exception {
        Set<String> seen = new HashSet<>();
        try (RecordPages pages = new RecordPages(account.client(), "PRJ1", "customers", null, 200, Runnable::run, 2)) {
            for (CustomTableRecord record = pages.next(); record != null; record = pages.next()) {
                String id = record.id();
                Check.that(seen.add(id), () -> "twice: " + id);
            }
        }
    }

    private static Response page(boolean features, Choices choices) {
        StringBuilder json = new StringBuilder(features ? "{\"features\":[" : "{\"custom_object_records\":[");
        for (int rest = choices.below(4); rest > 0; rest--) {
            json.append(features ? "{\"reference_num\":\"PRJ1-" : "{\"id\":\"")
                    .append(1 + choices.below(8))
                    .append("\"}")
                    .append(rest > 1 ? "," : "");
        }
        json.append("]");
        if (!choices.oneIn(5)) {
            json.append(",\"pagination\":").append(pagination(choices));
        }
        return Answers.success(json.append("}").toString());
    }

    /** An object, a list of one, or nothing, with some of the members that it should have. */
    private static String pagination(Choices choices) {
        if (choices.oneIn(8)) {
            return choices.of(List.of("null", "[]", "{}", "\"\"", "[null]", "1"));
        }
        List<String> members = new ArrayList<>(List.of("\"total_pages\":" + choices.of(TOTALS)));
        if (choices.oneIn(2)) {
            members.add("\"total_records\":" + choices.of(TOTALS));
        }
        if (choices.oneIn(2)) {
            members.add("\"current_page\":" + choices.of(TOTALS));
        }
        if (choices.oneIn(4)) {
            members.remove(0);
        }
        String object = "{" + String.join(",", members) + "}";
        return choices.oneIn(4) ? "[" + object + "]" : object;
    }
}
