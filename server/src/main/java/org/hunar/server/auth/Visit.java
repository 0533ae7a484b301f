package org.hunar.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import org.hunar.server.http.ProblemException;

/** Who looks at a page, with the session by which he was let in. Grants hold as they do for the API. */
public record Visit(Caller caller, PageSession session) implements Principal {
    @Override
    public String getName() {
        return caller.name();
    }

    /**
     * To be asked before a form has any effect, after who may do it at all: another site can make a browser send a form,
     * and cannot read the token out of ours.
     *
     * @param formToken as it came with the form; null when it did not
     * @throws ProblemException 400
     */
    public void requireOwnForm(String formToken) {
        byte[] given = (formToken == null ? "" : formToken).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, session.formToken().getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(
                    400, "FORM_EXPIRED", "the form is of another session; nothing was done, open the page again");
        }
    }
}
