package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hunar.model.sync.Digest;
import org.junit.jupiter.api.Test;

/** A phone that may have missed a purged tombstone pulls anew, and no other. */
class CursorTest {
    private static final String COHORT = "cohort:lhr-03";

    @Test
    void aPhoneThatStoodBeforeThePurgedTombstoneIsExpired() {
        Cursor away = read(Cursor.start(1), 40, purgedTo(0));

        assertThat(away.isExpired(purgedTo(41))).isTrue();
        assertThat(away.isExpired(purgedTo(40))).isFalse();
    }

    @Test
    void aFirstSyncOfManyPagesIsNotTakenForAnOldPhone() {
        Cursor firstPage = read(Cursor.start(1), 40, purgedTo(100));
        assertThat(firstPage.isExpired(purgedTo(100))).isFalse();

        Cursor secondPage = read(firstPage, 80, purgedTo(100));
        assertThat(secondPage.isExpired(purgedTo(100))).isFalse();
        assertThat(secondPage.isExpired(purgedTo(101))).isTrue();
    }

    @Test
    void onceBeyondThePurgedTombstonesACursorNamesThemNoMore() {
        Cursor beyond = read(read(Cursor.start(1), 40, purgedTo(100)), 120, purgedTo(100));

        assertThat(beyond.purged()).isEmpty();
    }

    @Test
    void aScopeThatWasNeverReadIsNotExpired() {
        assertThat(Cursor.start(1).isExpired(purgedTo(100))).isFalse();
        assertThat(read(Cursor.start(1), 0, purgedTo(100)).isExpired(purgedTo(200)))
                .isFalse();
    }

    /** Through its text, as a phone hands it back. */
    private static Cursor read(Cursor cursor, long reached, ScopeState scope) {
        return Cursor.parse(
                cursor.after(Map.of(COHORT, reached), Map.of(COHORT, scope)).text());
    }

    private static ScopeState purgedTo(long purged) {
        return new ScopeState(COHORT, 500, Digest.EMPTY, purged);
    }
}
