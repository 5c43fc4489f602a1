package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.live.LiveKind;
import io.lapwing.sharedmodel.live.StreamWish;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StreamPolicyTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final String ARNS = StreamPolicy.arns("arn:aws:iam::123456789012:role/apps", "eu-central-1");

    private static StreamPolicy policy(Set<DeviceId> devices, LiveKind... kinds) {
        return new StreamPolicy(ARNS, "lapwing-app-1", new StreamWish(ACME, devices, Set.of(kinds)));
    }

    private static Set<DeviceId> devices(int count) {
        return IntStream.range(0, count).mapToObj(i -> new DeviceId("pump-" + (100 + i)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Test
    void allows_one_client_the_topics_of_the_devices_and_kinds_and_nothing_else() {
        assertThat(policy(Set.of(new DeviceId("pump-7")), LiveKind.ALERTS, LiveKind.READINGS).text()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[\
                {"Effect":"Allow","Action":"iot:Connect","Resource":\
                ["arn:aws:iot:eu-central-1:123456789012:client/lapwing-app-1"]},\
                {"Effect":"Allow","Action":"iot:Subscribe","Resource":\
                ["arn:aws:iot:eu-central-1:123456789012:topicfilter/app/v1/acme/readings/pump-7",\
                "arn:aws:iot:eu-central-1:123456789012:topicfilter/app/v1/acme/alerts/pump-7"]},\
                {"Effect":"Allow","Action":"iot:Receive","Resource":\
                ["arn:aws:iot:eu-central-1:123456789012:topic/app/v1/acme/readings/pump-7",\
                "arn:aws:iot:eu-central-1:123456789012:topic/app/v1/acme/alerts/pump-7"]}]}""");
    }

    @Test
    void allows_all_devices_of_the_tenant_by_one_filter_for_each_kind() {
        assertThat(policy(Set.of(), LiveKind.PRESENCE).text())
                .contains("[\"arn:aws:iot:eu-central-1:123456789012:topicfilter/app/v1/acme/presence/+\"]",
                        "[\"arn:aws:iot:eu-central-1:123456789012:topic/app/v1/acme/presence/*\"]")
                .doesNotContain("readings", "#");
    }

    @Test
    void fits_as_long_as_a_session_can_have_it() {
        assertThat(policy(devices(10), LiveKind.READINGS).fits()).isTrue();
        assertThat(policy(devices(3), LiveKind.values()).fits()).isFalse();
        assertThat(policy(devices(100), LiveKind.values()).fits()).isFalse();
        assertThat(policy(devices(11), LiveKind.ALERTS).fits())
                .isEqualTo(policy(devices(11), LiveKind.ALERTS).text().length() <= 2048);
    }

    @Test
    void takes_partition_and_account_from_the_role() {
        assertThat(StreamPolicy.arns("arn:aws-cn:iam::42:role/path/apps", "cn-north-1"))
                .isEqualTo("arn:aws-cn:iot:cn-north-1:42:");
        assertThatIllegalArgumentException().isThrownBy(() -> StreamPolicy.arns("apps", "eu-central-1"));
    }
}
