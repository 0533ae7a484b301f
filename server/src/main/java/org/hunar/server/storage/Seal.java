package org.hunar.server.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Closes what tells who people are before it goes into a table, with a key that is in none: AES-256-GCM by Tink. A
 * stolen file of the database, or a backup of it, gives no name and no number away. What was stored before there was a
 * seal is read as it is.
 *
 * <p>There may be several keys: the first closes, all open. What is closed says with which, so that it can be told what
 * another key is still needed for.
 */
public final class Seal {
    /** Of the key. */
    public static final int KEY_BYTES = 32;

    /** No JSON begins so. */
    private static final String MARK = "sealed:";

    /** Hex digits of a key's name. */
    private static final int NAME = 8;

    /** Of what stands before everything that is closed by a key that has a name. */
    static final int PREFIX_LENGTH = MARK.length() + NAME + 1;

    private static final byte[] NO_CONTEXT = {};

    private final Supplier<List<byte[]>> source;
    private volatile List<Key> keys;

    private Seal(List<Key> keys, Supplier<List<byte[]>> source) {
        this.keys = keys;
        this.source = source;
    }

    /** For who reads and writes nothing that is sealed: it closes nothing, and opens nothing that is closed. */
    public static Seal none() {
        return new Seal(List.of(), List::of);
    }

    /** @param key {@link #KEY_BYTES} random bytes */
    public static Seal with(byte[] key) {
        return reading(() -> List.of(key));
    }

    /** @param source gives the keys, the one that closes first; asked again when one is met that was not among them */
    static Seal reading(Supplier<List<byte[]>> source) {
        return new Seal(keys(source), source);
    }

    /** A key and its name, which tells nothing of it: the beginning of a hash of 32 random bytes. */
    private record Key(String name, Aead aead) {
        String mark() {
            return MARK + name + ":";
        }
    }

    /** Looks for keys that were put there since. */
    void refresh() {
        if (!keys.isEmpty()) {
            keys = keys(source);
        }
    }

    /** With which everything closed from now on begins. */
    String prefix() {
        return primary().mark();
    }

    /** Name of the key that closes. */
    String keyName() {
        return primary().name();
    }

    private Key primary() {
        List<Key> now = keys;
        if (now.isEmpty()) {
            throw new IllegalStateException("there is no key here");
        }
        return now.get(0);
    }

    private static List<Key> keys(Supplier<List<byte[]>> source) {
        return source.get().stream().map(key -> new Key(name(key), aead(key))).toList();
    }

    private static String name(byte[] key) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update("hunar identity key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash.digest(key)).substring(0, NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM cannot be used with this key", e);
        }
    }

    /** Closed, as ASCII; another text each time. */
    public String close(String text) {
        Key key = primary();
        return key.mark() + Base64.getEncoder().encodeToString(encrypt(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] close(byte[] bytes) {
        Key key = primary();
        byte[] mark = ascii(key.mark());
        byte[] encrypted = encrypt(key, bytes);
        byte[] closed = Arrays.copyOf(mark, mark.length + encrypted.length);
        System.arraycopy(encrypted, 0, closed, mark.length, encrypted.length);
        return closed;
    }

    /** @throws IllegalStateException if it was closed with another key, or changed since */
    public String open(String stored) {
        if (!stored.startsWith(MARK)) {
            return stored;
        }
        int end = stored.indexOf(':', MARK.length());
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] plain = end < 0
                ? decryptByAny(base64.decode(stored.substring(MARK.length())))
                : decrypt(key(stored.substring(MARK.length(), end)), base64.decode(stored.substring(end + 1)));
        return new String(plain, StandardCharsets.UTF_8);
    }

    /** As {@link #open(String)}. */
    public byte[] open(byte[] stored) {
        if (!startsWith(stored, ascii(MARK))) {
            return stored;
        }
        String name = new String(
                Arrays.copyOfRange(stored, MARK.length(), Math.min(stored.length, MARK.length() + NAME)),
                StandardCharsets.ISO_8859_1);
        int begin = MARK.length() + NAME + 1;
        // what was closed before keys had names has random bytes there
        return stored.length > begin && stored[begin - 1] == ':' && name.matches("[0-9a-f]{" + NAME + "}")
                ? decrypt(key(name), Arrays.copyOfRange(stored, begin, stored.length))
                : decryptByAny(Arrays.copyOfRange(stored, MARK.length(), stored.length));
    }

    /** Whether this was closed with one of the same keys. */
    boolean opens(String stored) {
        try {
            open(stored);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Key key(String name) {
        return known(name)
                .or(() -> {
                    refresh();
                    return known(name);
                })
                .orElseThrow(() -> new IllegalStateException("this was sealed with another key, " + name
                        + ", which is not here: put it back into the key file, behind the first"));
    }

    private Optional<Key> known(String name) {
        return keys.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static byte[] encrypt(Key key, byte[] plain) {
        try {
            return key.aead().encrypt(plain, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot be sealed", e);
        }
    }

    /** What was closed before keys had names. */
    private byte[] decryptByAny(byte[] encrypted) {
        for (Key key : keys) {
            try {
                return key.aead().decrypt(encrypted, NO_CONTEXT);
            } catch (GeneralSecurityException e) {
                // by another one, then
            }
        }
        throw new IllegalStateException("this was sealed with another key, or was changed since");
    }

    private static byte[] decrypt(Key key, byte[] encrypted) {
        try {
            return key.aead().decrypt(encrypted, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this was sealed with another key, or was changed since", e);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length > beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
