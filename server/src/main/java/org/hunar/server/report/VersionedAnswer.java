package org.hunar.server.report;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ETags;

/**
 * A report as an answer over HTTP: 304 when the caller has the one of the same data, whenever that was generated. Managers
 * and viewers see different reports of the same data.
 *
 * @param dataVersion of which the report speaks
 */
record VersionedAnswer(long dataVersion, Map<String, Object> json) {
    /** Two reports of the same data say the same, but for the time at which they were made. */
    private static final String WEAK = "W/";

    /**
     * @param ifNoneMatch the header, null when it is absent
     * @param now version of the data of which a report would speak now
     * @param make computes the report; not called when the caller has it
     */
    static Response of(
            Caller caller, ProgrammeId programme, String ifNoneMatch, long now, Supplier<VersionedAnswer> make) {
        String known = tag(caller, programme, now);
        if (ETags.isKnown(ifNoneMatch, known)) {
            return Response.notModified().header(HttpHeaders.ETAG, WEAK + known).build();
        }
        VersionedAnswer made = make.get();
        return Response.ok(made.json())
                .header(HttpHeaders.ETAG, WEAK + tag(caller, programme, made.dataVersion()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static String tag(Caller caller, ProgrammeId programme, long dataVersion) {
        return "\"" + dataVersion + (caller.manages(programme) ? "" : "-viewer") + "\"";
    }
}
