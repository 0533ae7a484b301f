package org.hunar.server.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentEditor.Correction;
import org.hunar.server.instrument.KeyListener.Effect;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.TestProgrammes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;

class InstrumentEditorTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final InstrumentVersion FORM = new InstrumentVersion(new InstrumentId("weld_l2"), "2026092501");
    private static final Caller MANAGER = TestPeople.manager(WELDING);
    private static final String INSTRUMENT = """
            {"code": "weld_l2", "version": "2026092501", "title": {"en": "Welding", "ur": "ویلڈنگ"},
             "languages": ["en", "ur"], "phases": ["PRE", "POST"],
             "sections": [{"code": "a", "title": {"en": "A"}, "items": [
               {"code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "Mask?", "ur": "ماسک؟"},
                "choices": [{"code": "yes", "label": {"en": "Yes", "ur": "ہاں"}},
                            {"code": "no", "label": {"en": "No"}}]},
               {"code": "quality", "type": "RATING", "skill": "safety", "lo": 0, "hi": 4,
                "label": {"en": "Quality", "ur": "معیار"}}]}]
            """;
    private static final String KEY = ", \"key\": {\"items\": {\"ppe\": {\"key\": \"yes\", \"weight\": 2}}}";

    private final List<String> heard = new ArrayList<>();
    private final TestKeys keys = new TestKeys();
    private Database database;
    private InstrumentEditor editor;

    @DatabaseTest
    void aPublishedInstrumentIsFoundWithItsKeyAndToldOnce(TestDatabase.Kind kind) {
        start(kind);
        assertThat(publish(KEY).created()).isTrue();
        assertThat(publish(KEY).created()).as("handed in once more").isFalse();

        Published found = find();
        assertThat(found.instrument()).isEqualTo(publication("").instrument());
        assertThat(found.key().maxPoints()).isEqualByComparingTo("2");
        assertThat(found.keyVersion()).isEqualTo(1);
        assertThat(heard).containsExactly("instrument weld_l2@2026092501 1");
    }

    @DatabaseTest
    void aVersionIsNeverPublishedWithAnotherContent(TestDatabase.Kind kind) {
        start(kind);
        publish(KEY);
        Publication otherPhases = Publication.fromJson(
                Json.readObject(INSTRUMENT.replace("[\"PRE\", \"POST\"]", "[\"PRE\"]") + KEY + "}"));
        for (Publication other : List.of(publication(""), publication(KEY.replace("yes", "no")), otherPhases)) {
            assertThatThrownBy(() -> editor.publish(MANAGER, WELDING, other))
                    .isInstanceOf(ProblemException.class)
                    .extracting("code")
                    .isEqualTo("VERSION_EXISTS");
        }
    }

    @DatabaseTest
    void aSkillThatIsNotThereIsNamedByItsPlace(TestDatabase.Kind kind) {
        start(kind);
        Publication publication = Publication.fromJson(Json.readObject(
                (INSTRUMENT + "}").replace("\"RATING\", \"skill\": \"safety\"", "\"RATING\", \"skill\": \"x\"")));
        assertThatThrownBy(() -> editor.publish(MANAGER, WELDING, publication))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactly("/sections/0/items/1/skill"));
    }

    @Test
    void anItemThatIsAskedDependingOnItselfIsNamedByItsPlace() {
        String ring = INSTRUMENT
                .replace("\"Mask?\", \"ur\": \"ماسک؟\"}", "\"Mask?\"}, \"relevant\": \"${quality} > 2\"")
                .replace("\"lo\": 0", "\"relevant\": \"${ppe} = 'yes'\", \"lo\": 0");
        assertThat(refusals(ring))
                .containsExactly("/sections/0/items/0/relevant CYCLE", "/sections/0/items/1/relevant CYCLE");
        assertThat(refusals(INSTRUMENT.replace("\"lo\": 0", "\"relevant\": \"${quality} > 2\", \"lo\": 0")))
                .containsExactly("/sections/0/items/1/relevant CYCLE");

        assertThat(Publication.fromJson(Json.readObject(
                        INSTRUMENT.replace("\"lo\": 0", "\"constraint\": \". > ${quality} - 1\", \"lo\": 0") + "}")))
                .as("a constraint is about the answer itself")
                .isNotNull();
    }

    @Test
    void aVersionIsNotNamedLikeTheFormOfAnother() {
        assertThat(refusals(INSTRUMENT.replace("2026092501", "1.xml"))).containsExactly("/version INVALID");
        assertThat(refusals(INSTRUMENT.replace("2026092501", ".xml"))).containsExactly("/version INVALID");
        assertThat(Instrument.fromJson(Json.readObject(INSTRUMENT.replace("2026092501", "1.xml") + "}"))
                        .id()
                        .version())
                .as("one that was published before")
                .isEqualTo("1.xml");
    }

    @Test
    void ofTwoItemsOfOneCodeTheSecondIsNamedAndAPhaseByItsPlace() {
        assertThatThrownBy(
                        () -> Instrument.fromJson(Json.readObject(INSTRUMENT.replace("\"quality\"", "\"ppe\"") + "}")))
                .hasMessage("/sections/0/items/1/code: an earlier item has the code ppe already");
        assertThat(refusals(INSTRUMENT.replace("\"PRE\", \"POST\"", "\"PRE\", \"MID\"")))
                .containsExactly("/phases/1 INVALID");
        assertThat(refusals(INSTRUMENT.replace("\"PRE\", \"POST\"", "7"))).containsExactly("/phases/0 INVALID");
        assertThat(refusals(INSTRUMENT.replace("\"PRE\", \"POST\"", "\" \""))).containsExactly("/phases/0 REQUIRED");
    }

    private static List<String> refusals(String instrument) {
        JsonObject json = Json.readObject(instrument + "}");
        return catchThrowableOfType(InvalidException.class, () -> Publication.fromJson(json)).violations().stream()
                .map(each -> each.path() + " " + each.code())
                .toList();
    }

    @DatabaseTest
    void whoIsNoManagerPublishesNothing(TestDatabase.Kind kind) {
        start(kind);
        Caller trainer = TestPeople.trainer(WELDING, new CohortId("lhr-03"));
        assertThatThrownBy(() -> editor.publish(trainer, WELDING, publication(KEY)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(403));
    }

    @DatabaseTest
    void aCorrectedKeyIsANewVersionWhichTheScoresHearOf(TestDatabase.Kind kind) {
        start(kind);
        publish(KEY);
        JsonObject corrected = Json.readObject("{\"items\":{\"ppe\":{\"key\":\"no\",\"weight\":2}}}");

        Correction trial = editor.correctKey(MANAGER, WELDING, FORM, corrected, true);
        assertThat(trial).isEqualTo(new Correction(2, new Effect(3, 1)));
        assertThat(find().keyVersion()).as("a trial keeps nothing").isEqualTo(1);

        assertThat(editor.correctKey(MANAGER, WELDING, FORM, corrected, false)).isEqualTo(trial);
        assertThat(find().key().items().get("ppe").key()).containsExactly("no");
        assertThat(editor.correctKey(MANAGER, WELDING, FORM, corrected, false))
                .as("the same key again")
                .isEqualTo(new Correction(2, Effect.NONE));
        assertThat(publish(KEY).created()).as("the publication is what it was").isFalse();
    }

    @DatabaseTest
    void aKeyThatWasInterruptedHoldsOnlyWhenItHasBeenCarriedThrough(TestDatabase.Kind kind) {
        start(kind);
        publish(KEY);
        JsonObject corrected = Json.readObject("{\"items\":{\"ppe\":{\"key\":\"no\",\"weight\":2}}}");
        JsonObject another = Json.readObject("{\"items\":{\"ppe\":{\"key\":\"no\",\"weight\":3}}}");

        keys.interrupt = true;
        assertThatThrownBy(() -> editor.correctKey(MANAGER, WELDING, FORM, corrected, false))
                .hasMessage("the server is stopped");
        assertThat(find().keyVersion()).isEqualTo(1);
        assertThatThrownBy(() -> editor.correctKey(MANAGER, WELDING, FORM, another, false))
                .isInstanceOf(ProblemException.class)
                .extracting("code")
                .isEqualTo("KEY_UNDER_WAY");

        JsonObject holding = Json.readObject("{\"items\":{\"ppe\":{\"key\":\"yes\",\"weight\":2}}}");
        assertThatThrownBy(() -> editor.correctKey(MANAGER, WELDING, FORM, holding, false))
                .as("the key that holds still, and soon does not")
                .isInstanceOf(ProblemException.class);

        keys.interrupt = false;
        editor.resume();
        assertThat(find().keyVersion()).isEqualTo(2);
        assertThat(keys.begun).as("one run").isOne();
        assertThat(editor.correctKey(MANAGER, WELDING, FORM, another, false).keyVersion())
                .isEqualTo(3);
    }

    @DatabaseTest
    void aKeyMayComeLater(TestDatabase.Kind kind) {
        start(kind);
        publish("");
        assertThat(find().keyVersion()).isZero();
        editor.correctKey(MANAGER, WELDING, FORM, Json.readObject("{\"items\":{\"quality\":{\"weight\":5}}}"), false);
        assertThat(find().key().maxPoints()).isEqualByComparingTo("5");
        assertThat(find().keyVersion()).isEqualTo(1);
    }

    @DatabaseTest
    void versionsThatAreNotThereAreLeftOut(TestDatabase.Kind kind) {
        start(kind);
        publish(KEY);
        InstrumentVersion other = new InstrumentVersion(FORM.instrument(), "1");
        Map<InstrumentVersion, Published> found =
                database.inSnapshot(tx -> new Instruments().find(tx, WELDING, List.of(FORM, other)));
        assertThat(found).containsOnlyKeys(FORM);
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        TestPeople people = TestPeople.on(database);
        Programmes programmes = TestProgrammes.welding(database, people);
        editor = new InstrumentEditor(
                database,
                programmes,
                people.audit(),
                (tx, change) -> heard.add(change.entity() + " " + change.id() + " " + change.rev()),
                keys,
                new TestingClock(TestServer.START));
    }

    private InstrumentEditor.Publishing publish(String key) {
        return editor.publish(MANAGER, WELDING, publication(key));
    }

    private Published find() {
        return database.<Map<InstrumentVersion, Published>>inSnapshot(
                        tx -> new Instruments().find(tx, WELDING, List.of(FORM)))
                .get(FORM);
    }

    private static Publication publication(String key) {
        return Publication.fromJson(Json.readObject(INSTRUMENT + key + "}"));
    }

    /** What the scores would do. */
    private static final class TestKeys implements KeyListener {
        private static final Effect EFFECT = new Effect(3, 1);
        private boolean interrupt;
        private int begun;

        @Override
        public Effect preview(Published draft) {
            return EFFECT;
        }

        @Override
        public void begin(Transaction tx, Published draft, String by) {
            begun++;
        }

        @Override
        public void prepare(Published draft) {
            if (interrupt) {
                throw new IllegalStateException("the server is stopped");
            }
        }

        @Override
        public Effect apply(Transaction tx, Published now) {
            return EFFECT;
        }
    }
}
