package org.hunar.server.participant;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hunar.server.fuzz.Refusal;

/** A roster, as CSV and as JSON. */
public class RosterFuzz {
    /** A row that was read is a participant, or tells all that is wrong with it. */
    public static void read(byte[] body) {
        Refusal.orElse(() -> RosterCsv.read(body)).ifPresent(rows -> rows.forEach(RosterEntry::violations));
        Refusal.orElse(() -> RosterJson.read(body)).ifPresent(rows -> rows.forEach(RosterEntry::violations));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
