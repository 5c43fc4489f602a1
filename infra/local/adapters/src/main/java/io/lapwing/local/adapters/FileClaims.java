package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.FileId;
import io.lapwing.sharedmodel.file.StoredFile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// The rows of `file_claim`.
final class FileClaims {

    private static final String CLAIM = """
            insert into file_claim (tenant, sha256, purpose, profile, unknown_devices, file_id)
            values (?, ?, ?, ?, ?, ?)
            on conflict (tenant, sha256, purpose, profile, unknown_devices) do nothing
            """;

    private static final String PLACE = "where tenant = ? and sha256 = ? and purpose = ? and profile = ?"
            + " and unknown_devices = ?";

    private static final String HOLD = "select file_id from file_claim " + PLACE + " for no key update";

    private static final String TAKE_OVER = "update file_claim set file_id = ? " + PLACE;

    private static final String LIVES = """
            select version from file where tenant = ? and id = ? and state <> 'FAILED'
            """;

    private FileClaims() {}

    /// Claims a file's bytes for it. The claim is held before its file is looked at: a statement that did both would
    /// look at the file as it was before it waited for the claim.
    ///
    /// @return the file that has them
    static FileId claim(Connection connection, StoredFile file) throws SQLException {
        String tenant = file.key().tenant().value();
        FileId id = file.key().id();
        Object[] place = {tenant, Optional.ofNullable(file.sha256()).orElseThrow().hex(),
                file.spec().purpose().name(), file.spec().profile().name(), file.spec().unknownDevices().name()};
        if (Statements.execute(connection, CLAIM, Statements.joined(place, id.value())) == 1) {
            return id;
        }
        FileId holder = Statements.query(connection, HOLD, row -> new FileId(row.getString("file_id")), place)
                .getFirst();
        if (holder.equals(id) || Statements.isThere(connection, LIVES, tenant, holder.value())) {
            return holder;
        }
        Statements.execute(connection, TAKE_OVER, Statements.joined(new Object[]{id.value()}, place));
        return id;
    }
}
