package org.hunar.server.openrosa;

import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What tests of the door share that go through one server for all of them: {@link EachDatabase}. */
abstract class OnOneDoor {
    @Parameter
    TestDatabase.Kind kind;

    TestServer server;
    Door door;

    @BeforeParameterizedClassInvocation
    void open() {
        server = TestServer.start(kind);
        door = new Door(server);
    }

    @AfterParameterizedClassInvocation
    void close() {
        server.close();
    }
}
