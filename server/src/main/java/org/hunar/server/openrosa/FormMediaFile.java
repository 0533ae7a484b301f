package org.hunar.server.openrosa;

import java.time.Instant;
import org.hunar.model.Timestamps;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonFields;

/**
 * A file that a form shows or reads.
 *
 * @param name by which the form names it
 * @param md5 by which a phone tells whether it has these bytes
 * @param form the version for which it was handed in
 */
record FormMediaFile(
        String name,
        String sha256,
        String md5,
        long size,
        String mime,
        InstrumentVersion form,
        String addedBy,
        Instant addedAt) {

    /** @param of the version that is asked about: where the file is from another, that is said */
    JsonFields fields(InstrumentVersion of) {
        JsonFields fields = new JsonFields()
                .put("filename", name)
                .put("size", size)
                .put("mime", mime)
                .put("md5", md5)
                .put("sha256", sha256)
                .put("added_by", addedBy)
                .put("added_at", Timestamps.format(addedAt));
        return form.equals(of) ? fields : fields.put("of_version", form.version());
    }
}
