package org.hunar.server.odata;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.server.http.ProblemException;

/**
 * Gives every answer of the feed what OData wants of it. A refusal is a problem like everywhere, and has beside it the member
 * {@code error} in which Excel and Power BI look for what to tell.
 */
final class ODataFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String VERSION = "4.0";
    private static final int FIRST_ERROR = 400;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        String most = request.getHeaderString("OData-MaxVersion");
        if (isOurs() && most != null && !most.strip().startsWith("4.")) {
            throw new ProblemException(400, "VERSION", "OData-MaxVersion: this feed speaks OData " + VERSION);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isOurs()) {
            return;
        }
        response.getHeaders().putSingle("OData-Version", VERSION);
        if (response.getStatus() >= FIRST_ERROR && response.getEntity() instanceof String problem) {
            Map<String, Object> json =
                    new LinkedHashMap<>(Json.readObject(problem).asMap());
            json.put(
                    "error",
                    new JsonFields()
                            .put("code", json.get("code"))
                            .put("message", json.get("detail"))
                            .toMap());
            response.setEntity(Json.write(json));
        }
    }

    private boolean isOurs() {
        Class<?> asked = resource.getResourceClass();
        return asked != null && FeedResource.class.isAssignableFrom(asked);
    }
}
