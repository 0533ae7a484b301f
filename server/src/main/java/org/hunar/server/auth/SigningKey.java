package org.hunar.server.auth;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import org.hunar.server.storage.RefusedToStartException;

/**
 * The secret with which tokens are signed.
 *
 * @param id names the key in the header of a token ({@code kid}): its thumbprint by RFC 7638
 */
record SigningKey(String id, SecretKey secret) {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** The key of the configuration, or else that of the key file, which is made when it is not there. */
    static SigningKey of(TokensConfig config, SecureRandom random) {
        return config.key()
                .map(text -> decode(text, "tokens.key"))
                .orElseGet(() -> ofFile(config.keyFile().toAbsolutePath(), random));
    }

    private static SigningKey ofFile(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(file, random);
            }
            requireOwnerOnly(file);
            return decode(Files.readString(file).trim(), file.toString());
        } catch (IOException e) {
            throw new RefusedToStartException("the key file " + file + " cannot be used: " + e, e);
        }
    }

    /** Written aside and moved into place: a crash leaves no half of a key, and of two starts at once the first wins. */
    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(
                file.getParent(), ".token", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
            channel.force(true);
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another server on the same folder was faster; its key is read next.
        } finally {
            Files.delete(aside);
        }
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new RefusedToStartException(
                    "others may read the key file: run chmod 600 " + file + ", or delete it to make a new key");
        }
    }

    private static SigningKey decode(String base64, String where) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStartException(where + " is not Base64: make one with openssl rand -base64 32", e);
        }
        if (key.length < BYTES) {
            throw new RefusedToStartException(
                    where + " holds " + key.length + " bytes, " + BYTES + " are needed: openssl rand -base64 32");
        }
        SecretKey secret = Keys.hmacShaKeyFor(key);
        String thumbprint =
                Jwks.builder().key(secret).idFromThumbprint().build().getId();
        return new SigningKey(thumbprint, secret);
    }
}
