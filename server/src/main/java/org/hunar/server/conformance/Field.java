package org.hunar.server.conformance;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/**
 * The programme that the cases happen in, set up for one run as an administrator would: a cohort with its trainer, a
 * second cohort with another one, a manager, and somebody who has no part in it. Cases share it, so each works on people
 * of its own.
 */
final class Field {
    static final String VERSION = "1";

    private static final int NAME_BYTES = 4;
    private static final int PASSWORD_BYTES = 18;

    private final Wire wire;
    private final Random random;
    private final Person admin;
    private final String programme;
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> cohorts = new LinkedHashSet<>();
    private Person trainer;
    private Person neighbour;
    private Person manager;
    private Person stranger;

    private Field(Wire wire, Random random, Person admin, Instant start) {
        this.wire = wire;
        this.random = random;
        this.admin = admin;
        this.start = start;
        this.programme = "conformance-" + hex(NAME_BYTES);
    }

    /** @param random a {@link java.security.SecureRandom}: passwords come from it */
    static Field setUp(Wire wire, Random random, String admin, String password) throws IOException {
        Instant now = Expect.ok(wire.send(Call.get("/hello"))).instant("server_time");
        Field field = new Field(wire, random, Person.signIn(wire, admin, password), now);
        field.create();
        return field;
    }

    /** The server's time, as far as it can be known. */
    Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    Wire wire() {
        return wire;
    }

    Person admin() {
        return admin;
    }

    /** Of {@link #cohort()} alone. */
    Person trainer() {
        return trainer;
    }

    /** Of {@link #otherCohort()} alone. */
    Person neighbour() {
        return neighbour;
    }

    Person manager() {
        return manager;
    }

    /** Somebody without any role. */
    Person stranger() {
        return stranger;
    }

    String cohort() {
        return programme + "-a";
    }

    String otherCohort() {
        return programme + "-b";
    }

    /** The scope of {@link #cohort()}. */
    String scope() {
        return "cohort:" + cohort();
    }

    String programmeScope() {
        return "programme:" + programme;
    }

    String programme() {
        return programme;
    }

    /** Path of the programme, or below it. */
    String path(String rest) {
        return "/programmes/" + programme + rest;
    }

    String instrument() {
        return "bench";
    }

    Handset handset() {
        return new Handset(this, random, now());
    }

    /** A phone whose clock is wrong. */
    Handset handset(Instant clock) {
        return new Handset(this, random, clock);
    }

    /** A cohort of its own for a case that counts what is in it. */
    String newCohort() throws IOException {
        String code = programme + "-" + (cohorts.size() + 1);
        putCohort(code);
        return code;
    }

    /** A user with these roles, signed in. */
    Person newUser(List<Map<String, Object>> roles) throws IOException {
        String name = programme + "-user-" + (users.size() + 1);
        String password = hex(PASSWORD_BYTES);
        users.add(name);
        admin.does(Call.put("/users/" + name, Map.of("password", password, "roles", roles)));
        return Person.signIn(wire, name, password);
    }

    /** Gives a user exactly these roles, from now on. */
    void grant(Person person, List<Map<String, Object>> roles) throws IOException {
        admin.does(Call.put("/users/" + person.name(), Map.of("roles", roles)));
    }

    Map<String, Object> trainerOf(String... codes) {
        return Map.of("role", "TRAINER", "programme", programme, "cohorts", List.of(codes));
    }

    /** A version of the instrument, the same but for its number. */
    void publish(String version) throws IOException {
        admin.does(Call.post(path("/instruments"), instrument(version).asMap()));
    }

    /** Bytes that nobody else has. */
    byte[] chance(int number) {
        byte[] bytes = new byte[number];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Signs in anew, for cases about tokens. */
    Call wrongPassword() {
        return Call.signIn(trainer.name(), "wrong-" + hex(PASSWORD_BYTES));
    }

    /** Takes every role from the users of this run, and says what stays on the server. */
    String leave() throws IOException {
        for (String user : users) {
            admin.does(Call.put("/users/" + user, Map.of("roles", List.of(), "disabled", true)));
        }
        return "programme " + programme + " with its " + cohorts.size() + " cohorts and their made-up people, and "
                + users.size() + " users " + programme + "-user-…, disabled and without roles";
    }

    private void create() throws IOException {
        admin.does(Call.put(
                path(""), Map.of("title", title("Conformance"), "bands", List.of("LOW", "HIGH"), "cuts", List.of(50))));
        admin.does(Call.put(path("/skills/safety"), Map.of("title", title("Safety"))));
        putCohort(cohort());
        putCohort(otherCohort());
        publish(VERSION);
        trainer = newUser(List.of(trainerOf(cohort())));
        neighbour = newUser(List.of(trainerOf(otherCohort())));
        manager = newUser(List.of(Map.of("role", "MANAGER", "programme", programme)));
        stranger = newUser(List.of());
    }

    private void putCohort(String code) throws IOException {
        cohorts.add(code);
        admin.does(Call.put(path("/cohorts/" + code), Map.of("title", title(code), "province", "punjab")));
    }

    private JsonObject instrument(String version) {
        return Json.readObject("""
                { "code": "%s", "version": "%s", "title": {"en": "Bench test"}, "languages": ["en"],
                  "phases": ["PRE", "POST"],
                  "sections": [ { "code": "main", "items": [
                    { "code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "PPE worn?"},
                      "choices": [ {"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}} ] },
                    { "code": "quality", "type": "RATING", "skill": "safety", "lo": 0, "hi": 10, "label": {"en": "Bead"} },
                    { "code": "gap", "type": "NUMERIC", "skill": "safety", "label": {"en": "Gap, mm"} },
                    { "code": "photo", "type": "PHOTO", "label": {"en": "Photo"} } ] } ],
                  "key": { "items": { "ppe": {"key": "yes", "weight": 2}, "quality": {"weight": 10},
                                      "gap": {"key": 1.5, "tolerance": 0.25, "weight": 2} } } }
                """.formatted(instrument(), version));
    }

    private static Map<String, Object> title(String text) {
        return Map.of("en", text, "ur", text, "zh", text);
    }

    private String hex(int bytes) {
        return HexFormat.of().formatHex(chance(bytes));
    }
}
