/**
 * The language of {@code $filter} (OData 4.0, URL Conventions, 5.1.1): a text becomes an {@link
 * org.hunar.server.odata.filter.Expression} whose types are right, and that says of a row whether it is wanted. It knows no
 * tables, no HTTP and no database. Every step is bounded by the length of the text.
 */
package org.hunar.server.odata.filter;
