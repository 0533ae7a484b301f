package org.hunar.server.simulation;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hunar.model.json.Json;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Users;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.programme.ProgrammeFeature;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.review.ReviewFeature;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.sync.Feed;
import org.hunar.server.sync.SyncFeature;

/** How a node puts together what a mutant may want otherwise. The default is as in {@code ServerApplication}. */
interface Wiring {
    Wiring AS_BUILT = new Wiring() {};

    default Feed feed(InstantSource clock) {
        return new Feed(clock);
    }

    default SyncFeature sync(Parts parts, Feed feed) {
        return new SyncFeature(
                parts.database(),
                parts.users(),
                parts.audit(),
                parts.programme().programmes(),
                parts.instrument().instruments(),
                parts.participant().participants(),
                parts.assessment().assessments(),
                parts.blob().blobs(),
                parts.scoring().scores(),
                parts.report().standings()::pushed,
                parts.review().cases(),
                feed,
                parts.random(),
                parts.clock());
    }

    default NodeConnection.Commits commits() {
        return NodeConnection.Commits.AT_ONCE;
    }

    /** What a statement becomes on its way to the database. */
    default String sql(String sql) {
        return sql;
    }

    /**
     * Takes a push.
     *
     * @param server takes the body of a push, and returns that of its answer
     */
    default Map<String, Object> push(SharedStore store, byte[] body, UnaryOperator<byte[]> server) {
        return Json.readObject(server.apply(body)).asMap();
    }

    /** What becomes of a form before it is taken in. */
    default Request submission(Request request) {
        return request;
    }

    /** The store is now what it was earlier. */
    default void storePutBack() {}

    /** What syncing is built upon. */
    record Parts(
            Database database,
            Users users,
            Audit audit,
            ProgrammeFeature programme,
            InstrumentFeature instrument,
            ParticipantFeature participant,
            AssessmentFeature assessment,
            BlobFeature blob,
            ScoringFeature scoring,
            ReviewFeature review,
            ReportFeature report,
            SecureRandom random,
            InstantSource clock) {}
}
