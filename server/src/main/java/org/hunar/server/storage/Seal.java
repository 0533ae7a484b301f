package org.hunar.server.storage;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Closes what tells who people are before it goes into a table, with a key that is in none: AES-256-GCM by Tink. A
 * stolen file of the database, or a backup of it, gives no name and no number away. What was stored before there was a
 * seal is read as it is.
 */
public final class Seal {
    /** Of the key. */
    public static final int KEY_BYTES = 32;

    /** No JSON begins so. */
    private static final String MARK = "sealed:";

    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_CONTEXT = {};

    private final Aead aead;

    private Seal(Aead aead) {
        this.aead = aead;
    }

    /** For who reads and writes nothing that is sealed: it closes nothing, and opens nothing that is closed. */
    public static Seal none() {
        return new Seal(new Aead() {
            @Override
            public byte[] encrypt(byte[] plain, byte[] context) throws GeneralSecurityException {
                throw new GeneralSecurityException("there is no key here");
            }

            @Override
            public byte[] decrypt(byte[] encrypted, byte[] context) throws GeneralSecurityException {
                throw new GeneralSecurityException("there is no key here");
            }
        });
    }

    /** @param key {@link #KEY_BYTES} random bytes */
    public static Seal with(byte[] key) {
        try {
            AeadConfig.register();
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey secret = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            KeysetHandle keys = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(secret).withRandomId().makePrimary())
                    .build();
            return new Seal(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM cannot be used with this key", e);
        }
    }

    /** Closed, as ASCII; another text each time. */
    public String close(String text) {
        return MARK + Base64.getEncoder().encodeToString(encrypt(text.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] close(byte[] bytes) {
        byte[] encrypted = encrypt(bytes);
        byte[] closed = Arrays.copyOf(MARK_BYTES, MARK_BYTES.length + encrypted.length);
        System.arraycopy(encrypted, 0, closed, MARK_BYTES.length, encrypted.length);
        return closed;
    }

    /** @throws IllegalStateException if it was closed with another key, or changed since */
    public String open(String stored) {
        return stored.startsWith(MARK)
                ? new String(
                        decrypt(Base64.getDecoder().decode(stored.substring(MARK.length()))), StandardCharsets.UTF_8)
                : stored;
    }

    /** As {@link #open(String)}. */
    public byte[] open(byte[] stored) {
        boolean closed = stored.length > MARK_BYTES.length
                && Arrays.equals(stored, 0, MARK_BYTES.length, MARK_BYTES, 0, MARK_BYTES.length);
        return closed ? decrypt(Arrays.copyOfRange(stored, MARK_BYTES.length, stored.length)) : stored;
    }

    /** Whether this was closed with the same key. */
    boolean opens(String stored) {
        try {
            open(stored);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private byte[] encrypt(byte[] plain) {
        try {
            return aead.encrypt(plain, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot be sealed", e);
        }
    }

    private byte[] decrypt(byte[] encrypted) {
        try {
            return aead.decrypt(encrypted, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this was sealed with another key, or was changed since", e);
        }
    }
}
