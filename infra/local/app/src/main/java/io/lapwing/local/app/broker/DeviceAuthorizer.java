package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.device.DeviceKey;

import java.util.Optional;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;

/// Keeps subscriptions and wills to what is the device's own. A status was checked by the [UplinkGate] before it comes
/// here, and is checked once more, so that one which came around it could not do harm.
record DeviceAuthorizer(Refusals refusals) implements PublishAuthorizer, SubscriptionAuthorizer {

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        Optional<DeviceKey> device = Identity.of(input.getConnectionInformation());
        String topic = input.getPublishPacket().getTopic();
        if (device.flatMap(known -> new TopicRules(known).will(topic)).isPresent()) {
            output.authorizeSuccessfully();
            return;
        }
        device.ifPresent(known -> refusals.will(known, topic));
        output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, "not authorized");
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        Optional<DeviceKey> device = Identity.of(input.getConnectionInformation());
        String filter = input.getSubscription().getTopicFilter();
        if (device.isPresent() && new TopicRules(device.get()).maySubscribe(filter)) {
            output.authorizeSuccessfully();
            return;
        }
        device.ifPresent(known -> refusals.subscription(known, filter));
        output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, "not authorized");
    }
}
