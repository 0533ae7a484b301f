/** What is asked (the instrument, which goes to phones) and, apart from it, what earns points (the key, which does not). */
package org.hunar.model.instrument;
