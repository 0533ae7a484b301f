package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;

/** Who is given what: grants are looked at on every pull. */
final class ScopeCases {
    static final List<Case> CASES = List.of(
            new Case("§6", "a cohort that is granted later is added, with all that is in it", ScopeCases::added),
            new Case(
                    "§6",
                    "a cohort that is taken away is removed, and nothing of it comes any more",
                    ScopeCases::removed),
            new Case(
                    "§6",
                    "nobody is given what they are not granted, whatever cursor they bring",
                    ScopeCases::foreignCursor),
            new Case("§6", "somebody without a role is given nothing", ScopeCases::stranger));

    private ScopeCases() {}

    private static void added(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "yes"));
        String own = field.newCohort();
        Person person = field.newUser(List.of(field.trainerOf(own)));
        String cursor = person.pullAll().cursor();
        field.grant(person, List.of(field.trainerOf(own, field.cohort())));
        Pulled pulled = person.pullAll(cursor);
        Expect.equal("scopes added", List.of(field.scope()), pulled.added());
        pulled.document(field.scope(), "participant", sitting.participant());
        pulled.document(field.scope(), "assessment", sitting.id());
    }

    private static void removed(Field field) throws IOException {
        String own = field.newCohort();
        Person person = field.newUser(List.of(field.trainerOf(own, field.cohort())));
        String cursor = person.pullAll().cursor();
        field.grant(person, List.of(field.trainerOf(own)));
        Sitting.captured(field, Map.of("ppe", "yes"));
        Pulled pulled = person.pullAll(cursor);
        Expect.equal("scopes removed", List.of(field.scope()), pulled.removed());
        expectNothingOf(field.scope(), pulled);
        Expect.equal(
                "scopes removed", List.of(), person.pullAll(pulled.cursor()).removed());
    }

    private static void foreignCursor(Field field) throws IOException {
        Sitting.captured(field, Map.of("ppe", "yes"));
        JsonObject page = Expect.ok(field.trainer().pull(Map.of("max_items", 1)));
        expectNothingOf(field.scope(), field.neighbour().pullAll(page.text("cursor")));
    }

    private static void stranger(Field field) throws IOException {
        Expect.equal("items", List.of(), field.stranger().pullAll().items());
    }

    private static void expectNothingOf(String scope, Pulled pulled) {
        pulled.items()
                .forEach(item -> Expect.that(!item.text("scope").equals(scope), "nothing of " + scope, item.asMap()));
        JsonObject last = pulled.last();
        Expect.that(!last.has("digest") || !last.object("digest").has(scope), "no digest of " + scope, last.asMap());
    }
}
