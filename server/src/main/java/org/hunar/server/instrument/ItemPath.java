package org.hunar.server.instrument;

import java.util.ArrayList;
import java.util.List;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;

/** An item with the JSON Pointer at which it stands in the instrument. */
record ItemPath(String pointer, Item item) {
    static List<ItemPath> of(Instrument instrument) {
        List<ItemPath> paths = new ArrayList<>();
        for (int section = 0; section < instrument.sections().size(); section++) {
            List<Item> items = instrument.sections().get(section).items();
            for (int item = 0; item < items.size(); item++) {
                paths.add(new ItemPath("/sections/" + section + "/items/" + item, items.get(item)));
            }
        }
        return paths;
    }
}
