package org.hunar.model.sync.client;

/**
 * How much goes into one request on a link that breaks: half of it after a failure, twice as much after each success,
 * until it is as much as the server takes. So a link that never lasts long enough for a whole batch still brings a part.
 */
final class Portion {
    private static final int WHOLE = 0;

    private final int least;
    private int atMost;

    /** @param atMost as kept from an earlier run; 0 for as much as the server takes */
    Portion(int least, int atMost) {
        this.least = least;
        this.atMost = atMost;
    }

    int of(int whole) {
        return atMost == WHOLE ? whole : Math.min(whole, atMost);
    }

    void failed(int tried) {
        atMost = Math.max(least, tried / 2);
    }

    void succeeded(int whole) {
        atMost = atMost >= whole / 2 ? WHOLE : 2 * atMost;
    }

    int atMost() {
        return atMost;
    }
}
