package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatLink;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.port.ChatLinks;
import io.lapwing.sharedmodel.port.ChatLinksContract;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import static io.lapwing.sharedmodel.fixtures.Fixtures.freshAccount;
import static io.lapwing.sharedmodel.fixtures.Fixtures.freshTenant;
import static io.lapwing.sharedmodel.fixtures.Fixtures.now;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsDynamoDb
class DynamoDbChatLinksTest extends ChatLinksContract {

    private static final DynamoDatabase DATABASE = TestDynamoDb.shared().database();

    private final ChatLinks links = new DynamoDbChatLinks(DATABASE);
    private final ChatAccount account = freshAccount();
    private final LinkCode code = LinkCode.draw(new SecureRandom());
    private final Instant start = now();
    private final TenantId tenant = freshTenant();

    @Override
    protected ChatLinks links() {
        return links;
    }

    private void offered() {
        links.offer(code, account, start.plus(Duration.ofMinutes(10)));
    }

    private Optional<ChatLink> redeemed(ChatLinks through) {
        return through.redeem(code, tenant, new UserId("alice"), start);
    }

    private Optional<ChatLink> redeemedBehind(Fault fault) {
        try (DynamoDbFaults faults = DynamoDbFaults.before(TestDynamoDb.shared().endpoint());
                DynamoDbClient client = faults.client()) {
            faults.next("TransactWriteItems", 1, fault);
            return redeemed(new DynamoDbChatLinks(new DynamoDatabase(client, DATABASE.tables())));
        }
    }

    @Test
    void keeps_no_code_but_its_digest() {
        offered();

        assertThat(TestDynamoDbStores.keysWith(DATABASE, code.digest())).hasSize(1);
        assertThat(TestDynamoDbStores.keysWith(DATABASE, code.value())).isEmpty();
        assertThat(DATABASE.get("test", DATABASE.keys().chat().lastCode(account)).orElseThrow().toString())
                .contains(code.digest()).doesNotContain(code.value());
    }

    @Test
    void lets_codes_live_until_they_have_ended() {
        offered();

        long expiry = start.plus(Duration.ofMinutes(10)).getEpochSecond() + 1;
        assertThat(DATABASE.get("test", DATABASE.keys().chat().code(code)))
                .map(item -> Items.number(item, Keys.EXPIRES_AT)).contains(expiry);
        assertThat(DATABASE.get("test", DATABASE.keys().chat().lastCode(account)))
                .map(item -> Items.number(item, Keys.EXPIRES_AT)).contains(expiry);
    }

    @Test
    void leaves_nothing_of_a_code_that_was_redeemed_nor_of_a_link_that_ended() {
        offered();
        assertThat(redeemed(links)).isPresent();
        assertThat(TestDynamoDbStores.keysWith(DATABASE, code.digest())).isEmpty();
        assertThat(TestDynamoDbStores.keysWith(DATABASE, account.workspace())).hasSize(2);

        assertThat(links.end(account)).isTrue();

        assertThat(TestDynamoDbStores.keysWith(DATABASE, account.workspace())).isEmpty();
    }

    @Test
    void leaves_no_place_among_the_links_of_who_had_the_account_before() {
        offered();
        assertThat(redeemed(links)).isPresent();
        offered();

        assertThat(links.redeem(code, tenant, new UserId("bob"), start)).isPresent();

        assertThat(TestDynamoDbStores.keysWith(DATABASE, account.workspace())).hasSize(2);
        assertThat(TestDynamoDbStores.keysWith(DATABASE, tenant.value())).hasSize(1);
    }

    @Test
    void redeems_a_code_whose_answer_was_lost() {
        offered();

        assertThat(redeemedBehind(Fault.lost())).isPresent().isEqualTo(links.find(account));
        assertThat(redeemed(links)).isEmpty();
    }

    /// What was done is asked for again, and refused, since it was done.
    @Test
    void knows_its_own_redemption_when_it_is_refused_the_second_time() {
        offered();

        assertThat(redeemedBehind((request, target) -> {
            target.forward(request.body());
            return Fault.cancelled("ConditionalCheckFailed").answer(request, target);
        })).isPresent().isEqualTo(links.find(account));
    }

    @Test
    void takes_no_link_of_another_for_its_own() {
        offered();

        assertThat(redeemedBehind(Fault.before(() -> redeemed(links)))).isEmpty();

        assertThat(links.find(account)).isPresent();
    }

    @Test
    void redeems_a_code_when_another_transaction_is_in_the_way() {
        offered();

        assertThat(redeemedBehind(Fault.cancelled("TransactionConflict"))).isPresent();
    }
}
