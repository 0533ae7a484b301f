package org.hunar.server.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.server.assessment.ClaimedAttempt;
import org.hunar.server.instrument.Published;
import org.hunar.server.storage.Transaction;

/**
 * Takes out of everything that is kept what tells who somebody is: the log is the one place from which the rest follows,
 * so its operations are stripped where they lie, and all else is folded from them anew. Scores stay what they were.
 */
public final class Eraser {
    private static final String PARTICIPANT = "participant:";

    /** Whose lane it takes: so that of two who erase one person the second finds nothing left. */
    private static final String LANE = "hunar.eraser";

    private final Intake.Stores stores;
    private final InstantSource clock;

    Eraser(Intake.Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What was erased.
     *
     * @param people the one who was asked for, and all who were merged with him: they are one person
     * @param operations that were stripped, by id
     * @param assessments that stay, without what no score is made of
     * @param files that are deleted once nobody else's answer names them
     * @param refused that were kept in the quarantine
     * @param cases whose values are gone
     * @param texts that told who it was: to hold against what is kept of the erasure, and for nothing else
     * @param names those of the texts that are names
     */
    public record Erased(
            Set<UUID> people,
            Set<UUID> operations,
            Set<UUID> assessments,
            int files,
            int refused,
            int cases,
            Set<String> texts,
            Set<String> names) {
        /** Whether something that is kept as it came names the person. */
        public Mentions mentions() {
            Set<UUID> ids = new TreeSet<>(people);
            ids.addAll(assessments);
            return new Mentions(ids, texts);
        }

        /** Keeps names out of logs. */
        @Override
        public String toString() {
            return "Erased" + people;
        }
    }

    /** Operations as they are from now on, and the texts that went with what they were. */
    private record Stripped(List<Operation> operations, Set<String> texts, Set<String> names) {}

    private record Form(String programme, InstrumentVersion version) {}

    /** Who is the same person, and what is theirs; all of it locked. */
    private record Found(Set<EntityId> people, Set<EntityId> assessments) {
        Set<EntityId> all() {
            Set<EntityId> all = new TreeSet<>(people);
            all.addAll(assessments);
            return all;
        }
    }

    /**
     * Erases somebody, also one of whom nothing has come yet; what was erased before is left alone. To be called last in a
     * transaction.
     */
    public Erased erase(Transaction tx, ParticipantId id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Batch> nothing = List.of(ManagerOperations.batch(LANE, List.of()));
        stores.lanes().lock(tx, nothing, now);
        Found found = find(tx, id);
        stores.operations().lockEntities(tx, found.all());
        // whoever was merged, or handed in, until the locks were held
        found = withRefused(tx, find(tx, id));
        stores.operations().lockEntities(tx, found.all());

        Stripped stripped = strip(tx, found);
        stores.operations().redact(tx, stripped.operations());
        stores.operations().markErased(tx, found.all());
        int files = stores.blobs().release(tx, found.assessments());
        int refused = stores.quarantine().erase(tx, new Mentions(ids(found.all()), stripped.texts()));
        new IntakeTransaction(tx, nothing, now, stores, found.all()).run();
        int cases = stores.cases().erased(tx, ids(found.all()));
        return new Erased(
                ids(found.people()),
                stripped.operations().stream()
                        .map(each -> each.id().value())
                        .collect(Collectors.toCollection(TreeSet::new)),
                ids(found.assessments()),
                files,
                refused,
                cases,
                stripped.texts(),
                stripped.names());
    }

    private Found find(Transaction tx, ParticipantId id) {
        EntityId asked = EntityId.of(id);
        ParticipantId survivor = Optional.ofNullable(
                        stores.operations().entities(tx, List.of(asked)).get(asked))
                .flatMap(EntityRow::survivor)
                .orElse(id);
        Set<EntityId> people = new TreeSet<>(stores.operations().mergedInto(tx, List.of(survivor)));
        people.add(EntityId.of(survivor));
        people.add(asked);
        Set<EntityId> assessments = new TreeSet<>();
        List<ParticipantId> ids =
                people.stream().map(each -> new ParticipantId(each.id())).toList();
        for (ClaimedAttempt each : stores.assessments().attempts(tx, ids)) {
            assessments.add(EntityId.of(each.id()));
        }
        assessments.addAll(stores.operations()
                .heldFor(
                        tx, people.stream().map(each -> PARTICIPANT + each.id()).toList()));
        assessments.addAll(inReview(tx, people));
        return new Found(people, assessments);
    }

    /** Assessments of the people that a manager has yet to accept: they have no document that says whose they are. */
    private List<EntityId> inReview(Transaction tx, Set<EntityId> people) {
        Set<String> programmes = new TreeSet<>(Set.of(LoggedOperation.UNPLACED));
        stores.operations().entities(tx, people).values().stream()
                .map(EntityRow::programme)
                .filter(Objects::nonNull)
                .forEach(programmes::add);
        return stores.operations().inReview(tx, programmes).stream()
                .map(LoggedOperation::operation)
                .filter(operation -> AssessmentMerge.participantNamed(operation)
                        .map(EntityId::of)
                        .filter(people::contains)
                        .isPresent())
                .map(Operation::entity)
                .toList();
    }

    /**
     * With the assessments of which nothing that was taken says whose they are, and something that was refused does: what
     * came with it, or comes later, is of the same person.
     */
    private Found withRefused(Transaction tx, Found found) {
        Set<UUID> people = ids(found.people());
        Set<EntityId> assessments = stores.quarantine().operationsNaming(tx, new Mentions(people, Set.of())).stream()
                .filter(operation -> AssessmentMerge.participantNamed(operation)
                        .filter(id -> people.contains(id.value()))
                        .isPresent())
                .map(Operation::entity)
                .filter(entity -> entity.type() == EntityType.ASSESSMENT)
                .collect(Collectors.toCollection(TreeSet::new));
        for (LoggedOperation logged : stores.operations().ofEntities(tx, assessments)) {
            if (AssessmentMerge.participantNamed(logged.operation()).isPresent()) {
                assessments.remove(logged.operation().entity());
            }
        }
        assessments.addAll(found.assessments());
        return new Found(found.people(), assessments);
    }

    private Stripped strip(Transaction tx, Found found) {
        List<LoggedOperation> log = stores.operations().ofEntities(tx, found.all());
        Map<EntityId, Form> forms = forms(tx, found, log);
        Map<Form, Optional<Instrument>> instruments = new HashMap<>();
        List<Operation> stripped = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (LoggedOperation logged : log) {
            if (!logged.isStripped()) {
                Optional<Instrument> instrument = Optional.ofNullable(
                                forms.get(logged.operation().entity()))
                        .flatMap(form -> instruments.computeIfAbsent(form, each -> instrument(tx, each)));
                stripped.add(new Redaction(instrument).of(logged.operation()));
                texts.addAll(Redaction.texts(logged.operation()));
                names.addAll(Redaction.names(logged.operation()));
            }
        }
        return new Stripped(stripped, texts, names);
    }

    /** To what each assessment answers: by its document, else by what the log says of it. */
    private Map<EntityId, Form> forms(Transaction tx, Found found, List<LoggedOperation> log) {
        Map<EntityId, Form> forms = new HashMap<>();
        List<AssessmentId> ids = found.assessments().stream()
                .map(id -> new AssessmentId(id.id()))
                .toList();
        stores.assessments()
                .find(tx, ids)
                .forEach((id, record) ->
                        forms.put(EntityId.of(id), new Form(record.programme().value(), record.instrument())));
        log.forEach(logged -> AssessmentMerge.instrument(logged.operation().body())
                .filter(version -> !logged.isUnplaced())
                .ifPresent(version ->
                        forms.putIfAbsent(logged.operation().entity(), new Form(logged.programme(), version))));
        return forms;
    }

    private Optional<Instrument> instrument(Transaction tx, Form form) {
        return Optional.ofNullable(stores.instruments()
                        .find(tx, new ProgrammeId(form.programme()), Set.of(form.version()))
                        .get(form.version()))
                .map(Published::instrument);
    }

    private static Set<UUID> ids(Collection<EntityId> entities) {
        return entities.stream().map(EntityId::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
