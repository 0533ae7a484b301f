/**
 * Who of a programme is likely one person: entries of the roster that agree in a number, a telephone or a name, in whatever
 * script. It only proposes; a manager merges. It owns no tables and writes nothing, and compares a bounded number of
 * entries with each, so that it can be asked of any roster.
 */
package org.hunar.server.report.likeness;
