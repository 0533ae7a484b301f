package org.hunar.server.xlsform;

import java.util.Optional;

/**
 * What a workbook says, as a tree.
 *
 * @param root the form itself; its children are the groups and questions, the last is {@code meta}
 * @param entity what a submission makes or changes, if the workbook has a sheet entities
 */
record Form(Node root, Settings settings, Choices choices, Optional<Entity> entity, References references) {
    Form with(Choices others) {
        return new Form(root, settings, others, entity, references);
    }
}
