package org.hunar.server.auth;

import java.util.Optional;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.auth.Tokens.AccessToken;
import org.hunar.server.http.Admission;
import org.hunar.server.http.ProblemException;

/** Tokens for who can show who he is, and limits for who tries. */
final class SignIns {
    private final Users users;
    private final Tokens tokens;
    private final SignInLimits limits;
    private final Admission strangers;
    private final FailedSignIns failed;

    /** @param strangers the turns of those who have not signed in from where they are: they leave one to the others */
    SignIns(Users users, Tokens tokens, SignInLimits limits, Admission strangers, FailedSignIns failed) {
        this.users = users;
        this.tokens = tokens;
        this.limits = limits;
        this.strangers = strangers;
        this.failed = failed;
    }

    /**
     * @param address by which the request came
     * @throws ProblemException 400 for a wrong password or an unknown user, 429 or 503 for who has to wait
     */
    AccessToken byPassword(TokenRequest.ByPassword request, String address) {
        User user =
                tryPassword(request.username(), request.password(), address).orElseThrow(TokenRefusal::invalidGrant);
        return tokens.issue(user);
    }

    /** A token for the device that has signed the assertion, be it revoked: it may still hand in what it has. */
    AccessToken byAssertion(TokenRequest.ByAssertion request, DeviceDoor devices, String address) {
        DeviceDoor.Proven proven = prove(request.assertion(), devices, address);
        User user = users.active(proven.user())
                .orElseThrow(() -> TokenRefusal.invalidGrant("the user of this device may not sign in"));
        return tokens.issue(user, Optional.of(proven.device()));
    }

    /**
     * Changes the password of a user who knows the old one, within the limits of signing in.
     *
     * @return a token that goes on, since all others of the user end
     * @throws InvalidException if the old one is wrong or the new one is easily guessed
     */
    AccessToken changePassword(UserName name, PasswordChange change, String address) {
        tryPassword(name, change.old(), address)
                .orElseThrow(() -> InvalidException.at("/old", "WRONG", "this is not the password that you have now"));
        return tokens.issue(users.changePassword(name, change.next()));
    }

    /** A name that nobody can have was given: no more than a wrong one. */
    void noName(String address) {
        limits.wrong(address);
        failed.add(address);
    }

    private DeviceDoor.Proven prove(String assertion, DeviceDoor devices, String address) {
        try {
            return devices.prove(assertion);
        } catch (ProblemException refusal) {
            failed.add(address);
            throw refusal;
        }
    }

    /** Empty if it is wrong. */
    Optional<User> tryPassword(UserName name, String password, String address) {
        try {
            boolean isKnown = limits.admit(name, address);
            Optional<User> user =
                    isKnown ? users.signIn(name, password) : strangers.inTurn(() -> users.signIn(name, password));
            if (user.isPresent()) {
                limits.right(name, address);
            } else {
                limits.wrong(address);
                failed.add(name, address);
            }
            return user;
        } catch (ProblemException sentAway) {
            failed.add(name, address);
            throw sentAway;
        }
    }
}
