package org.hunar.server.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;

class ProgrammeEditorTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final ProgrammeId NURSING = new ProgrammeId("nursing");
    private static final Caller ADMIN = TestPeople.admin();
    private static final Caller MANAGER = TestPeople.manager(WELDING);

    private final List<String> heard = new ArrayList<>();
    private Database database;
    private ProgrammeEditor editor;
    private ProgrammeReader reader;

    @DatabaseTest
    void anAdministratorCreatesAndAManagerChanges(TestDatabase.Kind kind) {
        start(kind);
        assertRefused(403, () -> editor.put(MANAGER, programme(NURSING, "Nursing"), null));
        assertRefused(403, () -> editor.put(MANAGER, programme(WELDING, "Welding"), null));

        assertThat(editor.put(ADMIN, programme(WELDING, "Welding"), null).isCreated())
                .isTrue();
        assertThat(editor.put(MANAGER, programme(WELDING, "Welding, level 2"), null)
                        .rev())
                .isEqualTo(2);
        assertThat(reader.programme(MANAGER, WELDING).value().title().in("en")).isEqualTo("Welding, level 2");
        assertThat(heard).containsExactly("programme cpec-weld 1", "programme cpec-weld 2");
    }

    @DatabaseTest
    void whatIsPutAsItIsStaysAtItsRevisionAndIsNoNews(TestDatabase.Kind kind) {
        start(kind);
        editor.put(ADMIN, programme(WELDING, "Welding"), null);
        editor.put(ADMIN, cohort(WELDING, "lhr-03", "asma"), null);
        heard.clear();

        assertThat(editor.put(ADMIN, programme(WELDING, "Welding"), null).rev()).isEqualTo(1);
        assertThat(editor.put(ADMIN, cohort(WELDING, "lhr-03", "Asma"), null).rev())
                .isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @DatabaseTest
    void aChangeFromAnOldRevisionIsRefused(TestDatabase.Kind kind) {
        start(kind);
        editor.put(ADMIN, programme(WELDING, "Welding"), null);
        editor.put(ADMIN, programme(WELDING, "Welding 2"), "\"1\"");
        assertRefused(412, () -> editor.put(ADMIN, programme(WELDING, "Welding 3"), "\"1\""));
        assertRefused(412, () -> editor.put(ADMIN, programme(NURSING, "Nursing"), "\"1\""));
        assertThat(reader.programme(ADMIN, WELDING).value().title().in("en")).isEqualTo("Welding 2");
    }

    @DatabaseTest
    void aCohortCodeBelongsToOneProgramme(TestDatabase.Kind kind) {
        start(kind);
        editor.put(ADMIN, programme(WELDING, "Welding"), null);
        editor.put(ADMIN, programme(NURSING, "Nursing"), null);
        editor.put(ADMIN, cohort(WELDING, "lhr-03"), null);
        assertThatThrownBy(() -> editor.put(ADMIN, cohort(NURSING, "lhr-03"), null))
                .isInstanceOf(ProblemException.class)
                .extracting("code")
                .isEqualTo("COHORT_ELSEWHERE");
        assertRefused(404, () -> reader.cohort(ADMIN, NURSING, new CohortId("lhr-03")));
    }

    @DatabaseTest
    void aSkillStandsUnderOneThatIsThereAndNeverUnderItself(TestDatabase.Kind kind) {
        start(kind);
        editor.put(ADMIN, programme(WELDING, "Welding"), null);
        assertThatThrownBy(() -> editor.put(ADMIN, WELDING, skill("ppe", "safety"), null))
                .hasMessageContaining("/parent: the programme has no skill safety");
        editor.put(ADMIN, WELDING, skill("safety", null), null);
        editor.put(ADMIN, WELDING, skill("ppe", "safety"), null);
        assertThatThrownBy(() -> editor.put(ADMIN, WELDING, skill("safety", "ppe"), null))
                .hasMessageContaining("/parent");
        assertThat(database.<Integer>inSnapshot(
                        tx -> new Programmes().skills(tx, WELDING).size()))
                .isEqualTo(2);
    }

    @DatabaseTest
    void aTrainerSeesOwnCohortsOnly(TestDatabase.Kind kind) {
        start(kind);
        editor.put(ADMIN, programme(WELDING, "Welding"), null);
        editor.put(ADMIN, cohort(WELDING, "lhr-03"), null);
        editor.put(ADMIN, cohort(WELDING, "khi-01"), null);
        Caller trainer = TestPeople.trainer(WELDING, new CohortId("khi-01"));

        assertThat(codes(reader.cohorts(trainer, WELDING, PageRequest.WHOLE))).containsExactly("khi-01");
        assertRefused(404, () -> reader.cohort(trainer, WELDING, new CohortId("lhr-03")));
        assertRefused(403, () -> reader.cohorts(trainer, NURSING, PageRequest.WHOLE));
        assertThat(codes(reader.programmes(trainer, PageRequest.WHOLE))).containsExactly(WELDING.value());
    }

    private static List<String> codes(Map<String, Object> page) {
        return JsonObject.of("", page).objects("items").stream()
                .map(each -> each.text("code"))
                .toList();
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        TestPeople people = TestPeople.on(database);
        editor = new ProgrammeEditor(
                database,
                people.users(),
                people.audit(),
                (tx, change) -> heard.add(change.entity() + " " + change.id() + " " + change.rev()),
                (tx, programme) -> heard.add("scoring rules of " + programme));
        reader = new ProgrammeReader(database);
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    private static Programme programme(ProgrammeId code, String title) {
        return Programme.fromJson(
                code, Json.readObject("{\"title\":{\"en\":\"" + title + "\"},\"cuts\":[40],\"bands\":[\"A\",\"B\"]}"));
    }

    private static Cohort cohort(ProgrammeId programme, String code, String... trainers) {
        String names = trainers.length == 0 ? "" : "\"" + String.join("\",\"", trainers) + "\"";
        return Cohort.fromJson(
                programme,
                new CohortId(code),
                Json.readObject("{\"title\":{\"en\":\"Lahore\"},\"trainers\":[" + names + "]}"));
    }

    private static Skill skill(String code, String parent) {
        String above = parent == null ? "" : ",\"parent\":\"" + parent + "\"";
        return Skill.fromJson(new SkillId(code), Json.readObject("{\"title\":{\"en\":\"Safety\"}" + above + "}"));
    }
}
