package org.hunar.server.conformance;

import java.io.Console;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** By which account a command signs in. */
record Account(String name, String password) {
    private static final String PASSWORD_VARIABLE = "HUNAR_ADMIN_PASSWORD";

    static void configure(Subparser parser) {
        parser.addArgument("--user")
                .setDefault("admin")
                .help("an administrator; the password comes from " + PASSWORD_VARIABLE + " or is asked for");
    }

    /** The password is never an argument: every user of the machine may read a command line. */
    static Account of(Namespace arguments) {
        String name = arguments.getString("user");
        String fromEnvironment = System.getenv(PASSWORD_VARIABLE);
        if (fromEnvironment != null) {
            return new Account(name, fromEnvironment);
        }
        Console console = System.console();
        if (console == null) {
            throw new ConformanceFailedException("Set " + PASSWORD_VARIABLE + " to the password of " + name + ".");
        }
        return new Account(name, new String(console.readPassword("Password of %s: ", name)));
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
