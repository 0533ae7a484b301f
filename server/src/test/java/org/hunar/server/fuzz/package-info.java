/**
 * What all harnesses of the fuzzer share. A harness is a class {@code …Fuzz} beside the reader that it tries: it hands it
 * any bytes, and whatever is thrown but a refusal is a find. {@code scripts/fuzz} lets one run for long; the build runs
 * all of them on the inputs that were found, and {@link org.hunar.server.fuzz.EveryReaderFuzz} for some seconds.
 */
package org.hunar.server.fuzz;
