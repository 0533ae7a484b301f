/** What a phone and the server must agree on: no HTTP server, no SQL, no threads, nothing a phone lacks. */
package org.hunar.model;
