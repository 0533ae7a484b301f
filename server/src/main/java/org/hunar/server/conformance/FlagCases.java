package org.hunar.server.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** What a manager is told of and nothing hangs on: clocks that decided something, and phones that were copied. */
final class FlagCases {
    private static final Duration AHEAD = Duration.ofHours(1);

    static final List<Case> CASES = List.of(
            new Case(
                    "§5",
                    "a clock far ahead that decides between two values is flagged, CLOCK_SUSPECT; all are kept",
                    FlagCases::clockThatDecides),
            new Case("§5", "a clock far ahead that decides nothing is not flagged", FlagCases::clockThatDecidesNothing),
            new Case(
                    "§5",
                    "two operations under one number of one install are both taken, and flagged, FORKED_INSTALL",
                    FlagCases::fork),
            new Case("§5", "an operation that is sent again is no fork", FlagCases::repeat),
            new Case("§5", "a manager takes note of a flag, and no document changes", FlagCases::noted));

    private FlagCases() {}

    private static void clockThatDecides(Field field) throws IOException {
        Sitting sitting = decidedByClock(field);
        JsonObject flag = Expect.only("CLOCK_SUSPECT", open(field, sitting.id(), "CLOCK_SUSPECT"));
        Expect.equal("path", "/answers/quality", flag.text("path"));
        Expect.only("HARD_CONFLICT", open(field, sitting.id(), "HARD_CONFLICT"));
        JsonObject document = sitting.document();
        Expect.equal("quality", 9L, document.object("answers").integer("quality"));
        JsonObject conflict = Expect.only("conflict", document.object("sync").objects("conflicts"));
        Expect.equal("candidates", 2, conflict.objects("candidates").size());
    }

    private static void clockThatDecidesNothing(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(ahead(field), Map.of("quality", 9)).is("APPLIED");
        Expect.equal("flags", List.of(), open(field, sitting.id(), "CLOCK_SUSPECT"));
    }

    private static void fork(Field field) throws IOException {
        Sitting sitting = forked(field);
        JsonObject flag =
                Expect.only("FORKED_INSTALL", open(field, sitting.handset().install(), "FORKED_INSTALL"));
        Expect.equal("candidates", 2, flag.objects("candidates").size());
        Expect.equal("quality", 7L, sitting.document().object("answers").integer("quality"));
    }

    private static void repeat(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        field.trainer().pushOne(sitting.handset(), sitting.created()).is("DUPLICATE");
        Expect.equal("flags", List.of(), open(field, sitting.handset().install(), "FORKED_INSTALL"));
    }

    private static void noted(Field field) throws IOException {
        Sitting sitting = forked(field);
        String install = sitting.handset().install();
        Map<String, Object> before = sitting.document().asMap();
        JsonObject flag = Expect.only("FORKED_INSTALL", open(field, install, "FORKED_INSTALL"));
        field.manager()
                .does(Call.post(
                        field.path("/conflicts/" + flag.text("id") + "/resolution"),
                        Map.of("note", "The phone was replaced.")));
        Expect.equal("flags", List.of(), open(field, install, "FORKED_INSTALL"));
        Expect.same("document", before, sitting.document().asMap());
    }

    /** Two amend the same answer apart, and the clock of the one whose value stands is an hour ahead. */
    private static Sitting decidedByClock(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(sitting.handset(), Map.of("quality", 7)).is("APPLIED");
        sitting.amends(ahead(field), Map.of("quality", 9)).is("CONFLICT", "HARD_CONFLICT");
        return sitting;
    }

    /** A phone that gives two operations the same number, as two do that have one database. */
    private static Sitting forked(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        Handset handset = sitting.handset();
        Op amendment = handset.answers(sitting.id(), Map.of("quality", 7), sitting.created());
        Object number = sitting.created().json().get("device_seq");
        field.trainer().pushOne(handset, amendment.with("device_seq", number)).is("APPLIED");
        return sitting;
    }

    private static Handset ahead(Field field) {
        return field.handset(field.now().plus(AHEAD));
    }

    private static List<JsonObject> open(Field field, String about, String kind) throws IOException {
        return field
                .manager()
                .does(Call.get(field.path("/conflicts?status=open&limit=500&kind=" + kind)))
                .objects("items")
                .stream()
                .filter(each -> each.text("entity_id").equals(about))
                .toList();
    }
}
