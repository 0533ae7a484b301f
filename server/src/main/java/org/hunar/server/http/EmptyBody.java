package org.hunar.server.http;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Nothing at all without a Content-Type becomes nothing at all of the type that the method takes, which then refuses it in
 * its own words: Jersey would hand the method null in place of its body, and has no answer for the fields of a form.
 */
final class EmptyBody implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        ResourceMethod method = ((ExtendedUriInfo) request.getUriInfo()).getMatchedResourceMethod();
        if (request.getMediaType() != null || !(takes(Parameter.Source.ENTITY, method) || takesFields(method))) {
            return;
        }
        if (!request.hasEntity()) {
            request.getHeaders()
                    .putSingle(HttpHeaders.CONTENT_TYPE, type(method).toString());
        } else if (takesFields(method)) {
            throw new NotSupportedException();
        }
    }

    private static boolean takesFields(ResourceMethod method) {
        return takes(Parameter.Source.FORM, method);
    }

    private static boolean takes(Parameter.Source source, ResourceMethod method) {
        return method.getInvocable().getParameters().stream().anyMatch(parameter -> parameter.getSource() == source);
    }

    private static MediaType type(ResourceMethod method) {
        return method.getConsumedTypes().stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON_TYPE);
    }
}
