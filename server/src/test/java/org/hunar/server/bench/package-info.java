/** What the server can carry, measured; run by {@code scripts/bench}, not by the tests. */
package org.hunar.server.bench;
