package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.Returned;
import org.junit.jupiter.api.Test;

class PhoneTest {
    private final TestingClock clock = new TestingClock();
    private final FakeServer server = new FakeServer();
    private final MemoryStore store = new MemoryStore();
    private final Phone phone = Phone.open(store, clock, new Random(1));
    private final EntityId assessment = Phone.assessment(phone.newAssessmentId());

    @Test
    void answersGivenOneAfterTheOtherShowTogether() {
        phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE", "answers", Map.of("a", 1, "b", 2)));
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("b", 3)));
        assertThat(phone.document(assessment).orElseThrow().doc().toString())
                .startsWith("{answers={a=1, b=3}, phase=PRE");
    }

    @Test
    void amendmentsLieOverTheDocumentThatWasPulled() {
        phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE", "answers", Map.of("a", 1, "b", 2)));
        phone.engine(server, "1").run();
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("b", 3)));
        LocalDocument shown = phone.document(assessment).orElseThrow();
        assertThat(shown.doc().toString()).startsWith("{answers={a=1, b=3}, phase=PRE");
        assertThat(shown.rev()).contains(1L);
        assertThat(shown.unsent()).isTrue();
        assertThat(phone.documents("assessment")).containsExactly(shown);
    }

    @Test
    void aVoidNeedsAReasonAndShowsAtOnce() {
        phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"));
        assertThatThrownBy(() -> phone.capture(assessment, OperationKind.VOID, Map.of()))
                .isInstanceOf(InvalidException.class);
        phone.capture(assessment, OperationKind.VOID, Map.of("reason", "wrong person"));
        assertThat(phone.document(assessment).orElseThrow().doc().get("sync"))
                .hasToString(
                        "{heads=" + phone.document(assessment).orElseThrow().heads() + ", void_reason=wrong person}");
        assertThat(phone.status().unsent()).isEqualTo(2);
    }

    @Test
    void aReturnedAssessmentShowsItsRemarksUntilItIsAmendedHere() {
        OperationId captured = phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"));
        phone.engine(server, "1").run();
        OperationId returning = server.sendBack(assessment, captured, Map.of("remark", "please look again"));
        phone.engine(server, "1").run();
        assertThat(phone.document(assessment).orElseThrow().returned())
                .contains(new Returned(returning, Optional.of("please look again"), Map.of()));

        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("a", 1)));
        assertThat(phone.document(assessment).orElseThrow().returned()).isEmpty();
        phone.engine(server, "1").run();
        assertThat(phone.document(assessment).orElseThrow().returned()).isEmpty();
    }

    @Test
    void workFromBeforeTheReturnDoesNotAnswerIt() {
        OperationId captured = phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"));
        phone.engine(server, "1").run();
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("a", 1)));
        server.sendBack(assessment, captured, Map.of("remark", "please look again"));
        phone.engine(server, "1").run();
        assertThat(phone.document(assessment).orElseThrow().returned()).isPresent();
    }

    @Test
    void theFormOfTheAppIsKeptWithTheOperationOrNotAtAll() {
        Changes form = new Changes().putText("app/form/1", "half filled in");
        phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"), form);
        assertThat(store.get("app/form/1")).contains("half filled in");
        Changes foreign = new Changes().putText("outbox/1", "x");
        assertThatThrownBy(() -> phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE"), foreign))
                .hasMessageContaining("app/");
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void aPhoneThatIsStartedAgainGoesOnCounting() {
        OperationId first = phone.capture(assessment, OperationKind.PUT, Map.of("a", 1));
        clock.wall = 0;
        Phone again = Phone.open(store, clock, new Random(2));
        OperationId second = again.capture(assessment, OperationKind.PUT, Map.of("a", 2));
        again.engine(server, "1").run();
        assertThat(server.operations.get(second).deviceSeq()).isEqualTo(2);
        assertThat(server.operations.get(second).hlc())
                .isGreaterThan(server.operations.get(first).hlc());
        assertThat(server.pushes).hasSize(1);
    }

    @Test
    void aRestoredPhoneTakesANewNameAndStillHandsInItsOldWorkUnderTheOldOne() {
        OperationId old = phone.capture(assessment, OperationKind.PUT, Map.of("a", 1));
        Phone restored = Phone.open(store.copy(), clock, new Random(3));
        OperationId fresh = restored.capture(assessment, OperationKind.PUT, Map.of("b", 1));
        restored.engine(server, "1").run();
        assertThat(server.pushes).hasSize(2);
        UUID oldName = server.pushes.get(0).installId();
        UUID newName = server.pushes.get(1).installId();
        assertThat(newName).isNotEqualTo(oldName);
        assertThat(server.operations.get(fresh).hlc().text())
                .endsWith(newName.toString().substring(0, 8));
        assertThat(server.operations.get(fresh).deviceSeq()).isEqualTo(1);
        assertThat(server.operations.get(old).deviceSeq()).isEqualTo(1);
        phone.engine(server, "1").run();
        assertThat(server.operations).hasSize(2);
    }

    @Test
    void aClockSetTo1970IsCorrectedByTheServersTimeAsSoonAsThereWasContact() {
        clock.wall = 0;
        server.now = TestingClock.START;
        phone.engine(server, "1").run();
        clock.pass(Duration.ofHours(1).toMillis());
        OperationId id = phone.capture(assessment, OperationKind.PUT, Map.of("a", 1));
        Phone.open(store, clock, new Random(4)).engine(server, "1").run();
        Operation operation = server.operations.get(id);
        Instant expected = Instant.ofEpochMilli(TestingClock.START).plus(Duration.ofHours(1));
        assertThat(operation.capturedAt()).isEqualTo(expected);
        assertThat(operation.hlc().millis()).isEqualTo(expected.toEpochMilli());
    }

    @Test
    void whatWasCapturedBeforeAServerWasEverHeardSaysThatItsTimeIsThePhonesOwn() {
        server.now = TestingClock.START + Duration.ofHours(6).toMillis();
        OperationId before = phone.capture(assessment, OperationKind.PUT, Map.of("a", 1));
        phone.engine(server, "1").run();
        Phone restarted = Phone.open(store, clock, new Random(9));
        OperationId after = restarted.capture(assessment, OperationKind.PUT, Map.of("a", 2));
        restarted.engine(server, "1").run();

        assertThat(server.operations.get(before).isClockUnsynced()).isTrue();
        assertThat(server.operations.get(before).capturedAt()).isEqualTo(Instant.ofEpochMilli(TestingClock.START));
        assertThat(server.pushes.get(0).deviceTime()).contains(Instant.ofEpochMilli(TestingClock.START));
        assertThat(server.operations.get(after).isClockUnsynced()).isFalse();
        assertThat(server.operations.get(after).json()).doesNotContainKey("unsynced_clock");
    }

    @Test
    void whatAManagerSentBackIsListedUntilItIsAmended() {
        phone.capture(assessment, OperationKind.PUT, Map.of("phase", "PRE", "answers", Map.of("quality", 9)));
        phone.capture(Phone.assessment(phone.newAssessmentId()), OperationKind.PUT, Map.of("phase", "PRE"));
        phone.engine(server, "1").run();
        assertThat(phone.returned()).isEmpty();
        server.sendBack(assessment, Map.of("remark", "please look", "remarks", Map.of("quality", "at most 6")));
        phone.engine(server, "1").run();
        assertThat(phone.returned()).singleElement().satisfies(document -> {
            assertThat(document.id()).isEqualTo(assessment.id().toString());
            assertThat(document.returned().orElseThrow().remarks()).containsEntry("quality", "at most 6");
        });
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("quality", 6)));
        assertThat(phone.returned()).isEmpty();
    }

    @Test
    void theJournalIsForgottenAfterNinetyDays() {
        phone.capture(assessment, OperationKind.PUT, Map.of("a", 1));
        phone.engine(server, "1").run();
        server.now += Duration.ofDays(89).toMillis();
        phone.engine(server, "1").run();
        assertThat(new Journal(store, Optional.empty()).after("", 10)).hasSize(1);
        server.now += Duration.ofDays(2).toMillis();
        phone.engine(server, "1").run();
        assertThat(new Journal(store, Optional.empty()).after("", 10)).isEmpty();
        assertThat(phone.document(assessment)).isPresent();
    }
}
