/** What tests stand on: real databases, the real server, a clock that is set by hand. */
package org.hunar.server.testing;
