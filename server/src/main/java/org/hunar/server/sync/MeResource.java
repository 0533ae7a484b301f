package org.hunar.server.sync;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.sync.Limits;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Grant;
import org.hunar.server.storage.Database;

/** {@code GET /me}: who calls, with the grants that hold now, the scopes that a pull would follow, and the limits. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    private final Database database;
    private final Scopes scopes;
    private final Limits limits;

    MeResource(Database database, Scopes scopes, Limits limits) {
        this.database = database;
        this.scopes = scopes;
        this.limits = limits;
    }

    @GET
    public Map<String, Object> me(@Auth Caller caller) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", caller.name());
        answer.put("languages", caller.languages());
        answer.put("grants", caller.grants().stream().map(Grant::toJson).toList());
        answer.put("scopes", List.copyOf(database.inSnapshot(tx -> scopes.of(tx, caller))));
        answer.put("limits", limits.toJson());
        return answer;
    }
}
