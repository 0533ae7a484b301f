package org.hunar.server.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.hunar.model.sync.client.AttachmentSource;
import org.hunar.server.simulation.Shape.Fault;

/** The photos that trainers take: few, so that the same one is brought from several phones and named in several answers. */
final class Photos implements AttachmentSource {
    private static final int MANY = 5;
    private static final int SMALL = 900;
    /** More than a server takes in one part. */
    private static final int LARGE = 300 * 1024;

    private final World world;
    private final Map<String, byte[]> bytes = new TreeMap<>();
    private final List<String> hashes;

    Photos(World world, long seed) {
        this.world = world;
        Random random = new Random(~seed);
        for (int i = 0; i < MANY; i++) {
            boolean large = world.shape().largePhotos() && i == 0;
            byte[] photo = new byte[1 + random.nextInt(SMALL) + (large ? LARGE : 0)];
            random.nextBytes(photo);
            bytes.put(sha256(photo), photo);
        }
        hashes = new ArrayList<>(bytes.keySet());
    }

    /** One of them, as an answer names it. */
    Map<String, Object> any() {
        String hash = world.any(hashes);
        return Map.of("sha256", hash, "size", bytes.get(hash).length, "mime", "image/jpeg");
    }

    Optional<byte[]> find(String hash) {
        return Optional.ofNullable(bytes.get(hash));
    }

    /** The card that holds them is old: now and then a file cannot be read, or ends too early. */
    @Override
    public InputStream open(String sha256) throws IOException {
        byte[] photo = bytes.get(sha256);
        if (world.strikes(Fault.PHOTO_UNREADABLE)) {
            if (world.random().nextBoolean()) {
                throw new IOException("the card is read badly");
            }
            return new ByteArrayInputStream(photo, 0, photo.length / 2);
        }
        return new ByteArrayInputStream(photo);
    }

    /** What arrives where a way damages it. */
    byte[] damaged(byte[] sent) {
        byte[] arriving = Arrays.copyOf(sent, sent.length);
        arriving[world.random().nextInt(sent.length)] ^= 1;
        return arriving;
    }

    static String sha256(byte[] photo) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
