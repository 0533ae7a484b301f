package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.client.FakeServer.refusal;

import java.util.List;
import java.util.Optional;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** Work that the server does not take: it is parked and shown, and holds up nothing else. */
class RefusedWorkTest extends OnePhone {
    @Test
    void aBatchThatIsTooLargeIsHalvedUntilItFits() {
        captureFields(8);
        way.next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")))
                .next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pushes).hasSize(4).allMatch(push -> push.ops().size() == 2);
    }

    @Test
    void anOperationThatIsRefusedEvenAloneIsParkedAndTheOthersGo() {
        OperationId tooLarge = capture("name", "x");
        OperationId good = capture("province", "punjab");
        way.next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")))
                .next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.operations).containsOnlyKeys(good);
        assertThat(phone.status().parked()).singleElement().satisfies(parked -> {
            assertThat(parked.operation().id()).isEqualTo(tooLarge);
            assertThat(parked.refusal().code()).contains(PushCode.TOO_LARGE);
        });
        assertThat(phone.retryParked(tooLarge)).isTrue();
        engine.run();
        assertThat(server.operations).containsKeys(good, tooLarge);
    }

    @Test
    void whatAProxyRefusesIsNotParked() {
        capture("name", "x");
        way.next(FaultyTransport.refusing(refusal(413, null)));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.LATER);
        assertThat(phone.status().parked()).isEmpty();
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void aRejectedOperationIsParkedWithItsErrorsAndIsNoParentOfWhatFollows() {
        Violation why = new Violation("/body/name", "VALIDATION", "too long");
        server.intervention = operation -> operation.body().containsValue("wrong")
                ? Optional.of(PushResult.rejected(Optional.of(operation.id()), PushCode.VALIDATION, List.of(why)))
                : Optional.empty();
        OperationId good = capture("province", "punjab");
        capture("name", "wrong");
        engine.run();
        assertThat(phone.status().parked().get(0).refusal().errors()).containsExactly(why);
        assertThat(shown("name")).isNull();
        OperationId corrected = capture("name", "right");
        engine.run();
        assertThat(server.operations.get(corrected).parents()).containsExactly(good);
    }

    @Test
    void aDuplicateOfARejectionIsParkedToo() {
        server.intervention = operation ->
                Optional.of(PushResult.rejected(Optional.of(operation.id()), PushCode.VALIDATION, List.of()));
        capture("name", "wrong");
        way.next(FaultyTransport.ANSWER_LOST);
        engine.run();
        engine.run();
        assertThat(phone.status().parked()).hasSize(1);
        assertThat(phone.status().unsent()).isZero();
    }
}
