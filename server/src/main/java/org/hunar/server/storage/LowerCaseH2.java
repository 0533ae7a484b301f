package org.hunar.server.storage;

import java.util.Locale;
import liquibase.database.core.H2Database;
import liquibase.structure.DatabaseObject;

/**
 * H2 as our URL sets it up: with DATABASE_TO_LOWER=TRUE an unquoted name is lower case, as on PostgreSQL. Liquibase
 * expects upper case, and so would not find its own tables at the second start. It finds this class by its service
 * file.
 */
public final class LowerCaseH2 extends H2Database {
    public LowerCaseH2() {
        unquotedObjectsAreUppercased = false;
    }

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public String correctObjectName(String name, Class<? extends DatabaseObject> type) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
