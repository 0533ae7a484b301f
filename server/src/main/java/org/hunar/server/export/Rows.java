package org.hunar.server.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
    private static final UUID BEFORE_ALL = new UUID(0, 0);

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

    /** Takes the values of a row by the codes of its columns. */
    interface Sink {
        void row(Map<String, ?> values);

        void batchEnded();
    }

    void read(Transaction tx, Programme programme, ExportQuestion question, Sink sink) {
        switch (question.table()) {
            case PARTICIPANTS -> people(tx, question, sink);
            case PAIRS -> pairs(tx, question, sink);
            case ASSESSMENTS, ANSWERS, SCORES -> assessments(tx, programme, question, sink);
        }
    }

    static Sink into(RowWriter writer, List<Column> columns) {
        return new Sink() {
            @Override
            public void row(Map<String, ?> values) {
                List<Object> cells = new ArrayList<>(columns.size());
                columns.forEach(column -> cells.add(values.get(column.code())));
                try {
                    writer.row(cells);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void batchEnded() {
                try {
                    writer.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private void assessments(Transaction tx, Programme programme, ExportQuestion question, Sink sink) {
        Bands bands = Bands.of(programme);
        AssessmentId last = new AssessmentId(BEFORE_ALL);
        List<AssessmentRecord> batch = batch(tx, question, last);
        while (!batch.isEmpty()) {
            Map<ParticipantId, String> names = names(
                    tx,
                    question,
                    batch.stream().map(AssessmentRecord::participant).toList());
            if (question.table() == ExportTable.ANSWERS) {
                Map<AssessmentId, List<ItemPoints>> items = scores.items(tx, programme.code(), batch);
                batch.forEach(record -> AssessmentRows.answers(
                        record, names.get(record.participant()), items.getOrDefault(record.id(), List.of()), sink));
            } else {
                Map<AssessmentId, AssessmentScore> scored = scores.find(tx, batch);
                for (AssessmentRecord record : batch) {
                    Optional<AssessmentScore> score = Optional.ofNullable(scored.get(record.id()));
                    String name = names.get(record.participant());
                    if (question.table() == ExportTable.SCORES) {
                        AssessmentRows.scores(record, name, score, bands, sink);
                    } else {
                        sink.row(AssessmentRows.assessment(record, name, score, bands));
                    }
                }
            }
            sink.batchEnded();
            last = batch.get(batch.size() - 1).id();
            batch = batch(tx, question, last);
        }
    }

    private List<AssessmentRecord> batch(Transaction tx, ExportQuestion question, AssessmentId after) {
        if (question.since().isEmpty()) {
            return assessments.page(tx, question.programme(), after, BATCH);
        }
        List<AssessmentId> changed = dao.changedAssessments(
                tx, question.programme(), question.since().get(), after, BATCH);
        Map<AssessmentId, AssessmentRecord> found = assessments.find(tx, changed);
        return changed.stream().map(found::get).toList();
    }

    private void people(Transaction tx, ExportQuestion question, Sink sink) {
        UUID last = BEFORE_ALL;
        List<ParticipantId> batch = dao.participants(tx, question.programme(), question.since(), last, BATCH);
        while (!batch.isEmpty()) {
            Map<ParticipantId, ParticipantRecord> found = participants.find(tx, batch);
            batch.forEach(id -> sink.row(person(found.get(id))));
            sink.batchEnded();
            last = batch.get(batch.size() - 1).value();
            batch = dao.participants(tx, question.programme(), question.since(), last, BATCH);
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

    private void pairs(Transaction tx, ExportQuestion question, Sink sink) {
        Optional<UUID> last = Optional.empty();
        List<KeptPairs.Row> batch = pairs.page(tx, question.programme(), question.since(), last, BATCH);
        while (!batch.isEmpty()) {
            Map<ParticipantId, String> names = names(
                    tx,
                    question,
                    batch.stream()
                            .map(row -> new ParticipantId(row.participant()))
                            .toList());
            batch.forEach(row -> pair(row, names.get(new ParticipantId(row.participant())), sink));
            sink.batchEnded();
            last = Optional.of(batch.get(batch.size() - 1).participant());
            batch = pairs.page(tx, question.programme(), question.since(), last, BATCH);
        }
    }

    /** A row for each scale in which the person has both percents; somebody who is not paired has one row without any. */
    private static void pair(KeptPairs.Row row, String name, Sink sink) {
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
    private Map<ParticipantId, String> names(
            Transaction tx, ExportQuestion question, Collection<ParticipantId> people) {
        if (!question.names()) {
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
