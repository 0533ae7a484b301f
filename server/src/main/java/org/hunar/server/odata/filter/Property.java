package org.hunar.server.odata.filter;

/**
 * A column that may be asked about.
 *
 * @param index of its value in a row
 */
public record Property(String name, int index, Kind kind) {}
