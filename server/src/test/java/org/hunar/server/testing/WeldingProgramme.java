package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/**
 * A programme on a running server, set up as its people would do it: two cohorts, Amna who trains Lahore, Bilal who
 * trains Islamabad, a manager, a viewer, and one instrument with a question of nearly every kind.
 */
public final class WeldingProgramme {
    public static final String CODE = "cpec-weld";
    public static final String LAHORE = "lhr-03";
    public static final String ISLAMABAD = "isb-01";
    public static final String MANAGER = "farida";
    public static final String AMNA = "amna";
    public static final String BILAL = "bilal";
    public static final String VIEWER = "ministry";
    public static final String STRANGER = "stranger";

    public static final String PASSWORD = "correct-horse-battery-7";
    private static final String INSTRUMENT = """
            { "code": "weld_l2", "version": "1", "title": {"en": "Welding", "ur": "ویلڈنگ", "zh": "焊接"},
              "languages": ["en", "ur", "zh"], "phases": ["PRE", "POST"],
              "sections": [ { "code": "main", "title": {"en": "Main", "ur": "مرکزی", "zh": "主要"}, "items": [
                { "code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "PPE worn?", "ur": "؟", "zh": "？"},
                  "choices": [ {"code": "yes", "label": {"en": "Yes", "ur": "ہاں", "zh": "是"}},
                               {"code": "no", "label": {"en": "No", "ur": "نہیں", "zh": "否"}} ] },
                { "code": "tools", "type": "MULTIPLE_CHOICE", "skill": "tools", "label": {"en": "Tools", "ur": "اوزار", "zh": "工具"},
                  "choices": [ {"code": "torch", "label": {"en": "Torch", "ur": "ٹارچ", "zh": "焊炬"}},
                               {"code": "clamp", "label": {"en": "Clamp", "ur": "شکنجہ", "zh": "夹具"}},
                               {"code": "spoon", "label": {"en": "Spoon", "ur": "چمچ", "zh": "勺子"}} ] },
                { "code": "quality", "type": "RATING", "skill": "tools", "lo": 0, "hi": 10, "label": {"en": "Bead", "ur": "ٹانکا", "zh": "焊缝"} },
                { "code": "gap", "type": "NUMERIC", "skill": "tools", "label": {"en": "Gap, mm", "ur": "خلا", "zh": "间隙"} },
                { "code": "photo", "type": "PHOTO", "label": {"en": "Photo", "ur": "تصویر", "zh": "照片"} } ] } ],
              "key": { "items": { "ppe": {"key": "yes", "weight": 2},
                                  "tools": {"key": ["torch", "clamp"], "scoring": "PARTIAL", "penalty": 1, "weight": 4},
                                  "quality": {"weight": 10}, "gap": {"key": 1.5, "tolerance": 0.25, "weight": 2} } } }
            """;

    private final ApiClient server;
    private final String admin;

    private WeldingProgramme(ApiClient server) {
        this.server = server;
        this.admin = server.adminToken();
    }

    public static WeldingProgramme setUp(TestServer server) {
        return setUp(server.api());
    }

    /** On a server that runs anywhere. */
    public static WeldingProgramme setUp(ApiClient server) {
        WeldingProgramme programme = new WeldingProgramme(server);
        programme.create();
        return programme;
    }

    public String tokenOf(String user) {
        return server.token(user, PASSWORD);
    }

    public String adminToken() {
        return admin;
    }

    /** Publishes a further version of the instrument, the same but for its number. */
    public void publish(String version) {
        created(server.post(
                path("/instruments"),
                tokenOf(MANAGER),
                json(INSTRUMENT.replace("\"version\": \"1\"", "\"version\": \"" + version + "\""))));
    }

    /** Gives a user exactly these roles. */
    public void grant(String user, List<Map<String, Object>> roles) {
        ok(server.put("/api/v1/users/" + user, admin, Map.of("password", PASSWORD, "roles", roles)));
    }

    public static Map<String, Object> trainerOf(String... cohorts) {
        return Map.of("role", "TRAINER", "programme", CODE, "cohorts", List.of(cohorts));
    }

    public static String path(String rest) {
        return "/api/v1/programmes/" + CODE + rest;
    }

    private void create() {
        ok(server.put(path(""), admin, json("""
                        { "title": {"en": "Welding, level 2", "ur": "ویلڈنگ، درجہ ۲", "zh": "焊接二级"},
                          "sector": "industry", "ministry": "Ministry of Industries and Production",
                          "cuts": [40, 60, 80], "bands": ["NOVICE", "BASIC", "PROFICIENT", "ADVANCED"], "mastery": 70 }
                        """)));
        cohort(LAHORE, "punjab");
        cohort(ISLAMABAD, "islamabad");
        skill("safety");
        skill("tools");
        created(server.post(path("/instruments"), admin, json(INSTRUMENT)));
        grant(MANAGER, List.of(Map.of("role", "MANAGER", "programme", CODE)));
        grant(VIEWER, List.of(Map.of("role", "VIEWER", "programme", CODE)));
        grant(AMNA, List.of(trainerOf(LAHORE)));
        grant(BILAL, List.of(trainerOf(ISLAMABAD)));
        grant(STRANGER, List.of());
    }

    public void cohort(String code, String province) {
        ok(server.put(path("/cohorts/" + code), admin, Map.of("title", Map.of("en", code), "province", province)));
    }

    private void skill(String code) {
        ok(server.put(path("/skills/" + code), admin, Map.of("title", Map.of("en", code, "ur", code, "zh", code))));
    }

    private static Map<String, Object> json(String text) {
        JsonObject json = Json.readObject(text);
        return json.asMap();
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204);
    }

    private static void created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
