package org.hunar.server.report.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link PackWriter} wrote. */
final class PackReader {
    private static final int LOW_BITS = 0x7f;
    private static final int BITS = 7;

    private final ByteBuffer bytes;

    PackReader(byte[] packed) {
        this.bytes = ByteBuffer.wrap(packed);
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next = bytes.get();
        while (next < 0) {
            value |= (long) (next & LOW_BITS) << shift;
            shift += BITS;
            next = bytes.get();
        }
        value |= (long) next << shift;
        return value >>> 1 ^ -(value & 1);
    }

    /** A number of things that follow. */
    int count() {
        return Math.toIntExact(number());
    }

    double real() {
        return bytes.getDouble();
    }

    BigDecimal decimal() {
        int scale = count();
        return new BigDecimal(new BigInteger(next(count())), scale);
    }

    String text() {
        return new String(next(count()), StandardCharsets.UTF_8);
    }

    private byte[] next(int length) {
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }
}
