/** The catalogue of refusals: a stable code for programs, a sentence in English, Urdu and Chinese for people. */
package org.hunar.model.problem;
