/** One sitting of one participant with one instrument, and the answers given. */
package org.hunar.model.assessment;
