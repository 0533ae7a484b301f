package org.hunar.server.auth;

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
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hunar.server.auth.SigningKeys.Other;
import org.hunar.server.storage.RefusedToStartException;

/**
 * The keys of the tokens in a file that only its owner may read: on the first line the one that signs, on each further one
 * a last one, with the time until which it verifies.
 */
final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    private KeyFile(Path file) {
        this.file = file;
    }

    static KeyFile at(Path file) {
        return new KeyFile(file.toAbsolutePath());
    }

    /** @throws RefusedToStartException if others may read it, or it cannot be read */
    SigningKeys readOrMake(SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(random);
            }
            return parse(read());
        } catch (IOException e) {
            throw new RefusedToStartException("the key file " + file + " cannot be used: " + e, e);
        }
    }

    /**
     * Makes a new key. The one that has signed until now verifies until the time given; older ones whose time is over go.
     *
     * @throws RefusedToStartException if there is no key yet
     */
    void rotate(SecureRandom random, Instant now, Instant lastUntil) throws IOException {
        if (!Files.exists(file)) {
            throw new RefusedToStartException("there is no " + file + " yet: the server makes it at its first start");
        }
        List<String> before = read();
        parse(before);
        List<String> after = new ArrayList<>(List.of(SigningKey.random(random), before.get(0) + " until " + lastUntil));
        before.stream()
                .skip(1)
                .filter(line -> other(line).until().filter(now::isBefore).isPresent())
                .forEach(after::add);
        Path aside = writeAside(String.join("\n", after) + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> read() throws IOException {
        requireOwnerOnly();
        return Files.readString(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private SigningKeys parse(List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0);
        return new SigningKeys(
                SigningKey.decode(first, file.toString()),
                lines.stream().skip(1).map(this::other).toList());
    }

    private Other other(String line) {
        String[] parts = line.split(" until ", -1);
        try {
            return new Other(SigningKey.decode(parts[0], file.toString()), Optional.of(Instant.parse(parts[1])));
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new RefusedToStartException(file + " has a further key without a time: KEY until 2026-…Z", e);
        }
    }

    /** Written aside and linked into place: a crash leaves no half of a key, and of two starts at once the first wins. */
    private void make(SecureRandom random) throws IOException {
        Files.createDirectories(file.getParent());
        Path aside = writeAside(SigningKey.random(random));
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            // Another server on the same folder was faster; its key is read next.
        } finally {
            Files.delete(aside);
        }
    }

    private Path writeAside(String text) throws IOException {
        Path aside = Files.createTempFile(
                file.getParent(), ".token", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        return aside;
    }

    private void requireOwnerOnly() throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new RefusedToStartException(
                    "others may read the key file: run chmod 600 " + file + ", or delete it to make a new key");
        }
    }
}
