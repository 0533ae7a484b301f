package org.hunar.server.webhook;

import java.time.InstantSource;
import java.util.List;
import org.hunar.model.json.JsonFields;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.instrument.KeyListener;
import org.hunar.server.instrument.Published;
import org.hunar.server.storage.Transaction;

/** Writes down what is to be told, in the transaction of what it tells of: neither is there without the other. */
public final class Outbox implements AssessmentListener {
    private final DeliveryDao dao;
    private final InstantSource clock;

    Outbox(DeliveryDao dao, InstantSource clock) {
        this.dao = dao;
        this.clock = clock;
    }

    /** One event for each revision of each assessment, in one statement. */
    @Override
    public void changed(Transaction tx, List<AssessmentRecord> records) {
        dao.add(tx, records.stream().map(Outbox::accepted).toList(), clock.instant());
    }

    /** Tells of runs that come to their end in the other one. */
    public KeyListener watching(KeyListener runs) {
        return new KeyListener() {
            @Override
            public Effect preview(Published draft) {
                return runs.preview(draft);
            }

            @Override
            public void begin(Transaction tx, Published draft, String by) {
                runs.begin(tx, draft, by);
            }

            @Override
            public void prepare(Published draft) {
                runs.prepare(draft);
            }

            @Override
            public Effect apply(Transaction tx, Published now) {
                Effect effect = runs.apply(tx, now);
                add(tx, finished(now, effect));
                return effect;
            }
        };
    }

    void add(Transaction tx, Event event) {
        dao.add(tx, List.of(event), clock.instant());
    }

    private static Event accepted(AssessmentRecord record) {
        return new Event(
                record.programme(),
                Event.ASSESSMENT,
                Event.ASSESSMENT + " " + record.id() + " " + record.rev(),
                new JsonFields()
                        .put("assessment_id", record.id().toString())
                        .put("rev", record.rev())
                        .put("participant_id", record.participant().toString())
                        .put("cohort", record.cohort().value())
                        .put("instrument", record.instrument().instrument().value())
                        .put("instrument_version", record.instrument().version())
                        .put("phase", record.phase().name())
                        .put("attempt", record.attempt())
                        .put("state", record.status().name())
                        .toMap());
    }

    private static Event finished(Published now, KeyListener.Effect effect) {
        String instrument = now.instrument().id().instrument().value();
        String version = now.instrument().id().version();
        return new Event(
                now.programme(),
                Event.SCORING_RUN,
                Event.SCORING_RUN + " " + instrument + " " + version + " " + now.keyVersion(),
                new JsonFields()
                        .put("instrument", instrument)
                        .put("instrument_version", version)
                        .put("key_version", now.keyVersion())
                        .put("changed_scores", effect.changedScores())
                        .put("changed_levels", effect.changedLevels())
                        .toMap());
    }
}
