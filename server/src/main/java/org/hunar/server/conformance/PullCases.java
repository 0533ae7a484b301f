package org.hunar.server.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Answer;

/** Documents out: pages, cursors, digests, and what is gone. */
final class PullCases {
    static final List<Case> CASES = List.of(
            new Case(
                    "§6",
                    "a first pull adds the scopes granted and gives catalogue, roster and work",
                    PullCases::first),
            new Case("§6", "a pull after everything is empty", PullCases::nothingNew),
            new Case("§6", "a change comes with the next pull, at the place its mark said", PullCases::mark),
            new Case("§6", "pages hold at most max_items and end together where one pull ends", PullCases::paging),
            new Case("§6", "seq rises within a scope, and an entity stands in it once", PullCases::seq),
            new Case("§6", "the same cursor gives the same page again", PullCases::samePage),
            new Case("§6", "a cursor that the server did not give is a 400 or a 409", PullCases::unknownCursor),
            new Case("§6", "max_items of 0 is a 400", PullCases::noItems),
            new Case("§6", "the digest is the XOR of the first 8 bytes of SHA-256 of entity/id/rev", PullCases::digest),
            new Case("§6", "a removed participant leaves as a DEL with its reason", PullCases::tombstone),
            new Case("§6", "an id that was removed is never created again", PullCases::noResurrection),
            new Case(
                    "§6",
                    "a move leaves one scope and enters the other at once, with the assessments",
                    PullCases::move));

    private static final int PEOPLE = 7;
    private static final int PAGE = 3;

    private PullCases() {}

    private static void first(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "yes"));
        Pulled pulled = field.trainer().pullAll();
        Expect.equal("scopes added", Set.of(field.scope(), field.programmeScope()), Set.copyOf(pulled.added()));
        pulled.document(
                field.programmeScope(), "programme", field.programmeScope().replace("programme:", ""));
        pulled.document(field.programmeScope(), "instrument", field.instrument() + "@" + Field.VERSION);
        pulled.document(field.scope(), "cohort", field.cohort());
        pulled.document(field.scope(), "participant", sitting.participant());
        pulled.document(field.scope(), "assessment", sitting.id());
    }

    private static void nothingNew(Field field) throws IOException {
        Person reader = readerOf(field, field.newCohort());
        Pulled again = reader.pullAll(reader.pullAll().cursor());
        Expect.equal("items", List.of(), again.items());
        Expect.equal("scopes added", List.of(), again.added());
    }

    private static void mark(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        String cursor = field.trainer().pullAll().cursor();
        Result result = sitting.amends(sitting.handset(), Map.of("quality", 5));
        JsonObject item = field.trainer().pullAll(cursor).item(field.scope(), "assessment", sitting.id());
        Expect.equal("seq", result.mark(field.scope()), item.integer("seq"));
        Expect.equal("rev", result.rev(), item.integer("rev"));
    }

    private static void paging(Field field) throws IOException {
        Person reader = readerOf(field, peopled(field));
        Pulled whole = reader.pullAll();
        Pulled pages = reader.pullAll(null, Map.of("max_items", PAGE));
        Expect.that(pages.pages().size() > 1, "several pages", pages.pages().size());
        for (JsonObject page : pages.pages()) {
            int items = page.objects("items").size();
            Expect.that(items <= PAGE, "at most " + PAGE + " items", items);
            Expect.that(
                    page.flag("has_more", false) != page.has("digest"), "a digest on the last page only", page.names());
        }
        Expect.equal("items", maps(whole.items()), maps(pages.items()));
        Expect.same(
                "digest",
                whole.last().object("digest").asMap(),
                pages.last().object("digest").asMap());
    }

    private static void seq(Field field) throws IOException {
        String cohort = peopled(field);
        Pulled pulled = readerOf(field, cohort).pullAll();
        long last = 0;
        Set<String> seen = new HashSet<>();
        for (JsonObject item : pulled.items()) {
            if (item.text("scope").equals("cohort:" + cohort)) {
                Expect.that(item.integer("seq") > last, "a seq above " + last, item.integer("seq"));
                last = item.integer("seq");
                String entity = item.text("entity") + "/" + item.text("id");
                Expect.that(seen.add(entity), "each entity once", entity + " again");
            }
        }
    }

    private static void samePage(Field field) throws IOException {
        Person reader = readerOf(field, peopled(field));
        String cursor = Expect.ok(reader.pull(Map.of("max_items", PAGE))).text("cursor");
        Map<String, Object> pull = Map.of("cursor", cursor, "max_items", PAGE);
        List<Map<String, Object>> once = maps(Expect.ok(reader.pull(pull)).objects("items"));
        List<Map<String, Object>> again = maps(Expect.ok(reader.pull(pull)).objects("items"));
        Expect.equal("items", once, again);
    }

    private static void unknownCursor(Field field) throws IOException {
        for (String cursor : List.of("nonsense", "bm9uc2Vuc2U", "!", "{}")) {
            Answer answer = field.trainer().pull(Map.of("cursor", cursor));
            Expect.that(answer.status() == 400 || answer.status() == 409, "400 or 409", answer.status());
            Expect.problem(answer);
        }
    }

    private static void noItems(Field field) throws IOException {
        Expect.problem(field.trainer().pull(Map.of("max_items", 0)), 400);
    }

    /** Counted by hand, not by the shared library: a server made with it must not agree with its own mistake. */
    private static void digest(Field field) throws IOException {
        String cohort = peopled(field);
        Pulled pulled = readerOf(field, cohort).pullAll();
        long n = 0;
        long x = 0;
        for (JsonObject item : pulled.items()) {
            if (item.text("scope").equals("cohort:" + cohort) && item.text("op").equals("PUT")) {
                String text = item.text("entity") + "/" + item.text("id") + "/" + item.integer("rev");
                byte[] hash = CanonicalJson.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
                x ^= ByteBuffer.wrap(hash).getLong();
                n++;
            }
        }
        Map<String, Object> counted = Map.of("n", n, "x", String.format(Locale.ROOT, "%016x", x));
        Expect.same(
                "digest",
                counted,
                pulled.last().object("digest").object("cohort:" + cohort).asMap());
    }

    private static void tombstone(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        Op created = handset.participant(person, field.cohort());
        field.trainer().pushOne(handset, created);
        String cursor = field.trainer().pullAll().cursor();
        field.trainer().pushOne(handset, handset.voids("participant", person, created));
        JsonObject item = field.trainer().pullAll(cursor).item(field.scope(), "participant", person);
        Expect.equal("op", "DEL", item.text("op"));
        Expect.that(item.has("reason") && !item.has("doc"), "a reason and no document", item.asMap());
    }

    private static void noResurrection(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        Op created = handset.participant(person, field.cohort());
        field.trainer().push(handset, created, handset.voids("participant", person, created));
        Handset other = field.handset();
        field.trainer().pushOne(other, other.participant(person, field.cohort()));
        Expect.equal(
                "op",
                "DEL",
                field.trainer()
                        .pullAll()
                        .item(field.scope(), "participant", person)
                        .text("op"));
    }

    private static void move(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "yes"));
        String there = field.newCohort();
        Person reader = readerOf(field, field.cohort(), there);
        String cursor = reader.pullAll().cursor();
        Handset handset = field.handset();
        String head = reader.document(field.scope(), "participant", sitting.participant())
                .object("sync")
                .texts("heads")
                .get(0);
        reader.pushOne(
                        handset,
                        handset.operation(
                                "participant", sitting.participant(), "put", List.of(head), Map.of("cohort", there)))
                .is("APPLIED");
        Pulled pulled = reader.pullAll(cursor);
        for (String[] entity : new String[][] {{"participant", sitting.participant()}, {"assessment", sitting.id()}}) {
            Expect.equal(
                    "op",
                    "DEL",
                    pulled.item(field.scope(), entity[0], entity[1]).text("op"));
            pulled.document("cohort:" + there, entity[0], entity[1]);
        }
    }

    /** A cohort with some people, one of them amended and one removed. */
    private static String peopled(Field field) throws IOException {
        String cohort = field.newCohort();
        Handset handset = field.handset();
        List<Op> operations = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            operations.add(handset.participant(handset.newParticipantId(), cohort));
        }
        Op one = operations.get(0);
        Op other = operations.get(1);
        String amended = one.entityId();
        operations.add(handset.amend("participant", amended, Map.of("name", "محمد علی خان"), one));
        field.manager().pushAll(handset, operations);
        field.manager().pushOne(handset, handset.voids("participant", other.entityId(), other));
        return cohort;
    }

    private static Person readerOf(Field field, String... cohorts) throws IOException {
        return field.newUser(List.of(field.trainerOf(cohorts)));
    }

    private static List<Map<String, Object>> maps(List<JsonObject> items) {
        return items.stream().map(JsonObject::asMap).toList();
    }
}
