package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * A reference case of items and responses as a programme and what its phones hand in, so that what the API tells can be
 * held against R. The groups of the case are genders. The phones also hand in slips that are corrected later, and retakes
 * that are voided, all in a random order: none of it may show in a figure.
 */
public final class PushedCase {
    public static final String PROGRAMME = "/api/v1/programmes/case";

    private static final Map<String, Object> TITLE = Map.of("en", "Reference case");
    private static final int SMALL_PUSH = 40;

    private final String name;
    private final List<Map<String, String>> items;
    private final List<Map<String, String>> responses;

    public PushedCase(String name) {
        this.name = name;
        this.items = rows("items.csv");
        this.responses = rows("responses.csv");
    }

    /** The figures that R gives. */
    public JsonObject expected() {
        return Json.readObject(text("expected.json"));
    }

    /** Sets up programme and instrument, and pushes everything in an order of chance. */
    public void push(TestServer server, Random random) {
        String admin = server.adminToken();
        Map<String, Object> settings = new LinkedHashMap<>(
                Json.readObject(text("case.json")).object("settings").asMap());
        settings.keySet().retainAll(List.of("cuts", "bands", "mastery", "min_answered_share", "rci_reliability"));
        settings.put("title", TITLE);
        server.put(PROGRAMME, admin, settings);
        server.put(PROGRAMME + "/cohorts/lhr", admin, Map.of("title", TITLE));
        for (String skill :
                new TreeSet<>(items.stream().map(item -> item.get("skill")).toList())) {
            server.put(PROGRAMME + "/skills/" + skill, admin, Map.of("title", TITLE));
        }
        assertThat(server.post(PROGRAMME + "/instruments", admin, publication()).statusCode())
                .isEqualTo(201);
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>(operations(phone, random));
        Collections.shuffle(operations, random);
        for (int from = 0; from < operations.size(); from += SMALL_PUSH) {
            List<Object> part = operations.subList(from, Math.min(operations.size(), from + SMALL_PUSH));
            assertThat(server.post("/api/v1/sync/push", admin, phone.push(part)).statusCode())
                    .isEqualTo(200);
        }
    }

    /** The id under which a participant of the case was pushed. */
    public static UUID participant(String person) {
        return new UUID(0x4000L, 0x8000000000000000L | Integer.parseInt(person.substring(1)));
    }

    /** The id of an assessment of the case. */
    public static UUID assessment(String person, String phase) {
        return new UUID(
                0x7000L,
                0x8000000000000000L | Integer.parseInt(person.substring(1)) << 4 | (phase.equals("PRE") ? 1 : 2));
    }

    /** Names of the participants, as the case knows them. */
    public List<String> people() {
        return responses.stream().map(row -> row.get("participant")).distinct().toList();
    }

    /** Ratings by work and rater of one phase, as {@code ratings.csv} has them. */
    public List<List<BigDecimal>> ratings(String phase) {
        return rows("ratings.csv").stream()
                .filter(row -> row.get("target").contains(":" + phase + ":"))
                .map(row -> List.of(new BigDecimal(row.get("rater1")), new BigDecimal(row.get("rater2"))))
                .toList();
    }

    private List<Map<String, Object>> operations(Captures phone, Random random) {
        Map<String, Map<String, Object>> sheets = new LinkedHashMap<>();
        Map<String, Map<String, Object>> registrations = new LinkedHashMap<>();
        for (Map<String, String> row : responses) {
            String person = row.get("participant");
            registrations.computeIfAbsent(
                    person,
                    each -> phone.operation(
                            "participant",
                            participant(person).toString(),
                            "put",
                            List.of(),
                            Map.of("cohort", "lhr", "number", person, "name", person, "gender", row.get("group"))));
            sheets.computeIfAbsent(person + ":" + row.get("phase"), each -> new LinkedHashMap<>())
                    .put(row.get("item"), answer(row));
        }
        List<Map<String, Object>> operations = new ArrayList<>(registrations.values());
        sheets.forEach((sitting, answers) -> operations.addAll(sitting(phone, random, sitting.split(":"), answers)));
        return operations;
    }

    /** One sitting: mostly right at once, sometimes corrected, sometimes with a retake that is voided. */
    private List<Map<String, Object>> sitting(
            Captures phone, Random random, String[] who, Map<String, Object> answers) {
        String id = assessment(who[0], who[1]).toString();
        List<Map<String, Object>> operations = new ArrayList<>();
        boolean slip = random.nextBoolean();
        Map<String, Object> first = phone.operation(
                "assessment", id, "put", List.of(), body(who, 1, slip ? spoilt(answers, random) : answers));
        operations.add(first);
        if (slip) {
            operations.add(phone.amend("assessment", id, List.of(first.get("op_id")), Map.of("answers", answers)));
        }
        if (random.nextInt(3) == 0) {
            String retake = Captures.id();
            Map<String, Object> taken =
                    phone.operation("assessment", retake, "put", List.of(), body(who, 2, spoilt(answers, random)));
            operations.add(taken);
            operations.add(phone.operation(
                    "assessment", retake, "void", List.of(taken.get("op_id")), Map.of("reason", "wrong person")));
        }
        return operations;
    }

    private static Map<String, Object> body(String[] who, int attempt, Map<String, Object> answers) {
        String day = who[1].equals("PRE") ? "2026-09-0" : "2026-09-1";
        return new JsonFields()
                .put("participant_id", participant(who[0]).toString())
                .put("instrument", "form")
                .put("instrument_version", "1")
                .put("phase", who[1])
                .put("attempt", attempt)
                .put("started_at", day + attempt + "T09:00:00.000Z")
                .put("completed_at", day + attempt + "T10:00:00.000Z")
                .put("answers", answers)
                .toMap();
    }

    /** The same items answered, some of them otherwise. */
    private Map<String, Object> spoilt(Map<String, Object> answers, Random random) {
        Map<String, Object> spoilt = new LinkedHashMap<>(answers);
        for (Map<String, String> item : items) {
            List<String> options = list(item.get("options"));
            if (item.get("type").equals("SINGLE_CHOICE") && answers.get(item.get("item")) instanceof String) {
                spoilt.put(item.get("item"), options.get(random.nextInt(options.size())));
            }
        }
        return spoilt;
    }

    /** A keyed item left blank is not sent; a free text that was asked and left blank is sent as an empty text. */
    private Object answer(Map<String, String> row) {
        String response = row.get("response");
        String type = items.stream()
                .filter(item -> item.get("item").equals(row.get("item")))
                .findFirst()
                .orElseThrow()
                .get("type");
        if (response.isEmpty()) {
            return type.equals("FREE_TEXT") ? "" : null;
        }
        return switch (type) {
            case "MULTIPLE_CHOICE" -> list(response);
            case "NUMERIC" -> response.matches("[-0-9.]+") ? new BigDecimal(response) : response;
            case "RATING" -> new BigDecimal(response);
            case "FREE_TEXT" ->
                response.equals("PENDING")
                        ? "a text"
                        : list(response).stream().map(BigDecimal::new).toList();
            default -> response;
        };
    }

    private Map<String, Object> publication() {
        Map<String, Object> keys = new LinkedHashMap<>();
        List<Object> formItems = new ArrayList<>();
        for (Map<String, String> item : items) {
            formItems.add(new JsonFields()
                    .put("code", item.get("item"))
                    .put("type", item.get("type"))
                    .put("skill", item.get("skill"))
                    .put("label", TITLE)
                    .put(
                            "choices",
                            list(item.get("options")).stream()
                                    .map(option -> Map.of("code", option, "label", TITLE))
                                    .toList())
                    .put("relevant", item.get("type").equals("FREE_TEXT") ? "${wrote} = 'yes'" : null)
                    .put("lo", number(item, "lo"))
                    .put("hi", number(item, "hi"))
                    .toMap());
            keys.put(item.get("item"), key(item));
        }
        return new JsonFields()
                .put("code", "form")
                .put("version", "1")
                .put("title", TITLE)
                .put("sections", List.of(Map.of("code", "s1", "items", formItems)))
                .put("key", Map.of("items", keys))
                .toMap();
    }

    private static Map<String, Object> key(Map<String, String> item) {
        List<String> key = list(item.get("key"));
        Object right = switch (item.get("type")) {
            case "SINGLE_CHOICE" -> key.get(0);
            case "MULTIPLE_CHOICE" -> key;
            case "NUMERIC" -> new BigDecimal(key.get(0));
            default -> null;
        };
        return new JsonFields()
                .put("key", right)
                .put("scoring", emptyToNull(item.get("scoring")))
                .put("penalty", number(item, "penalty"))
                .put("tolerance", number(item, "tolerance"))
                .put("tolerance_type", emptyToNull(item.get("tolerance_type")))
                .put("reverse", "true".equals(item.get("reverse")) ? true : null)
                .put("weight", number(item, "weight"))
                .toMap();
    }

    private static BigDecimal number(Map<String, String> item, String column) {
        String text = emptyToNull(item.get(column));
        return text == null ? null : new BigDecimal(text);
    }

    private static String emptyToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static List<String> list(String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(";"));
    }

    private List<Map<String, String>> rows(String file) {
        List<String> lines = text(file).lines().toList();
        String[] columns = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private String text(String file) {
        try (InputStream stream = PushedCase.class.getResourceAsStream("/reference-cases/" + name + "/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
