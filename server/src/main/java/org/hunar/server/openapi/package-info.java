/**
 * Describes the API by OpenAPI 3.1, for programs and to read. Which calls there are and which parameters they take is read
 * from the running server; what they mean, and the shapes of bodies, stands in two files beside this package. It owns no
 * tables, and nobody calls it.
 */
package org.hunar.server.openapi;
