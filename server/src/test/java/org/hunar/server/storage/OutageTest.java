package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.h2.mvstore.MVStoreException;
import org.hunar.server.storage.UnavailableException.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    @Test
    void aFullDiskIsNamedOnBothDatabases() {
        Throwable store =
                new MVStoreException(2, "Writing failed").initCause(new IOException("No space left on device"));
        Throwable h2 = new SQLException("General error", "HY000", 50000, store);

        assertNamed(h2, Cause.DISK_FULL);
        assertNamed(new SQLException("could not extend file", "53100"), Cause.DISK_FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90098", "90028", "08001", "08006", "53300", "57P01", "57P03", "58030"})
    void aDatabaseThatIsAwayIsNamed(String state) {
        assertNamed(new SQLException("planted", state), Cause.DATABASE_UNAVAILABLE);
    }

    @Test
    void aPoolWithoutAFreeConnectionIsBusy() {
        assertThat(Outage.named(new IllegalStateException(new PoolExhaustedException("planted"))))
                .isInstanceOf(BusyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23502", "22001", "57014"})
    void aFailureOfAStatementStaysWhatItIs(String state) {
        RuntimeException failure = new IllegalStateException(new SQLException("planted", state));

        assertThat(Outage.named(failure)).isSameAs(failure);
    }

    private static void assertNamed(Throwable thrown, Cause reason) {
        assertThat(Outage.named(new IllegalStateException(thrown)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        outage -> assertThat(outage.reason()).isEqualTo(reason));
    }
}
