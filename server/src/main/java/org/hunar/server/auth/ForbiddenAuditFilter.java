package org.hunar.server.auth;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.Optional;
import org.hunar.model.Code;

/** Writes every call that was refused with 403 into the audit, whichever feature refused it. */
final class ForbiddenAuditFilter implements ContainerResponseFilter {
    private static final int FORBIDDEN = 403;

    private final Audit audit;

    ForbiddenAuditFilter(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == FORBIDDEN) {
            Optional.ofNullable(request.getSecurityContext().getUserPrincipal())
                    .map(Principal::getName)
                    .ifPresent(who -> audit.forbidden(
                            who,
                            request.getMethod(),
                            "/" + request.getUriInfo().getPath(),
                            programme(request.getUriInfo())));
        }
    }

    private static Optional<String> programme(UriInfo uri) {
        return Optional.ofNullable(uri.getPathParameters().getFirst("programme"))
                .filter(ForbiddenAuditFilter::isCode);
    }

    private static boolean isCode(String text) {
        try {
            Code.require(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
