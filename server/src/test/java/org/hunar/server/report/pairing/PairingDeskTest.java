package org.hunar.server.report.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.report.pairing.Trainees.AFTER;
import static org.hunar.server.report.pairing.Trainees.BEFORE;
import static org.hunar.server.report.pairing.Trainees.DURING;
import static org.hunar.server.report.pairing.Trainees.LATE;
import static org.hunar.server.report.pairing.Trainees.PROGRAMME;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.server.http.PageRequest;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.StatementCounter;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** The ask: match the same person before and after (McGloin 1996 lost 22.1 % of them); say whom to look for, and why. */
class PairingDeskTest {
    @DatabaseTest
    void saysWhyAPostDoesNotCount(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        UUID absent = stayedAway(trainees, "absent");
        UUID early = stayedAway(trainees, "early");
        trainees.completed(early, Phase.POST, 1, DURING);
        UUID late = stayedAway(trainees, "late");
        trainees.completed(late, Phase.POST, 1, LATE);
        UUID unrated = stayedAway(trainees, "unrated");
        trainees.awaitRating(trainees.completed(unrated, Phase.POST, 1, AFTER));
        UUID voided = stayedAway(trainees, "voided");
        trainees.declareVoid(trainees.completed(voided, Phase.POST, 1, AFTER));
        UUID begun = stayedAway(trainees, "begun");
        trainees.begun(begun, Phase.POST);
        UUID inReview = stayedAway(trainees, "in review");
        trainees.waitsForReview(inReview, Phase.POST);

        assertThat(reasons(trainees, DeskList.PRE_ONLY))
                .containsEntry(absent.toString(), "NO_POST")
                .containsEntry(early.toString(), "POST_BEFORE_TRAINING_END")
                .containsEntry(late.toString(), "POST_LATE")
                .containsEntry(unrated.toString(), "POST_PENDING_RATING")
                .containsEntry(voided.toString(), "POST_VOID")
                .containsEntry(begun.toString(), "POST_IN_PROGRESS")
                .containsEntry(inReview.toString(), "POST_IN_REVIEW")
                .hasSize(7);
        assertThat(reasons(trainees, DeskList.POST_ONLY)).isEmpty();
    }

    @DatabaseTest
    void saysWhyAPreDoesNotCount(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        UUID none = cameLate(trainees, "none");
        UUID tooLate = cameLate(trainees, "too late");
        trainees.completed(tooLate, Phase.PRE, 1, DURING);

        assertThat(reasons(trainees, DeskList.POST_ONLY))
                .containsEntry(none.toString(), "NO_PRE")
                .containsEntry(tooLate.toString(), "PRE_AFTER_TRAINING_START")
                .hasSize(2);
    }

    @DatabaseTest
    void ofSeveralThatDoNotCountTheOneNearestToCountingIsTheReason(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        UUID person = stayedAway(trainees, "Ali");
        trainees.declareVoid(trainees.completed(person, Phase.POST, 1, AFTER));
        trainees.begun(person, Phase.POST);

        JsonObject row = rows(trainees, DeskList.PRE_ONLY).get(0);

        assertThat(row.text("reason")).isEqualTo("POST_IN_PROGRESS");
        assertThat(row.object("text").names()).containsExactly("en", "ur", "zh");
        assertThat(row.object("participant").text("name")).isEqualTo("Ali");
        assertThat(row.object("participant").text("cohort")).isEqualTo("lhr-03");
        assertThat(row.object("pre").text("phase")).isEqualTo("PRE");
        assertThat(row.object("pre").number("percent").doubleValue()).isEqualTo(100.0 * 16 / 30);
        assertThat(row.objects("others"))
                .extracting(each -> each.text("reason"))
                .containsExactly("POST_VOID", "POST_IN_PROGRESS");
    }

    @DatabaseTest
    void saysWhichOfSeveralAttemptsThePolicyChose(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        UUID person = trainees.person("twice");
        UUID first = trainees.completed(person, Phase.PRE, 1, BEFORE.minusSeconds(3600));
        UUID last = trainees.completed(person, Phase.PRE, 2, BEFORE);
        UUID post = trainees.completed(person, Phase.POST, 1, AFTER);
        trainees.stands(person, last, post, 2, 1, 0);

        JsonObject row = rows(trainees, DeskList.AMBIGUOUS).get(0);

        assertThat(row.text("reason")).isEqualTo("SEVERAL_ELIGIBLE");
        assertThat(row.object("text").text("en")).contains("2 pre-assessments").contains("LAST");
        assertThat(row.object("pre").text("id")).isEqualTo(last.toString());
        assertThat(row.objects("others")).singleElement().satisfies(other -> {
            assertThat(other.text("id")).isEqualTo(first.toString());
            assertThat(other.text("reason")).isEqualTo("PRE_NOT_CHOSEN");
        });
    }

    @DatabaseTest
    void twoAssessmentsOfOneAttemptAreForAManager(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        UUID person = trainees.person("doubled");
        UUID counts = trainees.completed(person, Phase.PRE, 1, BEFORE);
        UUID again = trainees.completed(person, Phase.PRE, 1, BEFORE);
        trainees.completed(person, Phase.POST, 1, AFTER);
        UUID second = trainees.completed(person, Phase.POST, 2, AFTER);
        trainees.stands(person, counts, second, 1, 2, 1);

        JsonObject row = rows(trainees, DeskList.AMBIGUOUS).get(0);

        assertThat(row.text("reason")).isEqualTo("DUPLICATE_ATTEMPT");
        assertThat(row.objects("also")).extracting(each -> each.text("reason")).containsExactly("SEVERAL_ELIGIBLE");
        assertThat(row.objects("others").get(0).text("id")).isEqualTo(again.toString());
        assertThat(row.objects("others").get(0).text("reason")).isEqualTo("PRE_DUPLICATE_ATTEMPT");
    }

    @DatabaseTest
    void aListIsReadPageByPageEachInTheSameFewStatements(TestDatabase.Kind kind) {
        Trainees trainees = Trainees.on(kind);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            people.add(stayedAway(trainees, "person " + i).toString());
        }

        List<String> read = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PageRequest request = PageRequest.of(3, after.orElse(null));
            JsonObject page = json(trainees.desk().page(PROGRAMME, DeskList.PRE_ONLY, request));
            page.objects("items")
                    .forEach(row -> read.add(row.object("participant").text("id")));
            after = page.optionalText("after");
        } while (after.isPresent());

        assertThat(read).containsExactlyElementsOf(people);
        assertThat(statements(trainees, 2)).isEqualTo(statements(trainees, 7)).isEqualTo(4);
    }

    @Test
    void everyReasonIsSaidInThreeLanguages() {
        for (Phase phase : List.of(Phase.PRE, Phase.POST)) {
            assertThat(Arrays.stream(Verdict.values()).map(each -> Reason.of(each, phase)))
                    .allSatisfy(reason -> assertThat(reason.text().byLanguage().values())
                            .hasSize(3)
                            .doesNotHaveDuplicates()
                            .allMatch(text -> !text.isBlank() && !text.contains("%")))
                    .extracting(Reason::code)
                    .doesNotHaveDuplicates();
        }
    }

    private static UUID stayedAway(Trainees trainees, String name) {
        UUID person = trainees.person(name);
        trainees.stands(person, trainees.completed(person, Phase.PRE, 1, BEFORE), null, 1, 0, 0);
        return person;
    }

    private static UUID cameLate(Trainees trainees, String name) {
        UUID person = trainees.person(name);
        trainees.stands(person, null, trainees.completed(person, Phase.POST, 1, AFTER), 0, 1, 0);
        return person;
    }

    private static int statements(Trainees trainees, int limit) {
        PageRequest page = PageRequest.of(limit, null);
        return trainees.database()
                .inSnapshot(tx ->
                        StatementCounter.count(tx, () -> trainees.desk().page(tx, PROGRAMME, DeskList.PRE_ONLY, page)));
    }

    private static Map<String, String> reasons(Trainees trainees, DeskList list) {
        Map<String, String> reasons = new HashMap<>();
        rows(trainees, list)
                .forEach(row -> reasons.put(row.object("participant").text("id"), row.text("reason")));
        return reasons;
    }

    private static List<JsonObject> rows(Trainees trainees, DeskList list) {
        return json(trainees.desk().page(PROGRAMME, list, PageRequest.of(null, null)))
                .objects("items");
    }

    private static JsonObject json(Map<String, Object> page) {
        return Json.readObject(Json.write(page));
    }
}
