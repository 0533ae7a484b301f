/**
 * A day in the field, end to end: the command {@code demo} starts a real server, sets up a programme over HTTPS, lets
 * three phones work offline, syncs them and prints the scored report. It shows the main job to whoever has just cloned
 * the project, and checks it: people and answers are those of a reference case, so every figure is known beforehand. It
 * owns no tables and talks to the server as any client does. It names nothing of the server's but {@code client},
 * and only {@code ServerApplication} names it. What is made up is in the resources beside it.
 */
package org.hunar.server.demo;
