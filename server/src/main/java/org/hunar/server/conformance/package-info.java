/**
 * The conformance kit for whoever writes an app, or a server, that speaks the sync protocol. It owns no tables and talks
 * to a server as any client does; it names nothing of the server's but {@code model}.
 */
package org.hunar.server.conformance;
