package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatPlace;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/// Places and accounts as columns.
final class ChatColumns {

    private ChatColumns() {}

    /// `channel, workspace, place, thread`
    static @Nullable Object[] key(ChatPlace place) {
        return new @Nullable Object[]{place.channel().text(), place.workspace(), place.id(),
                place.thread() == null ? "" : place.thread()};
    }

    /// `channel, workspace, account`
    static @Nullable Object[] key(ChatAccount account) {
        return new @Nullable Object[]{account.channel().text(), account.workspace(), account.id()};
    }

    static Channel channel(ResultSet row, String column) throws SQLException {
        return Channel.parse(row.getString(column)).orElseThrow();
    }

    static @Nullable String thread(ResultSet row) throws SQLException {
        String thread = row.getString("thread");
        return thread.isEmpty() ? null : thread;
    }
}
