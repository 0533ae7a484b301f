/**
 * The conformance kit for whoever writes an app, or a server, that speaks the sync protocol. The command
 * {@code conformance} drives a server through the cases of the protocol ({@link org.hunar.server.conformance.Case},
 * grouped by section in classes named {@code …Cases}), and its proxy plays a bad network between an app and a server. It
 * owns no tables and talks to a server as any client does; it names nothing of the server's but {@code client}.
 */
package org.hunar.server.conformance;
