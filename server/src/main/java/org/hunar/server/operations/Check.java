package org.hunar.server.operations;

import java.util.List;

/** Looks at one thing that a server stands on, and changes nothing. */
interface Check {
    List<Finding> look();
}
