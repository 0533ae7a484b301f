package org.hunar.server.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is computed from data that has a version: 304 when the caller has it already, whenever that was computed.
 *
 * @param version of the data, and of whatever else decides what is told to this caller
 */
public record VersionedAnswer(String version, Map<String, Object> json) {
    /** Two answers of one version say the same, but for the time at which they were made. */
    private static final String WEAK = "W/";

    /**
     * @param ifNoneMatch the header, null when it is absent
     * @param now the version that an answer would have now
     * @param make computes the answer; not called when the caller has it
     */
    public static Response of(String ifNoneMatch, String now, Supplier<VersionedAnswer> make) {
        if (ETags.isKnown(ifNoneMatch, quoted(now))) {
            return Response.notModified()
                    .header(HttpHeaders.ETAG, WEAK + quoted(now))
                    .build();
        }
        VersionedAnswer made = make.get();
        return Response.ok(made.json())
                .header(HttpHeaders.ETAG, WEAK + quoted(made.version()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static String quoted(String version) {
        return '"' + version + '"';
    }
}
