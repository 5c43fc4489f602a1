package io.lapwing.aws.adapters;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbKeyTest {

    @Test
    void is_equal_by_table_and_both_parts_of_the_key() {
        DynamoDbKey key = new DynamoDbKey("table", "pk", "sk");

        assertThat(key).isEqualTo(new DynamoDbKey("table", "pk", "sk"))
                .hasSameHashCodeAs(new DynamoDbKey("table", "pk", "sk"))
                .isNotEqualTo(new DynamoDbKey("other", "pk", "sk"))
                .isNotEqualTo(new DynamoDbKey("table", "other", "sk"))
                .isNotEqualTo(new DynamoDbKey("table", "pk", "other")).isNotEqualTo(null);
    }
}
