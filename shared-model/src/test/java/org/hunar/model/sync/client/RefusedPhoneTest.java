package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.client.FakeServer.refusal;

import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** A phone, or the person who uses it, that the server does not let in keeps its work. */
class RefusedPhoneTest extends OnePhone {
    @Test
    void aRefusedTokenIsRenewedOnce() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.renewals).isEqualTo(1);
    }

    @Test
    void aTokenRefusedTwiceAsksThePersonToSignIn() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")))
                .next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.SIGN_IN);
        assertThat(server.renewals).isEqualTo(1);
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void aRevokedDeviceKeepsItsWork() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(403, "FORBIDDEN")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void anAppThatIsTooOldStillHandsInItsWork() {
        OperationId id = capture("name", "Amina");
        way.next(FaultyTransport.NONE).next(FaultyTransport.refusing(refusal(426, "UPGRADE_REQUIRED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.UPGRADE);
        assertThat(server.operations).containsOnlyKeys(id);
    }
}
