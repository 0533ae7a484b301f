/**
 * A small HTTP client for the commands that talk to a server as anybody could: {@link org.hunar.server.client.Connection}
 * sends a {@link org.hunar.server.client.Call} and gives the {@link org.hunar.server.client.Answer}, whatever it is. It
 * owns no table, knows no feature and decides nothing.
 */
package org.hunar.server.client;
