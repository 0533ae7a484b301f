package org.hunar.server.participant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;

/**
 * Ids for rows that bring none. They follow from the row, so that the same roster gives the same ids again, even when two
 * people upload it at the same moment; and look like random ones (version 4), the only ones that ODK Collect takes.
 */
final class RosterIds {
    private RosterIds() {}

    /** @param attempt counts from 0, for when an id is taken by somebody who had that number before */
    static ParticipantId ofNumber(ProgrammeId programme, String number, int attempt) {
        return of("number", programme.value(), number, Integer.toString(attempt));
    }

    /** @param occurrence counts equal rows of one roster from 0: two people may have the same name and department */
    static ParticipantId ofContent(ProgrammeId programme, Map<String, Object> fields, int occurrence) {
        return of("content", programme.value(), CanonicalJson.write(fields), Integer.toString(occurrence));
    }

    private static ParticipantId of(String... parts) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(String.join("\n", parts)));
        long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new ParticipantId(new UUID(high, low));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
