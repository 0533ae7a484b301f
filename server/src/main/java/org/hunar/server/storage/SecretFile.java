package org.hunar.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/** A file with secrets in ASCII that only its owner may read; no crash leaves half of it. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    private SecretFile(Path file) {
        this.file = file;
    }

    public static SecretFile at(Path file) {
        return new SecretFile(file.toAbsolutePath());
    }

    /**
     * The bytes of a key in Base64.
     *
     * @param where it stands, for people
     * @param bytes that it has at least
     * @throws RefusedToStartException if it is not Base64, or too short
     */
    public static byte[] key(String base64, String where, int bytes) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStartException(where + " is not Base64: make one with openssl rand -base64 " + bytes, e);
        }
        if (key.length < bytes) {
            throw new RefusedToStartException(
                    where + " holds " + key.length + " bytes, " + bytes + " are needed: openssl rand -base64 " + bytes);
        }
        return key;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** @throws RefusedToStartException if others may read it, too */
    public String read() throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new RefusedToStartException("others may read the key file: run chmod 600 " + file);
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    /** Of two who make it at once the first wins. */
    public void make(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path aside = writeAside(text);
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another server on the same folder was faster; its key is read next.
        } finally {
            Files.delete(aside);
        }
    }

    /** Puts another text in its place. */
    public void replace(String text) throws IOException {
        Files.move(writeAside(text), file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private Path writeAside(String text) throws IOException {
        Path aside = Files.createTempFile(
                file.getParent(), ".secret", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        return aside;
    }
}
