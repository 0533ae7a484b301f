/** What is wrong with a message: where, a stable code for programs, and a sentence for those who wrote the program. */
package org.hunar.model.problem;
