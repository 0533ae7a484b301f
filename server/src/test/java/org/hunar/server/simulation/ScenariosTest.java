package org.hunar.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.simulation.Shape.Fault;
import org.hunar.server.simulation.Shape.Trouble;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * What seeds have once found or passed over, written out: a seed tells another story as soon as anything draws otherwise
 * from its chance, and these stay.
 */
class ScenariosTest {
    private static final String AMNA = "amna";
    private static final String BILAL = "bilal";
    private static final String COHORT = Cluster.COHORTS.get(0);
    private static final String OTHER_COHORT = Cluster.COHORTS.get(1);

    private final Cluster cluster = new Cluster(TestDatabase.Kind.H2, Wiring.AS_BUILT);

    /** The office's manager once had no grant: each of its deeds was refused, and so every invariant held. */
    @Test
    void somebodyIsMergedWhileAPhoneGoesOnCapturingForHimAndUnmerged() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        SimulatedPhone bilal = simulation.phone(BILAL);
        EntityId one = enrolled(amna, COHORT);
        EntityId other = enrolled(bilal, OTHER_COHORT);
        amna.sync();
        bilal.sync();

        simulation.office().merge(one.id().toString(), other.id().toString());
        EntityId late = assessed(amna, one, Map.of("ppe", "yes"));
        simulation.requireAllHolds();
        assertThat(countsFor(late)).isEqualTo(other.id());

        simulation.office().takeBack(onlyMerge());
        simulation.requireAllHolds();
        assertThat(countsFor(late)).isEqualTo(one.id());
    }

    /** Wrong bytes are never complete, and a file that was set aside for them comes whole when it is brought again. */
    @Test
    void aPhotoThatIsDamagedOnEveryWayIsSetAsideAndBroughtAgain() {
        Simulation simulation = field(Set.of(Fault.BYTES_DAMAGED));
        SimulatedPhone amna = simulation.phone(AMNA);
        assessed(
                amna,
                enrolled(amna, COHORT),
                Map.of("photo", simulation.world().photos().any()));

        amna.sync();

        assertThat(amna.phone().status().parkedAttachments()).hasSize(1);
        assertThat(cluster.store().query("select sha256 from blobs")).isEmpty();
        simulation.requireAllHolds();
        assertThat(cluster.store().query("select sha256 from blobs")).hasSize(1);
    }

    /** What PURGE_WITHOUT_HORIZON does wrong. */
    @Test
    void whoComesAgainAfterThePurgeBringsNobodyBack() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        SimulatedPhone bilal = simulation.phone(BILAL);
        EntityId gone = enrolled(amna, COHORT);
        amna.sync();
        bilal.sync();
        amna.capture(gone, OperationKind.VOID, Map.of("reason", "left"));
        amna.sync();

        simulation.world().time().pass(Duration.ofDays(200));
        simulation.world().doChores();
        assertThat(cluster.store().query("select * from feed where op = 'DEL'")).isEmpty();
        bilal.capture(gone, OperationKind.PUT, Map.of("name", "Sana"));
        simulation.requireAllHolds();

        assertThat(bilal.documents("participant")).isEmpty();
    }

    /** By chance hardly two ever set the same answer apart, and then the office would still have to look at it. */
    @Test
    void whatTwoHaveSetApartIsDecidedByTheOffice() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        SimulatedPhone bilal = simulation.phone(BILAL);
        EntityId assessment = assessed(amna, enrolled(amna, COHORT), Map.of("ppe", "yes"));
        amna.sync();
        bilal.sync();

        amna.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("quality", 1)));
        bilal.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("quality", 2)));
        amna.sync();
        bilal.sync();
        assertThat(cluster.store().query("select kind from cases"))
                .extracting("kind")
                .containsExactly("HARD_CONFLICT");
        simulation.office().decide();

        simulation.requireAllHolds();
        assertThat(cluster.store().query("select id from cases where status = 'OPEN'"))
                .isEmpty();
    }

    /** What ERASED_ONCE does wrong: who was erased comes again from a phone that was offline. */
    @Test
    void whoIsErasedIsNotBroughtBackByAPhoneThatWasOffline() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        SimulatedPhone bilal = simulation.phone(BILAL);
        EntityId gone = enrolled(amna, COHORT);
        amna.sync();
        bilal.sync();
        String word = simulation.world().identities().word(gone);
        bilal.capture(gone, OperationKind.PUT, Map.of("name", "Sana " + word));
        EntityId late = assessed(bilal, gone, Map.of("ppe", "yes", "remark", "sister of " + word));

        simulation.erasing().erase(gone.id());
        simulation.requireAllHolds();

        assertThat(amna.phone().document(gone).orElseThrow().doc())
                .containsEntry("erased", true)
                .doesNotContainKey("name");
        assertThat(amna.phone().document(late).orElseThrow().doc()).containsEntry("answers", Map.of("ppe", "yes"));
    }

    /** The eraser once looked for documents, and an assessment that waits for a manager has none. */
    @Test
    void whatWaitsForAManagerIsErasedToo() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        SimulatedPhone bilal = simulation.phone(BILAL);
        EntityId gone = enrolled(bilal, COHORT);
        bilal.sync();
        simulation.office().grant(COHORT, Set.of(BILAL));
        simulation.world().time().pass(Duration.ofDays(1));
        String word = simulation.world().identities().word(gone);
        EntityId waiting = assessed(amna, gone, Map.of("ppe", "yes", "remark", "sister of " + word));
        amna.sync();
        assertThat(cluster.store().query("select kind from cases"))
                .extracting("kind")
                .containsExactly("AUTHORITY_REVIEW");

        simulation.erasing().erase(gone.id());
        simulation.requireAllHolds();
        simulation.office().decide(true);

        simulation.requireAllHolds();
        assertThat(bilal.phone().document(waiting).orElseThrow().doc()).containsEntry("answers", Map.of("ppe", "yes"));
    }

    /** Two share a phone, and what the one changes comes before what the other has captured: it once stayed as it came. */
    @Test
    void whatCameBeforeAnythingToldWhoseItIsIsErasedToo() {
        Simulation simulation = field(Set.of());
        SimulatedPhone shared = simulation.phone(AMNA, BILAL);
        EntityId gone = enrolled(shared, COHORT);
        shared.sync();
        EntityId assessment = assessed(shared, gone, Map.of("ppe", "yes"));
        shared.handTo(BILAL);
        String word = simulation.world().identities().word(gone);
        shared.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("remark", "sister of " + word)));
        shared.sync();

        simulation.erasing().erase(gone.id());
        simulation.requireAllHolds();

        assertThat(shared.phone().document(assessment).orElseThrow().doc())
                .containsEntry("answers", Map.of("ppe", "yes"));
    }

    /** What FORMS_WITHOUT_ID and EDIT_BESIDE_ITS_FORM do wrong. */
    @Test
    void aFormWhoseAnswersAreLostIsTakenOnceAndItsEditUponIt() {
        Simulation simulation = field(Set.of(Fault.ANSWER_LOST));
        SimulatedPhone amna = simulation.phone(AMNA);
        EntityId trainee = enrolled(amna, COHORT);
        simulation.world().calm(true);
        amna.sync();
        simulation.world().calm(false);
        CollectPhone collect = simulation.collect(BILAL);
        CollectForm form = collect.fill(trainee.id());
        collect.send();
        collect.edit(form);
        collect.send();

        simulation.requireAllHolds();

        assertThat(cluster.store().query("select id from assessments")).hasSize(1);
        assertThat(cluster.store().query("select op_id from operations where entity_type = 'assessment'"))
                .hasSize(2);
        assertThat(cluster.store().query("select id from cases where status = 'OPEN'"))
                .isEmpty();
    }

    /** What FORMS_KEPT does wrong; and a form that comes late leaves nothing either. */
    @Test
    void formsOfWhoIsErasedGo() {
        Simulation simulation = field(Set.of());
        SimulatedPhone amna = simulation.phone(AMNA);
        EntityId gone = enrolled(amna, COHORT);
        amna.sync();
        CollectPhone collect = simulation.collect(BILAL);
        CollectForm form = collect.fill(gone.id());
        collect.send();
        collect.edit(form);

        simulation.erasing().erase(gone.id());
        simulation.requireAllHolds();

        assertThat(cluster.store().query("select xml from submissions"))
                .hasSize(2)
                .allSatisfy(row -> assertThat((byte[]) row.get("xml")).isEmpty());
    }

    private Simulation field(Set<Fault> certain) {
        Simulation simulation =
                Simulation.written(cluster, Shape.written(certain, Set.of(Trouble.ERASURE, Trouble.COLLECT)));
        Cluster.COHORTS.forEach(cohort -> simulation.office().grant(cohort, Set.of(AMNA, BILAL)));
        return simulation;
    }

    private static EntityId enrolled(SimulatedPhone phone, String cohort) {
        EntityId id = new EntityId(
                EntityType.PARTICIPANT, phone.phone().newParticipantId().value());
        phone.capture(id, OperationKind.PUT, Map.of("cohort", cohort, "name", "Sana"));
        return id;
    }

    private static EntityId assessed(SimulatedPhone phone, EntityId participant, Map<String, Object> answers) {
        EntityId id = new EntityId(
                EntityType.ASSESSMENT, phone.phone().newAssessmentId().value());
        Map<String, Object> body = new HashMap<>();
        body.put("participant_id", participant.id().toString());
        body.put("instrument", Cluster.INSTRUMENT);
        body.put("instrument_version", Cluster.VERSION);
        body.put("phase", "PRE");
        body.put("attempt", 1);
        body.put("answers", answers);
        phone.capture(id, OperationKind.PUT, body);
        return id;
    }

    private UUID countsFor(EntityId assessment) {
        return (UUID) cluster.store()
                .query("select participant_id from assessments where id = '" + assessment.id() + "'")
                .get(0)
                .get("participant_id");
    }

    private String onlyMerge() {
        return cluster.store()
                .query("select merged_by from entities where merged_by is not null")
                .get(0)
                .get("merged_by")
                .toString();
    }
}
