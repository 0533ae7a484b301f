package org.hunar.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.hunar.server.testing.Camera;
import org.junit.jupiter.api.Test;

class QrImageTest {
    /** Of which, drawn without a look at them, about three cannot be read. */
    private static final int CODES = 150;

    @Test
    void everyCodeThatGoesOutIsRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < CODES; i++) {
            byte[] bytes = new byte[150 + random.nextInt(150)];
            random.nextBytes(bytes);
            String text = Base64.getEncoder().encodeToString(bytes);

            assertThat(Camera.scan(QrImage.png(text)))
                    .as("seed %d, code %d", seed, i)
                    .isEqualTo(text);
        }
    }
}
