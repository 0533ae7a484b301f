package org.hunar.server.storage;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds the key of the {@link Seal}, and holds it against the database before anything is read or written: with another
 * key the names in it could not be read, and new ones could not be read later with the right one.
 */
final class IdentityKey {
    private static final String CHECK = "hunar";

    private final Jdbi jdbi;
    private final IdentityConfig config;
    private final SecureRandom random;

    IdentityKey(Jdbi jdbi, IdentityConfig config, SecureRandom random) {
        this.jdbi = jdbi;
        this.config = config;
        this.random = random;
    }

    /**
     * The key's seal; a database that has none yet is given one.
     *
     * @throws RefusedToStartException if the key is missing, or is not the one of this database
     */
    Seal seal() {
        return jdbi.inTransaction(handle -> {
            Optional<String> before = check(handle);
            Seal seal = Seal.reading(keys(before.isPresent()));
            if (!seal.opens(before.orElseGet(() -> sealFirst(handle, seal)))) {
                throw new RefusedToStartException("the names in this database are sealed with another key than that of "
                        + where() + ": put back the key that was made with the database");
            }
            return seal;
        });
    }

    /** @return what is there now: of two nodes that start on a new database at once the first wins */
    private static String sealFirst(Handle handle, Seal seal) {
        handle.execute("""
                insert into identity_seal (id, sealed)
                select 1, ?
                 where not exists (select 1 from identity_seal)
                    on conflict do nothing
                """, seal.close(CHECK));
        return check(handle).orElseThrow();
    }

    /**
     * Whether names that were sealed elsewhere can be read here, before they are brought here. No key is made.
     *
     * @param check the content of {@code identity_seal} there; empty if nothing was sealed
     * @throws RefusedToStartException if the key is missing or another one
     */
    static void requireOpens(IdentityConfig config, Optional<String> check) {
        if (check.isEmpty()) {
            return;
        }
        Seal seal = existing(config);
        if (!seal.opens(check.get())) {
            throw new RefusedToStartException("the names in it are sealed with another key than that of "
                    + new IdentityKey(null, config, null).where()
                    + ": put the key in place with which they were sealed; it is not in the backup");
        }
    }

    /** With the keys that there are; none is made. */
    static Seal existing(IdentityConfig config) {
        return Seal.reading(new IdentityKey(null, config, null).keys(true));
    }

    private static Optional<String> check(Handle handle) {
        return handle.createQuery("select sealed from identity_seal where id = 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Whether all that the database has was put under the key that closes. */
    static boolean isSealedBy(Handle handle, Seal seal) {
        return check(handle).filter(text -> text.startsWith(seal.prefix())).isPresent();
    }

    /** Notes that all that the database has is under the key that closes. */
    static void markSealed(Handle handle, Seal with) {
        handle.execute("update identity_seal set sealed = ? where id = 1", with.close(CHECK));
    }

    /** Reads them anew whenever it is asked; at most the first time one is made. */
    private Supplier<List<byte[]>> keys(boolean sealedBefore) {
        AtomicBoolean mayNotMake = new AtomicBoolean(sealedBefore);
        return () -> {
            List<String> texts = new ArrayList<>();
            if (config.key().isPresent()) {
                texts.add(config.key().get());
                texts.addAll(config.otherKeys());
            } else {
                inFile(mayNotMake.getAndSet(true))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(texts::add);
            }
            return texts.stream().map(this::key).toList();
        };
    }

    private byte[] key(String base64) {
        byte[] key = SecretFile.key(base64, where(), Seal.KEY_BYTES);
        if (key.length > Seal.KEY_BYTES) {
            throw new RefusedToStartException(where() + " holds " + key.length + " bytes, exactly " + Seal.KEY_BYTES
                    + " are needed: openssl rand -base64 " + Seal.KEY_BYTES);
        }
        return key;
    }

    private String inFile(boolean sealedBefore) {
        SecretFile file = SecretFile.at(config.keyFile());
        if (sealedBefore && !file.exists()) {
            throw new RefusedToStartException("the names in this database are sealed, and the key file " + file
                    + " is not there: put it back from where you keep a copy. Without it nobody can read them");
        }
        try {
            if (!file.exists()) {
                byte[] key = new byte[Seal.KEY_BYTES];
                random.nextBytes(key);
                file.make(Base64.getEncoder().encodeToString(key));
            }
            return file.read().strip();
        } catch (IOException e) {
            throw new RefusedToStartException("the key file " + file + " cannot be used: " + e, e);
        }
    }

    private String where() {
        return config.key().isPresent() ? "identity.key" : config.keyFile().toString();
    }
}
