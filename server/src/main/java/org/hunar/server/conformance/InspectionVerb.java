package org.hunar.server.conformance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.hunar.server.client.Connection;

/** {@code conformance check}. */
final class InspectionVerb {
    void configure(Subparser parser) {
        Account.configure(parser);
        parser.addArgument("--programme").required(true).help("that the app worked in");
        parser.addArgument("--install").required(true).metavar("ID").help("the install_id of the app");
    }

    void run(Namespace arguments) throws IOException, GeneralSecurityException {
        Wire wire =
                new Wire(new Connection(ConformanceCommand.baseUrl(arguments), ConformanceCommand.trust(arguments)));
        String install = arguments.getString("install");
        if (!install.matches("[0-9a-fA-F-]{36}")) {
            throw new IllegalArgumentException("--install is a UUID, such as 5b0c1c3e-0f8e-4a7c-8f7e-0a7f3d5a9c21");
        }
        Account account = Account.of(arguments);
        try {
            Person admin = Person.signIn(wire, account.name(), account.password());
            if (!new Inspection(admin, arguments.getString("programme"), install, System.out::println).inspect()) {
                throw new ConformanceFailedException("The app is not through yet, or not right.");
            }
        } catch (Broken e) {
            throw new ConformanceFailedException(
                    e.getMessage() + "\nrequest  " + wire.lastRequest() + "\nanswer   " + wire.lastAnswer());
        }
    }
}
