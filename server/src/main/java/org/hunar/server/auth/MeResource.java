package org.hunar.server.auth;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hunar.model.json.JsonFields;

/** {@code GET /me}: who calls, with the grants that hold now and the scopes of the feed that they name. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    MeResource() {}

    @GET
    public Map<String, Object> me(@Auth Caller caller) {
        Map<String, Object> answer = new JsonFields()
                .put("name", caller.name())
                .put("languages", caller.languages())
                .toMap();
        answer.put("grants", Account.roles(caller.grants()));
        answer.put("scopes", List.copyOf(scopes(caller.grants())));
        return answer;
    }

    private static SortedSet<String> scopes(List<Grant> grants) {
        SortedSet<String> scopes = new TreeSet<>();
        for (Grant grant : grants) {
            grant.programme().ifPresent(programme -> scopes.add("programme:" + programme));
            grant.cohorts().forEach(cohort -> scopes.add("cohort:" + cohort));
        }
        return scopes;
    }
}
