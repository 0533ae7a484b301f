/** The server: each package below is one thing it does; ServerApplication is the contents page. */
package org.hunar.server;
