/** What the documents claim about the house, run: imports, migrations, settings, paths. */
package org.hunar.server.architecture;
