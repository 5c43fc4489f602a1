package io.lapwing.aws.adapters;

import org.jspecify.annotations.Nullable;

/// AWS IoT Core did not take a message.
final class PublishFailed extends Exception {

    private static final long serialVersionUID = 1L;

    PublishFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
