package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.odata.FeedReading.FEED;
import static org.hunar.server.odata.FeedReading.NAMED;
import static org.hunar.server.odata.FeedReading.TABLES;
import static org.hunar.server.odata.FeedReading.all;
import static org.hunar.server.odata.FeedReading.encoded;
import static org.hunar.server.odata.FeedReading.exported;
import static org.hunar.server.odata.FeedReading.page;
import static org.hunar.server.odata.FeedReading.pathOf;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestServer;

/** Which rows come, in which order, and on which page. */
final class FeedQueries {
    private static final int FILTERS = 40;

    private FeedQueries() {}

    static void filtersMeanWhatTheStandardSays(TestServer server, String token) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        TABLES.forEach(table -> tables.put(table, exported(server, token, table, true)));
        for (int i = 0; i < FILTERS; i++) {
            String table = TABLES.get(i % TABLES.size());
            List<Map<String, Object>> rows = tables.get(table);
            RandomFilter filter = RandomFilter.of(random, rows, i % 4);
            assertThat(page(server, token, NAMED + table + "?$filter=" + encoded(filter.text()))
                            .objects("value"))
                    .as("seed " + seed + ": " + table + " where " + filter.text())
                    .extracting(JsonObject::asMap)
                    .isEqualTo(rows.stream()
                            .filter(row -> Boolean.TRUE.equals(filter.meaning().apply(row)))
                            .toList());
        }
    }

    static void ordersGoOnFromPageToPage(TestServer server, String token) {
        for (String column : List.of("percent", "completed_at", "received_at", "rev", "mastered", "name")) {
            List<Map<String, Object>> sorted = new ArrayList<>(exported(server, token, "assessments", true));
            Comparator<Object> byValue = (one, other) -> one instanceof BigDecimal number
                    ? number.compareTo((BigDecimal) other)
                    : one.toString().compareTo(other.toString());
            Comparator<Map<String, Object>> descending = Comparator.comparing(
                    (Map<String, Object> row) -> row.get(column),
                    Comparator.nullsFirst(byValue).reversed());
            sorted.sort(descending.thenComparing(row -> (String) row.get("assessment_id")));

            assertThat(all(server, token, NAMED + "assessments?$orderby=" + column + "%20desc", 17))
                    .as(column)
                    .isEqualTo(sorted);
            sorted.sort(
                    Comparator.comparing((Map<String, Object> row) -> row.get(column), Comparator.nullsFirst(byValue))
                            .thenComparing(row -> (String) row.get("assessment_id")));
            assertThat(all(server, token, NAMED + "assessments?$orderby=" + column, 5))
                    .as(column)
                    .isEqualTo(sorted);
            assertThat(page(server, token, NAMED + "assessments?$skip=4&$top=5&$orderby=" + column + "%20desc,phase")
                            .objects("value"))
                    .hasSize(5);
        }
    }

    /** Of which a filter leaves few: more has to be read than a page shows. */
    static void anOrderHoldsWhateverAFilterTakesAway(TestServer server, String token) {
        List<Map<String, Object>> wanted = exported(server, token, "assessments", false).stream()
                .filter(row -> row.get("percent") instanceof BigDecimal percent && percent.intValue() < 60)
                .sorted(Comparator.comparing(
                                (Map<String, Object> row) -> (String) row.get("completed_at"),
                                Comparator.nullsFirst(Comparator.<String>naturalOrder())
                                        .reversed())
                        .thenComparing(row -> (String) row.get("assessment_id")))
                .toList();
        assertThat(all(
                        server,
                        token,
                        FEED + "assessments?$orderby=completed_at%20desc&$filter=" + encoded("percent lt 60"),
                        2))
                .hasSizeGreaterThan(7)
                .isEqualTo(wanted);
    }

    static void pagesAreCutWhereTheyAreAskedToBe(TestServer server, String token) {
        List<Map<String, Object>> rows = exported(server, token, "scores", false);
        assertThat(all(server, token, FEED + "scores?$skip=5&$top=12", 5)).isEqualTo(rows.subList(5, 17));
        assertThat(all(server, token, FEED + "scores?$top=10", 5)).isEqualTo(rows.subList(0, 10));
        assertThat(all(server, token, FEED + "scores?$top=0", 5)).isEmpty();
        assertThat(all(server, token, FEED + "scores?$skip=100000", 5)).isEmpty();
        assertThat(all(server, token, FEED + "scores?$orderby=assessment_id,skill", 5))
                .isEqualTo(rows);

        HttpResponse<String> first =
                server.send(server.request(FEED + "scores?$count=true&$filter=attempt%20eq%201", token)
                        .header("Prefer", "odata.maxpagesize=3")
                        .GET());
        assertThat(first.headers().firstValue("Preference-Applied")).hasValue("odata.maxpagesize=3");
        assertThat(first.headers().firstValue("OData-Version")).hasValue("4.0");
        JsonObject page = TestServer.json(first);
        assertThat(page.objects("value")).hasSize(3);
        assertThat(page.integer("@odata.count"))
                .isEqualTo(rows.stream()
                        .filter(row -> row.get("attempt").equals(BigDecimal.ONE))
                        .count());
    }

    static void aRowIsFoundByItsKey(TestServer server, String token) {
        for (String table : TABLES) {
            Map<String, Object> wanted = exported(server, token, table, true).get(5);
            String key = switch (table) {
                case "assessments" -> "'" + wanted.get("assessment_id") + "'";
                case "participants" -> "participant_id='" + wanted.get("participant_id") + "'";
                case "answers" ->
                    "item='" + wanted.get("item") + "',assessment_id='" + wanted.get("assessment_id") + "'";
                case "scores" ->
                    "assessment_id='" + wanted.get("assessment_id") + "',skill='" + wanted.get("skill") + "'";
                default -> "participant_id='" + wanted.get("participant_id") + "',skill='" + wanted.get("skill") + "'";
            };
            Map<String, Object> found =
                    new LinkedHashMap<>(page(server, token, NAMED + table + "(" + encoded(key) + ")")
                            .asMap());
            assertThat((String) found.remove("@odata.context"))
                    .endsWith("/odata-with-names/$metadata#" + table + "/$entity");
            assertThat(found).isEqualTo(wanted);
        }
        assertThat(server.get(FEED + "participants('none')", token).statusCode())
                .isEqualTo(404);
        assertThat(server.get(FEED + "participants('" + Captures.id() + "')", token)
                        .statusCode())
                .isEqualTo(404);
        for (String wrong :
                List.of("answers('x')", "participants(x)", "participants('x'%20or%20true)", "participants()")) {
            assertThat(server.get(FEED + wrong, token).body()).contains("/table: character");
        }
    }

    static void whatComesInBetweenPagesDoublesNothing(TestServer server, String token) {
        List<Map<String, Object>> before = exported(server, token, "participants", false);
        JsonObject first = page(server, token, FEED + "participants", 9);
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            operations.add(phone.participant(Captures.id(), ReferenceCohort.COHORT.value(), "late-" + i));
        }
        server.post("/api/v1/sync/push", token, phone.push(operations));

        List<String> ids = new ArrayList<>();
        first.objects("value").forEach(row -> ids.add(row.text("participant_id")));
        all(server, token, pathOf(first.text("@odata.nextLink")), 9)
                .forEach(row -> ids.add((String) row.get("participant_id")));
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(ids)
                .containsAll(before.stream()
                        .map(row -> (String) row.get("participant_id"))
                        .toList());
    }
}
