package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.Operations.ASSESSMENT;
import static org.hunar.model.sync.Operations.answers;
import static org.hunar.model.sync.Operations.id;
import static org.hunar.model.sync.Operations.operation;
import static org.hunar.model.sync.Operations.put;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldTest {
    private final Operation captured = put(1, 100, List.of(), answers("ppe", "no"));

    @Test
    void amendingChangesOnlyTheNamedAnswers() {
        Operation first = put(1, 100, List.of(), Map.of("phase", "PRE", "answers", Map.of("ppe", "no", "gap", "1.5")));
        Document document = fold(first, put(2, 200, List.of(id(1)), answers("ppe", "yes")));

        assertThat(document.answers()).isEqualTo(Map.of("ppe", "yes", "gap", "1.5"));
        assertThat(document.text("phase")).contains("PRE");
        assertThat(document.heads()).containsExactly(id(2));
        assertThat(document.conflicts()).isEmpty();
    }

    @Test
    void whoHadSeenTheOtherValueWinsWhateverTheClocksSay() {
        Document document = fold(captured, put(2, 0, List.of(id(1)), answers("ppe", "yes")));

        assertThat(document.answers()).containsEntry("ppe", "yes");
        assertThat(document.conflicts()).isEmpty();
    }

    @Test
    void twoTrainersApartOnOneAnswerAreAHardConflictAndTheGreatestKeyHoldsForNow() {
        Document document = fold(
                captured,
                put(2, 300, List.of(id(1)), answers("ppe", "yes")),
                put(3, 200, List.of(id(1)), answers("ppe", "partly")));

        assertThat(document.answers()).containsEntry("ppe", "yes");
        assertThat(document.conflicts())
                .containsExactly(new Conflict(
                        "/answers/ppe",
                        List.of(new Conflict.Candidate(id(2), "yes"), new Conflict.Candidate(id(3), "partly"))));
        assertThat(document.isSoftConflict()).isFalse();
    }

    @Test
    void whoTakesAnAnswerOutIsACandidateWithoutAValue() {
        Document document = fold(
                captured,
                put(2, 300, List.of(id(1)), Map.of("answers", Collections.singletonMap("ppe", null))),
                put(3, 200, List.of(id(1)), answers("ppe", "partly")));

        List<Map<String, Object>> candidates =
                List.of(Map.of("op_id", id(2).toString()), Map.of("op_id", id(3).toString(), "value", "partly"));
        assertThat(document.conflicts().get(0).toJson())
                .isEqualTo(Map.of("path", "/answers/ppe", "candidates", candidates));
    }

    @Test
    void twoTrainersApartOnTwoAnswersMerge() {
        Document document = fold(
                captured,
                put(2, 300, List.of(id(1)), answers("ppe", "yes")),
                put(3, 200, List.of(id(1)), answers("gap", "2")));

        assertThat(document.answers()).isEqualTo(Map.of("ppe", "yes", "gap", "2"));
        assertThat(document.isSoftConflict()).isTrue();
        assertThat(document.heads()).containsExactly(id(2), id(3));
    }

    @Test
    void twoTrainersApartWhoSayTheSameAgree() {
        Document document = fold(
                captured,
                put(2, 300, List.of(id(1)), answers("gap", new BigDecimal("2"))),
                put(3, 200, List.of(id(1)), answers("gap", new BigDecimal("2.0"))));

        assertThat(document.conflicts()).isEmpty();
    }

    @Test
    void aResolutionSupersedesBothSides() {
        Document document = fold(
                captured,
                put(2, 300, List.of(id(1)), answers("ppe", "yes")),
                put(3, 200, List.of(id(1)), answers("ppe", "partly")),
                operation(OperationKind.RESOLVE, 4, 1, List.of(id(2), id(3)), answers("ppe", "partly")));

        assertThat(document.answers()).containsEntry("ppe", "partly");
        assertThat(document.conflicts()).isEmpty();
        assertThat(document.heads()).containsExactly(id(4));
    }

    @Test
    void anApprovedResultIsNotChangedByWhoHadNotSeenTheApproval() {
        Operation approval = operation(OperationKind.APPROVE, 2, 200, List.of(id(1)), Map.of());
        Document late = fold(captured, approval, put(3, 900, List.of(id(1)), answers("ppe", "yes")));
        Document seen = fold(captured, approval, put(3, 900, List.of(id(2)), answers("ppe", "yes")));

        assertThat(late.answers()).containsEntry("ppe", "no");
        assertThat(late.late()).containsExactly(id(3));
        assertThat(late.approvedBy()).contains(id(2));
        assertThat(seen.answers()).containsEntry("ppe", "yes");
    }

    @Test
    void aReturnedAssessmentCarriesTheRemarksUntilWhoSawThemHasAmended() {
        Operation returning = operation(
                OperationKind.RETURN,
                2,
                200,
                List.of(id(1)),
                Map.of("remark", "please look again", "remarks", Map.of("gap", "in millimetres")));

        assertThat(fold(captured, returning).returned())
                .contains(new Returned(id(2), Optional.of("please look again"), Map.of("gap", "in millimetres")));
        Operation withoutKnowing = put(3, 300, List.of(id(1)), answers("gap", "2"));
        assertThat(fold(captured, returning, withoutKnowing).returned()).isPresent();
        Operation amended = put(4, 400, List.of(id(2)), answers("gap", "20"));
        assertThat(fold(captured, returning, amended).returned()).isEmpty();
    }

    @Test
    void whatIsReturnedAfterItsApprovalIsApprovedNoMore() {
        Operation approval = operation(OperationKind.APPROVE, 2, 200, List.of(id(1)), Map.of());
        Operation returning = operation(OperationKind.RETURN, 3, 300, List.of(id(2)), Map.of("remark", "look again"));
        Operation amended = put(4, 400, List.of(id(3)), answers("ppe", "yes"));

        Document document = fold(captured, approval, returning, amended);
        assertThat(document.approvedBy()).isEmpty();
        assertThat(document.late()).isEmpty();
        assertThat(document.answers()).containsEntry("ppe", "yes");
    }

    @Test
    void whatAResolutionSaysOfItselfIsNoFieldOfTheDocument() {
        Decision decision =
                new Decision("LATE_EDIT", Set.of(id(1)), Set.of(id(7)), Optional.of("the trainer telephoned"));
        Operation resolving = operation(OperationKind.RESOLVE, 2, 200, List.of(id(1)), decision.toJson());

        assertThat(fold(captured, resolving).fields()).containsOnlyKeys("answers");
        assertThat(Decision.of(resolving)).contains(decision);
        assertThat(Decision.settled("LATE_EDIT", List.of(captured, resolving))).containsExactlyInAnyOrder(id(1), id(7));
        assertThat(Decision.accepted("AUTHORITY_REVIEW", List.of(resolving))).isEmpty();
    }

    @Test
    void noConflictIsOpenedWhileAParentIsStillOnItsWay() {
        Operation second = put(2, 200, List.of(id(1)), answers("ppe", "yes"));
        Operation third = put(3, 300, List.of(id(2)), answers("ppe", "partly"));

        Document waiting = fold(captured, third);
        assertThat(waiting.missingParents()).containsExactly(id(2));
        assertThat(waiting.conflicts()).isEmpty();
        assertThat(fold(captured, third, second).conflicts()).isEmpty();
        assertThat(fold(captured, third, second).answers()).containsEntry("ppe", "partly");
    }

    @Test
    void aVoidKeepsTheReasonAndFlagsWhoEditedWithoutKnowing() {
        Operation voiding =
                operation(OperationKind.VOID, 2, 200, List.of(id(1)), Map.of("reason", "wrong participant"));

        assertThat(fold(captured, voiding).voidReason()).contains("wrong participant");
        assertThat(fold(captured, voiding).isEditedAfterVoid()).isFalse();
        Document edited = fold(captured, voiding, put(3, 300, List.of(id(1)), answers("ppe", "yes")));
        assertThat(edited.isVoid()).isTrue();
        assertThat(edited.editsAfterVoid()).containsExactly(id(3));
        assertThat(edited.answers()).containsEntry("ppe", "yes");
    }

    @Test
    void aCircleOfParentsLosesNoValue() {
        Document document = fold(
                put(1, 100, List.of(id(2)), answers("ppe", "no")), put(2, 200, List.of(id(1)), answers("ppe", "yes")));

        assertThat(document.heads()).containsExactly(id(1), id(2));
        assertThat(document.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.candidates()).hasSize(2));
    }

    @Test
    void whoCorrectedWhatWaitsForAManagerHasSeenWhatThatHadSeen() {
        Operation first = put(2, 500, List.of(id(1)), answers("ppe", "no"));
        Operation waiting = put(3, 600, List.of(id(2)), answers("ppe", "partly"));
        Operation correction = put(4, 300, List.of(id(3)), answers("ppe", "yes"));

        Document document = Fold.fold(ASSESSMENT, List.of(captured, first, waiting, correction), Set.of(id(3)));

        assertThat(document.answers()).as("whatever the clocks say").containsEntry("ppe", "yes");
        assertThat(document.conflicts()).isEmpty();
        assertThat(document.heads()).containsExactly(id(4));
        assertThat(document.missingParents()).isEmpty();
    }

    @Test
    void anApprovalOfWhatWaitsForAManagerApprovesWhatThatHadSeen() {
        Operation waiting = put(2, 200, List.of(id(1)), answers("ppe", "partly"));
        Operation approval = operation(OperationKind.APPROVE, 3, 300, List.of(id(2)), Map.of());

        Document document = Fold.fold(ASSESSMENT, List.of(captured, waiting, approval), Set.of(id(2)));

        assertThat(document.late()).isEmpty();
        assertThat(document.fields()).isEqualTo(fold(captured).fields());
    }

    private static Document fold(Operation... operations) {
        return Fold.fold(ASSESSMENT, List.of(operations));
    }
}
