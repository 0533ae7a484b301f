package org.hunar.server.testing;

import java.time.Clock;
import org.hunar.server.ServerApplication;
import org.hunar.server.auth.PasswordCost;
import org.hunar.server.storage.DatabaseUrl;

/** The real server, but that passwords are quickly checked: what a guess costs is tested elsewhere, and paid at each start. */
final class QuickServer {
    private QuickServer() {}

    public static void main(String[] arguments) throws Exception {
        application().run(arguments);
    }

    static ServerApplication application() {
        return new ServerApplication(Clock.systemUTC(), DatabaseUrl.DURABLE, PasswordCost.FOR_TESTS);
    }
}
