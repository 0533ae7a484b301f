package org.hunar.server.report.state;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes values one behind the other, small ones in few bytes; {@link PackReader} reads them in the same order. */
final class PackWriter {
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A whole number; the nearer to 0 the shorter. */
    PackWriter number(long value) {
        long rest = value << 1 ^ value >> Long.SIZE - 1;
        while ((rest & ~LOW_BITS) != 0) {
            bytes.write((int) (rest & LOW_BITS) | MORE);
            rest >>>= BITS;
        }
        bytes.write((int) rest);
        return this;
    }

    PackWriter real(double value) {
        bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        return this;
    }

    PackWriter decimal(BigDecimal value) {
        byte[] digits = value.unscaledValue().toByteArray();
        number(value.scale()).number(digits.length);
        bytes.writeBytes(digits);
        return this;
    }

    PackWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    PackWriter raw(byte[] packed) {
        bytes.writeBytes(packed);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
