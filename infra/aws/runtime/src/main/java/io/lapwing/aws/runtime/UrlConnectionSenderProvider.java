package io.lapwing.aws.runtime;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;

/// Gives OpenTelemetry its way to send.
public final class UrlConnectionSenderProvider implements HttpSenderProvider {

    @Override
    public HttpSender createSender(HttpSenderConfig config) {
        return new UrlConnectionSender(config);
    }
}
