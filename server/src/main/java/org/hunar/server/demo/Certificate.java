package org.hunar.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.hunar.server.client.Trust;

/**
 * A self-signed certificate for {@code localhost}, made by the JDK's keytool.
 *
 * @param keystore PKCS 12 with key and certificate
 * @param pem the certificate alone, for curl
 */
record Certificate(Path keystore, Path pem, String password) {
    private static final String ALIAS = "hunar";
    private static final String PASSWORD_VARIABLE = "HUNAR_KEYSTORE_PASSWORD";

    /** Where it will be; {@link #make} makes it. */
    static Certificate in(Path folder, String password) {
        return new Certificate(folder.resolve("keystore.p12"), folder.resolve("certificate.pem"), password);
    }

    void make() throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12");
        keytool("-exportcert", "-rfc", "-file", pem.toString());
    }

    /** Trusts this certificate and no other. */
    SSLContext onlyTrust() {
        try {
            return Trust.only(pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new DemoFailedException("the certificate that was just made cannot be read", e);
        }
    }

    /** The password goes by the environment, since every user of the machine may read a command line. */
    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-keystore", keystore.toString(), "-storepass:env", PASSWORD_VARIABLE));
        Path log = keystore.resolveSibling("keytool.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put(PASSWORD_VARIABLE, password);
        if (builder.start().waitFor() != 0) {
            throw new DemoFailedException("keytool made no certificate: " + Files.readString(log));
        }
    }
}
