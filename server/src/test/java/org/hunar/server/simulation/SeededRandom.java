package org.hunar.server.simulation;

import java.security.SecureRandom;
import java.util.Random;

/** What the server takes for real chance, and is none: it begins anew with every simulation. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private Random random = new Random(0);

    void reset(long seed) {
        random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
