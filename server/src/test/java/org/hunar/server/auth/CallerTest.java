package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final ProgrammeId NURSING = new ProgrammeId("nursing");
    private static final CohortId LAHORE = new CohortId("lhr-03");
    private static final CohortId KARACHI = new CohortId("khi-01");
    private static final Instant MONDAY = Instant.parse("2026-09-21T08:00:00Z");

    @Test
    void anAdministratorMayDoEverything() {
        Caller admin = caller(grant(Role.ADMIN, Optional.empty()));
        assertThatCode(() -> {
                    admin.requireAdmin();
                    admin.requireManager(NURSING);
                    admin.requireTrainer(NURSING, KARACHI);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aManagerManagesThatProgrammeOnly() {
        Caller manager = caller(grant(Role.MANAGER, Optional.of(WELDING)));
        assertThat(manager.manages(WELDING)).isTrue();
        assertThat(manager.mayTrain(WELDING, LAHORE)).isTrue();
        assertForbidden(() -> manager.requireManager(NURSING));
        assertForbidden(() -> manager.requireMember(NURSING));
        assertForbidden(manager::requireAdmin);
    }

    @Test
    void aTrainerTrainsThoseCohortsOnlyAndReadsNoReport() {
        Caller trainer = caller(grant(Role.TRAINER, Optional.of(WELDING), LAHORE));
        assertThat(trainer.mayTrain(WELDING, LAHORE)).isTrue();
        assertThat(trainer.mayTrain(WELDING, KARACHI)).isFalse();
        assertThat(trainer.isMember(WELDING)).isTrue();
        assertForbidden(() -> trainer.requireViewer(WELDING));
        assertForbidden(() -> trainer.requireTrainer(WELDING, KARACHI));
    }

    @Test
    void aViewerReadsReportsAndCapturesNothing() {
        Caller viewer = caller(grant(Role.VIEWER, Optional.of(WELDING)));
        viewer.requireViewer(WELDING);
        assertThat(viewer.mayTrain(WELDING, LAHORE)).isFalse();
        assertForbidden(() -> viewer.requireManager(WELDING));
    }

    @Test
    void aGrantHoldsFromItsBeginningUntilJustBeforeItsEnd() {
        Grant ended = new Grant(
                Role.TRAINER, Optional.of(WELDING), List.of(LAHORE), MONDAY, Optional.of(MONDAY.plusSeconds(60)));
        assertThat(ended.heldAt(MONDAY.minusMillis(1))).isFalse();
        assertThat(ended.heldAt(MONDAY)).isTrue();
        assertThat(ended.heldAt(MONDAY.plusSeconds(59))).isTrue();
        assertThat(ended.heldAt(MONDAY.plusSeconds(60))).isFalse();
    }

    private static Caller caller(Grant grant) {
        return new Caller("asma", List.of(), List.of(grant));
    }

    private static Grant grant(Role role, Optional<ProgrammeId> programme, CohortId... cohorts) {
        return new Grant(role, programme, List.of(cohorts), MONDAY, Optional.empty());
    }

    private static void assertForbidden(Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
}
