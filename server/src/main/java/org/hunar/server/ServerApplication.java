package org.hunar.server;

/** The contents page of the server: builds each feature in order, hands it what it needs, registers it. */
public final class ServerApplication {
    private ServerApplication() {}

    public static void main(String[] arguments) {
        System.out.println("Hunar");
    }
}
