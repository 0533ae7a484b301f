package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DiscreetErrorTest {
    @Test
    void whatADatabaseSaysOfARowIsKeptBackAndItsStateTold() {
        SQLException told = new SQLException("Value too long for column NAME: 'Muhammad Ali'", "22001");

        String logged = stackTraceOf(DiscreetError.of(new IllegalStateException("for Muhammad Ali", told)));

        assertThat(logged)
                .doesNotContain("Muhammad")
                .contains("IllegalStateException", "SQLException, SQLSTATE 22001", "DiscreetErrorTest.java");
    }

    @Test
    void anyOtherExceptionIsLoggedAsItIs() {
        IllegalStateException thrown = new IllegalStateException("no scoring key");

        assertThat(DiscreetError.of(thrown)).isSameAs(thrown);
    }

    private static String stackTraceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
