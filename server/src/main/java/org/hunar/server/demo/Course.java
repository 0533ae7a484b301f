package org.hunar.server.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;

/** The programme of the demo, set up over HTTPS as an administrator and a manager would. */
final class Course {
    /** Group of the case to province: the property by which the report is grouped. */
    static final Map<String, String> PROVINCES = Map.of("A", "punjab", "B", "sindh");

    static final List<String> TRAINERS = List.of("ayesha", "bilal", "chen");

    private static final Map<String, String> COHORTS = Map.of("A", "lhr-03", "B", "khi-01");
    private static final String MANAGER = "saima";
    private static final int PASSWORD_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final ServerProcess server;
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final JsonObject programme = Resources.json("programme.json");
    private final String path = "/programmes/" + programme.text("code");

    Course(ServerProcess server) {
        this.server = server;
    }

    /** Everything that must be there before trainers go to the field. */
    void setUp() {
        Api admin = signIn("admin", server.adminPassword());
        admin.put(path, programme.asMap());
        addUser(admin, MANAGER, "MANAGER", List.of("en", "ur"));
        addUser(admin, "ayesha", "TRAINER", List.of("ur", "en"));
        addUser(admin, "bilal", "TRAINER", List.of("ur", "en"));
        addUser(admin, "chen", "TRAINER", List.of("zh", "en"));

        Api manager = manager();
        putAll(manager, "/skills/", Resources.json("skills.json"));
        putAll(manager, "/cohorts/", Resources.json("cohorts.json"));
        manager.post(path + "/instruments", Resources.json("instrument.json").asMap());
        manager.post(path + "/participants", Map.of("participants", roster()));
    }

    String programmeTitle(String language) {
        return programme.object("title").text(language);
    }

    JsonObject report() {
        return manager().get(reportPath());
    }

    String reportPath() {
        return path + "/report?group_by=province";
    }

    String managerName() {
        return MANAGER;
    }

    String password(String user) {
        return passwords.get(user);
    }

    /** What the manager shows a trainer, once. */
    String enrolmentCode(String trainer) {
        return manager().post(path + "/enrolments", Map.of("trainer", trainer)).text("code");
    }

    private Api manager() {
        return signIn(MANAGER, password(MANAGER));
    }

    private Api signIn(String name, String password) {
        return Api.as(name, password, server.baseUrl(), server.trust());
    }

    private void addUser(Api admin, String name, String role, List<String> languages) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        passwords.put(name, password);
        Map<String, String> granted = Map.of("role", role, "programme", programme.text("code"));
        admin.put("/users/" + name, Map.of("password", password, "roles", List.of(granted), "languages", languages));
    }

    private void putAll(Api manager, String folder, JsonObject byCode) {
        byCode.names()
                .forEach(code ->
                        manager.put(path + folder + code, byCode.object(code).asMap()));
    }

    private static List<Map<String, Object>> roster() {
        Map<String, String> groups = new LinkedHashMap<>();
        CaseAssessment.all().forEach(assessment -> groups.put(assessment.number(), assessment.group()));
        List<Map<String, Object>> roster = new ArrayList<>();
        for (Map<String, String> person : Resources.rows("people.csv")) {
            String group = groups.get(person.get("number"));
            roster.add(Map.of(
                    "cohort", COHORTS.get(group),
                    "number", person.get("number"),
                    "name", person.get("name"),
                    "name_latin", person.get("name_latin"),
                    "gender", person.get("gender"),
                    "province", PROVINCES.get(group)));
        }
        return roster;
    }
}
