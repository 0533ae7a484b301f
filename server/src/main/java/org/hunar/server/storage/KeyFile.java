package org.hunar.server.storage;

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

/** A secret of random bytes in a file of its own, in Base64, which its owner alone may read. */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * The bytes of the file, which is made when it is not there.
     *
     * @param bytes that it has at least, or gets
     * @throws RefusedToStartException if others may read it, or it holds no such key
     */
    public static byte[] readOrMake(Path file, int bytes, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            make(file, bytes, random);
        }
        requireOwnerOnly(file);
        return decode(Files.readString(file).trim(), file.toString(), bytes);
    }

    /**
     * The bytes of a key.
     *
     * @param where it stands, for people
     * @throws RefusedToStartException if it is not Base64, or too short
     */
    public static byte[] decode(String base64, String where, int bytes) {
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

    /** Written aside and moved into place: a crash leaves no half of a key, and of two starts at once the first wins. */
    private static void make(Path file, int bytes, SecureRandom random) throws IOException {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(
                file.getParent(), ".made", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
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
}
