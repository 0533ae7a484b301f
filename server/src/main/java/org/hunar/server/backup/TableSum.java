package org.hunar.server.backup;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * How many rows a table has and what they are, whatever their order: the sum of their SHA-256 modulo 2^256. Two databases
 * hold the same rows if they have the same sum; the hash of the file alone would depend on the order.
 */
final class TableSum {
    private static final int BITS = 256;

    private long rows;
    private BigInteger sum = BigInteger.ZERO;

    void add(byte[] row) {
        rows++;
        sum = sum.add(new BigInteger(1, Sha256.of(row)));
        if (rows % BITS == 0) {
            reduce();
        }
    }

    long rows() {
        return rows;
    }

    /** 64 hex digits. */
    String content() {
        reduce();
        byte[] bytes = new byte[BITS / Byte.SIZE];
        byte[] number = sum.toByteArray();
        int kept = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - kept, bytes, bytes.length - kept, kept);
        return HexFormat.of().formatHex(bytes);
    }

    private void reduce() {
        sum = sum.mod(BigInteger.ONE.shiftLeft(BITS));
    }
}
