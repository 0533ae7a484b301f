package org.hunar.server.export;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Programme;
import org.hunar.model.scoring.Bands;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.report.state.KeptPairs;
import org.hunar.server.scoring.AssessmentScore;
import org.hunar.server.scoring.ItemPoints;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Transaction;

/**
 * Reads the rows of a table in the order of their ids, a batch at a time. The same data gives the same rows in the same
 * order.
 */
final class Rows {
    private static final int BATCH = 500;

    private final ExportDao dao;
    private final Assessments assessments;
    private final Participants participants;
    private final Scores scores;
    private final KeptPairs pairs;

    Rows(ExportDao dao, Assessments assessments, Participants participants, Scores scores, KeptPairs pairs) {
        this.dao = dao;
        this.assessments = assessments;
        this.participants = participants;
        this.scores = scores;
        this.pairs = pairs;
    }

    void read(Transaction tx, Programme programme, Selection selection, RowSink sink) {
        switch (selection.table()) {
            case PARTICIPANTS -> people(tx, selection, sink);
            case PAIRS -> pairs(tx, selection, sink);
            case ASSESSMENTS, ANSWERS, SCORES -> assessments(tx, programme, selection, sink);
        }
    }

    /** As {@link Exports.Reader#edge}. */
    Optional<Object> edge(Transaction tx, Selection selection, String column, boolean descending, long place) {
        return switch (selection.table()) {
            case PARTICIPANTS, PAIRS -> Optional.empty();
            case ASSESSMENTS, ANSWERS, SCORES ->
                Bounds.ordered(column).flatMap(sql -> dao.edge(tx, selection, sql, descending, place));
        };
    }

    private void assessments(Transaction tx, Programme programme, Selection selection, RowSink sink) {
        Bands bands = Bands.of(programme);
        AssessmentId last = new AssessmentId(selection.start());
        List<AssessmentRecord> batch = batch(tx, selection, last);
        while (!batch.isEmpty()) {
            Map<ParticipantId, String> names = names(
                    tx,
                    selection,
                    batch.stream().map(AssessmentRecord::participant).toList());
            if (selection.table() == ExportTable.ANSWERS) {
                Map<AssessmentId, List<ItemPoints>> items = scores.items(tx, programme, batch);
                batch.forEach(record -> AssessmentRows.answers(
                        record, names.get(record.participant()), items.getOrDefault(record.id(), List.of()), sink));
            } else {
                Map<AssessmentId, AssessmentScore> scored = scores.find(tx, batch);
                for (AssessmentRecord record : batch) {
                    Optional<AssessmentScore> score = Optional.ofNullable(scored.get(record.id()));
                    String name = names.get(record.participant());
                    if (selection.table() == ExportTable.SCORES) {
                        AssessmentRows.scores(record, name, score, bands, sink);
                    } else {
                        sink.row(AssessmentRows.assessment(record, name, score, bands));
                    }
                }
            }
            last = batch.get(batch.size() - 1).id();
            sink.batchEnded(last.value());
            batch = isDone(selection, last.value(), sink) ? List.of() : batch(tx, selection, last);
        }
    }

    private List<AssessmentRecord> batch(Transaction tx, Selection selection, AssessmentId after) {
        if (selection.isOfAll()) {
            return assessments.page(tx, selection.programme(), after, BATCH);
        }
        List<AssessmentId> wanted = dao.assessments(tx, selection, after, BATCH);
        Map<AssessmentId, AssessmentRecord> found = assessments.find(tx, wanted);
        return wanted.stream().map(found::get).toList();
    }

    private static boolean isDone(Selection selection, UUID last, RowSink sink) {
        return sink.isFull() || selection.endsWith(last);
    }

    private void people(Transaction tx, Selection selection, RowSink sink) {
        UUID last = selection.start();
        List<ParticipantId> batch = dao.participants(tx, selection, last, BATCH);
        while (!batch.isEmpty()) {
            Map<ParticipantId, ParticipantRecord> found = participants.find(tx, batch);
            batch.forEach(id -> sink.row(person(found.get(id))));
            last = batch.get(batch.size() - 1).value();
            sink.batchEnded(last);
            batch = isDone(selection, last, sink) ? List.of() : dao.participants(tx, selection, last, BATCH);
        }
    }

    /** Who took back the consent is named in nothing that leaves the server, whoever asks. */
    private static Map<String, ?> person(ParticipantRecord record) {
        Map<String, Object> values = new HashMap<>(record.mayBeNamed() ? record.doc() : record.withoutNames());
        values.put("participant_id", record.id().value());
        values.put("cohort", record.cohort().value());
        values.put("removed", record.removed());
        values.put("rev", record.rev());
        return values;
    }

    private void pairs(Transaction tx, Selection selection, RowSink sink) {
        UUID last = selection.start();
        List<KeptPairs.Row> batch = pairs(tx, selection, last);
        while (!batch.isEmpty()) {
            Map<ParticipantId, String> names = names(
                    tx,
                    selection,
                    batch.stream()
                            .map(row -> new ParticipantId(row.participant()))
                            .toList());
            batch.forEach(row -> pair(row, names.get(new ParticipantId(row.participant())), sink));
            last = batch.get(batch.size() - 1).participant();
            sink.batchEnded(last);
            batch = isDone(selection, last, sink) ? List.of() : pairs(tx, selection, last);
        }
    }

    private List<KeptPairs.Row> pairs(Transaction tx, Selection selection, UUID after) {
        return pairs.page(tx, selection.programme(), selection.since(), Optional.of(after), BATCH);
    }

    /** A row for each scale in which the person has both percents; somebody who is not paired has one row without any. */
    private static void pair(KeptPairs.Row row, String name, RowSink sink) {
        boolean paired = row.pairing().equals("PAIRED");
        Map<String, Object> values = new HashMap<>(row.groups());
        values.put("participant_id", row.participant());
        values.put("name", name);
        values.put("pairing", row.pairing());
        values.put("pre_assessment_id", row.pre().orElse(null));
        values.put("post_assessment_id", row.post().orElse(null));
        if (!paired) {
            values.put("skill", "*");
            sink.row(values);
        }
        row.byScale().forEach((scale, percents) -> {
            if (paired && percents.pre().isPresent() && percents.post().isPresent()) {
                values.put("skill", scale);
                values.put("pre_percent", percents.pre().get());
                values.put("post_percent", percents.post().get());
                values.put("gain", percents.post().get() - percents.pre().get());
                sink.row(values);
            }
        });
    }

    /** Nobody's unless names are asked for. */
    private Map<ParticipantId, String> names(Transaction tx, Selection selection, Collection<ParticipantId> people) {
        if (!selection.names()) {
            return Map.of();
        }
        return participants.find(tx, people.stream().distinct().toList()).values().stream()
                .filter(ParticipantRecord::mayBeNamed)
                .filter(record -> record.doc().get(ParticipantFields.NAME) instanceof String)
                .collect(Collectors.toMap(ParticipantRecord::id, Rows::name));
    }

    private static String name(ParticipantRecord record) {
        return (String) record.doc().get(ParticipantFields.NAME);
    }
}
