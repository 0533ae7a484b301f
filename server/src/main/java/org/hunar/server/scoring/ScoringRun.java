package org.hunar.server.scoring;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonFields;
import org.hunar.server.instrument.KeyListener.Effect;

/**
 * How far a corrected key has been carried through the scores.
 *
 * @param keyVersion the key that holds when the run is finished
 * @param total assessments that there were when it began
 * @param scored assessments looked at so far
 * @param effect what became of the scores; empty while it is under way
 */
record ScoringRun(
        InstrumentVersion instrument,
        int keyVersion,
        Instant startedAt,
        String startedBy,
        long total,
        long scored,
        Optional<Effect> effect,
        Optional<Instant> finishedAt) {

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("instrument", instrument.instrument().value())
                .put("version", instrument.version())
                .put("key_version", keyVersion)
                .put("started_at", Timestamps.format(startedAt))
                .put("started_by", startedBy)
                .put("total", total)
                .put("scored", scored)
                .put("changed_scores", effect.map(Effect::changedScores))
                .put("changed_levels", effect.map(Effect::changedLevels))
                .put("finished_at", finishedAt.map(Timestamps::format))
                .toMap();
    }
}
