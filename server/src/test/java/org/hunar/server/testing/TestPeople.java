package org.hunar.server.testing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Grant;
import org.hunar.server.auth.PasswordCost;
import org.hunar.server.auth.PasswordsConfig;
import org.hunar.server.auth.Role;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.auth.Users;
import org.hunar.server.storage.Database;

/** Callers, and what {@code auth} gives to other features, for tests that need no HTTP. */
public record TestPeople(Users users, Audit audit) {
    /** Base64 of 32 bytes; also in test-config.yml. */
    private static final String KEY = "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=";

    public static TestPeople on(Database database) {
        AuthFeature auth = new AuthFeature(
                database,
                new TokensConfig(Optional.of(KEY), null, null, null, null),
                PasswordsConfig.DEFAULT,
                PasswordCost.FOR_TESTS,
                new SecureRandom(),
                new TestingClock(TestServer.START));
        return new TestPeople(auth.users(), auth.audit());
    }

    public static Caller admin() {
        return caller("admin", new Grant(Role.ADMIN, Optional.empty(), List.of(), Instant.EPOCH, Optional.empty()));
    }

    public static Caller manager(ProgrammeId programme) {
        return caller("manager", grant(Role.MANAGER, programme));
    }

    public static Caller viewer(ProgrammeId programme) {
        return caller("viewer", grant(Role.VIEWER, programme));
    }

    public static Caller trainer(ProgrammeId programme, CohortId... cohorts) {
        return caller("trainer", grant(Role.TRAINER, programme, cohorts));
    }

    private static Caller caller(String name, Grant grant) {
        return new Caller(name, List.of("en"), List.of(grant));
    }

    private static Grant grant(Role role, ProgrammeId programme, CohortId... cohorts) {
        return new Grant(role, Optional.of(programme), List.of(cohorts), Instant.EPOCH, Optional.empty());
    }
}
