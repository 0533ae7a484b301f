package org.hunar.server.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.server.auth.SigningKeys.Other;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.SecretFile;

/**
 * The keys of the tokens in a file that only its owner may read: on the first line the one that signs, on each further one
 * a last one, with the time until which it verifies.
 */
final class KeyFile {
    private final SecretFile file;

    private KeyFile(SecretFile file) {
        this.file = file;
    }

    static KeyFile at(Path file) {
        return new KeyFile(SecretFile.at(file));
    }

    /** @throws RefusedToStartException if others may read it, or it cannot be read */
    SigningKeys readOrMake(SecureRandom random) {
        try {
            if (!file.exists()) {
                file.make(SigningKey.random(random));
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
        if (!file.exists()) {
            throw new RefusedToStartException("there is no " + file + " yet: the server makes it at its first start");
        }
        List<String> before = read();
        parse(before);
        List<String> after = new ArrayList<>(List.of(SigningKey.random(random), before.get(0) + " until " + lastUntil));
        before.stream()
                .skip(1)
                .filter(line -> other(line).until().filter(now::isBefore).isPresent())
                .forEach(after::add);
        file.replace(String.join("\n", after) + "\n");
    }

    private List<String> read() throws IOException {
        return file.read()
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
}
