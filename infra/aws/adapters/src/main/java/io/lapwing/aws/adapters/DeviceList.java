package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.Device;
import io.lapwing.sharedmodel.device.DeviceFilter;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.paging.Page;
import io.lapwing.sharedmodel.paging.PageRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Pages of a tenant's devices. DynamoDB filters what it has read, so that a rare device costs the reading of all those
/// before it: a page that would take too many queries ends early, with fewer devices than asked for. Whether a device is
/// online, its state knows, which is read of each one that meets all else.
final class DeviceList {

    private static final String OPERATION = "DeviceRegistry.list";
    private static final int MAX_QUERIES = 20;
    private static final int READ_TO_FILTER = 1000;
    private static final int STATES_TO_FILTER = 200;

    private final DynamoDatabase database;
    private final Keys keys;
    private final int maxQueries;
    private final int readToFilter;

    DeviceList(DynamoDatabase database) {
        this(database, MAX_QUERIES, READ_TO_FILTER);
    }

    /// @param maxQueries how many queries a page may take
    /// @param readToFilter how many profiles one query reads when it filters
    DeviceList(DynamoDatabase database, int maxQueries, int readToFilter) {
        this.database = database;
        this.keys = database.keys();
        this.maxQueries = maxQueries;
        this.readToFilter = readToFilter;
    }

    Page<Device> page(TenantId tenant, DeviceFilter filter, PageRequest request) {
        List<Device> devices = new ArrayList<>();
        String after = "D#" + (request.after() == null ? "" : request.after());
        for (int i = 0; i < maxQueries && after != null && devices.size() <= request.limit(); i++) {
            QueryResponse found = database.query(OPERATION, query(tenant, filter, after, request.limit()));
            devices.addAll(wanted(tenant, found.items(), filter.online(), request.limit() + 1 - devices.size()));
            after = Items.optionalText(found.lastEvaluatedKey(), DynamoDbKey.SK).orElse(null);
        }
        if (devices.size() > request.limit()) {
            List<Device> page = devices.subList(0, request.limit());
            return new Page<>(page, page.getLast().key().device().value());
        }
        return new Page<>(devices, after == null ? null : Keys.deviceOfProfile(after).value());
    }

    private QueryRequest query(TenantId tenant, DeviceFilter filter, String after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        equal(DeviceItems.TYPE, filter.type(), Items::of, conditions, names, values);
        equal(DeviceItems.SITE, filter.site(), Items::of, conditions, names, values);
        if (filter.text() != null && !filter.text().isEmpty()) {
            conditions.add("contains(" + DeviceItems.SEARCH + ", :text)");
            values.put(":text", Items.of(DeviceItems.folded(filter.text())));
        }
        values.put(":after", Items.of(after));
        QueryRequest.Builder query = Queries.of(database.tables().registry(), Keys.profiles(tenant), "sk > :after",
                values);
        query.limit(limit(filter, conditions.isEmpty(), limit + 1));
        return conditions.isEmpty() ? query.build()
                : query.filterExpression(String.join(" and ", conditions))
                        .expressionAttributeNames(names.isEmpty() ? null : names).build();
    }

    /// How many profiles one query reads.
    private int limit(DeviceFilter filter, boolean takesAll, int least) {
        if (filter.online() != null) {
            return Math.max(least, Math.min(STATES_TO_FILTER, readToFilter));
        }
        return takesAll ? least : Math.max(least, readToFilter);
    }

    private List<Device> wanted(TenantId tenant, List<Map<String, AttributeValue>> profiles, @Nullable Boolean online,
            int most) {
        if (online == null) {
            return devices(tenant, profiles.subList(0, Math.min(most, profiles.size())));
        }
        return devices(tenant, profiles).stream().filter(device -> online == device.online()).toList();
    }

    private static <T> void equal(String name, @Nullable T wanted, Function<T, AttributeValue> value,
            List<String> conditions, Map<String, String> names, Map<String, AttributeValue> values) {
        if (wanted != null) {
            conditions.add("#" + name + " = :" + name);
            names.put("#" + name, name);
            values.put(":" + name, value.apply(wanted));
        }
    }

    private List<Device> devices(TenantId tenant, List<Map<String, AttributeValue>> profiles) {
        Map<String, DynamoDbKey> states = profiles.stream().map(profile -> Items.text(profile, DynamoDbKey.SK))
                .collect(Collectors.toMap(Function.identity(),
                        sk -> keys.state(new DeviceKey(tenant, Keys.deviceOfProfile(sk)))));
        Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll(OPERATION, states.values());
        return profiles.stream().map(profile -> DeviceItems.device(tenant, profile,
                found.getOrDefault(states.get(Items.text(profile, DynamoDbKey.SK)), Map.of()))).toList();
    }
}
