package io.lapwing.aws.adapters;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDatabaseTest {

    private final DynamoDatabase database = TestDynamoDb.shared().database();

    private DynamoDbKey key(int i) {
        return new DynamoDbKey(database.tables().registry(), "p" + i, "s");
    }

    private TransactWriteItem put(int i) {
        return TransactWriteItem.builder().put(Put.builder().tableName(key(i).table()).item(key(i).attributes())
                .conditionExpression("attribute_not_exists(pk)").build()).build();
    }

    @Test
    void gets_more_items_than_one_request_takes() {
        IntStream.range(0, 3).forEach(chunk -> assertThat(database.transact("test", "chunk",
                IntStream.range(chunk * 100, chunk * 100 + 100).mapToObj(this::put).toList())).isTrue());

        Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll("test",
                IntStream.range(0, 310).mapToObj(this::key).toList());

        assertThat(found).hasSize(300).containsKeys(key(0), key(299));
    }

    @Test
    void writes_nothing_when_one_condition_does_not_hold() {
        assertThat(database.transact("test", "first", List.of(put(1)))).isTrue();

        assertThat(database.transact("test", "second", List.of(put(2), put(1)))).isFalse();

        assertThat(database.getAll("test", List.of(key(1), key(2)))).containsOnlyKeys(key(1));
    }
}
