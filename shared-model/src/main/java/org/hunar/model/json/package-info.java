/**
 * JSON as plain values (Map, List, String, BigDecimal, Boolean, null), read and written by streaming jackson-core:
 * no reflection, so it runs on a phone. Canonical form and content hash as in RFC 8785.
 */
package org.hunar.model.json;
