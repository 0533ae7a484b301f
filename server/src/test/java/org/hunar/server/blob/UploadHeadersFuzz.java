package org.hunar.server.blob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.hunar.server.fuzz.Refusal;
import org.hunar.server.http.ByteRange;

/** The headers of uploads and downloads: Upload-Metadata, Upload-Checksum, Range. */
public class UploadHeadersFuzz {
    private static final long SIZE = 1000;

    /** A range that was read lies within the file. */
    public static void read(byte[] input) {
        String header = new String(input, StandardCharsets.ISO_8859_1);
        Refusal.orElse(() -> Announcement.of("1", header));
        Refusal.orElse(() -> Announcement.of(header, "sha256 " + header));
        Refusal.orElse(() -> Checksum.of(header)).ifPresent(Checksum::matches);
        Refusal.orElse(() -> ByteRange.of(header, SIZE).orElse(null))
                .ifPresent(range -> Refusal.require(
                        range.first() >= 0 && range.length() > 0 && range.first() + range.length() <= SIZE,
                        "beyond the file: " + range));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
