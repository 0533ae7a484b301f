package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hunar.model.sync.Operations.id;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.problem.InvalidException;
import org.junit.jupiter.api.Test;

/** A participant who was registered twice: one of the two is merged into the other, and perhaps taken out again. */
class MergedTest {
    private static final EntityId ALI =
            new EntityId(EntityType.PARTICIPANT, UUID.fromString("8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11"));
    private static final UUID MUHAMMAD_ALI = UUID.fromString("77a00a52-4a43-4e2b-9b59-9a1c0d5f5c12");
    private static final UUID ALI_RAZA = UUID.fromString("99a00a52-4a43-4e2b-9b59-9a1c0d5f5c13");

    private final Operation registered = operation(OperationKind.PUT, 1, List.of(), Map.of("name", "Ali"));
    private final Operation merged = merge(2, List.of(id(1)), MUHAMMAD_ALI);
    private final Operation unmerged =
            operation(OperationKind.RESOLVE, 3, List.of(id(2)), Map.of(Merged.LIFTED, false));

    @Test
    void theDocumentSaysIntoWhomAndKeepsWhatItWas() {
        Document document = fold(registered, merged);

        assertThat(document.merged().map(Merged::into)).contains(MUHAMMAD_ALI);
        assertThat(document.merged().map(Merged::reason)).contains("same number");
        assertThat(document.text("name")).contains("Ali");
        assertThat(document.isEditedAfterVoid()).isFalse();
        assertThat(document.toJson().get(Document.SYNC))
                .isEqualTo(Map.of("heads", List.of(id(2).toString()), Merged.INTO, MUHAMMAD_ALI.toString()));
    }

    @Test
    void unMergedHeIsWhatHeWas() {
        Document document = fold(registered, merged, unmerged);

        assertThat(document.merged()).isEmpty();
        assertThat(document.fields()).isEqualTo(fold(registered).fields());
    }

    @Test
    void heCanBeMergedOnceMoreIntoSomebodyElse() {
        Operation again = merge(4, List.of(id(3)), ALI_RAZA);
        assertThat(fold(registered, merged, unmerged, again).merged().map(Merged::into))
                .contains(ALI_RAZA);
    }

    @Test
    void twoManagersApartDoNotUndoEachOtherTheLaterMergeHolds() {
        Operation other = merge(5, List.of(id(1)), ALI_RAZA);
        assertThat(fold(registered, merged, other).merged().map(Merged::into)).contains(ALI_RAZA);
        assertThat(fold(registered, merged, unmerged, other).merged().map(Merged::into))
                .contains(ALI_RAZA);
    }

    @Test
    void whatATrainerAmendsMeanwhileIsKeptAndFlaggedAndHisAfterTheUnMerge() {
        Operation amended = operation(OperationKind.PUT, 6, List.of(id(1)), Map.of("name", "Ali Khan"));

        Document document = fold(registered, merged, amended);
        assertThat(document.merged()).isPresent();
        assertThat(document.isEditedAfterVoid()).isTrue();
        assertThat(document.text("name")).contains("Ali Khan");

        Document after = fold(registered, merged, amended, unmerged);
        assertThat(after.fields()).isEqualTo(fold(registered, amended).fields());
        assertThat(after.merged()).isEmpty();
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        List<Operation> operations = new ArrayList<>(List.of(
                registered,
                merged,
                unmerged,
                merge(4, List.of(id(3)), ALI_RAZA),
                operation(OperationKind.PUT, 6, List.of(id(1)), Map.of("name", "Ali Khan"))));
        Document document = Fold.fold(ALI, operations);
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(operations, random);
            assertThat(Fold.fold(ALI, operations)).isEqualTo(document);
        }
    }

    @Test
    void aMergeSaysIntoWhomAndWhy() {
        assertThatThrownBy(() -> operation(OperationKind.MERGE, 2, List.of(), Map.of("reason", "same number")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/body/into");
        assertThatThrownBy(() -> operation(OperationKind.MERGE, 2, List.of(), Map.of("into", MUHAMMAD_ALI.toString())))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/body/reason");
        assertThatThrownBy(() -> merge(2, List.of(), ALI.id()))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/body/into");
    }

    private static Document fold(Operation... operations) {
        return Fold.fold(ALI, List.of(operations));
    }

    private static Operation merge(int number, List<OperationId> parents, UUID into) {
        return operation(
                OperationKind.MERGE, number, parents, Map.of("into", into.toString(), "reason", "same number"));
    }

    private static Operation operation(
            OperationKind kind, int number, List<OperationId> parents, Map<String, Object> body) {
        return Operation.create(
                id(number),
                number,
                ALI,
                kind,
                parents,
                HybridTimestamp.of(number * 100L, 0, "5b0c1c3e"),
                Instant.EPOCH,
                body);
    }
}
