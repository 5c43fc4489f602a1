package io.lapwing.aws.chatbot;

import io.lapwing.aws.adapters.SecretReader;
import io.lapwing.chatbot.domain.language.Briefing;
import io.lapwing.chatbot.functions.SecondOpinion;
import io.lapwing.chatbot.model.ModelSettings;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.time.InstantSource;
import java.util.Optional;

/// The language model that an installation asks, whose key is kept in Secrets Manager: read by the first sentence that
/// the grammar does not understand. Where it cannot be read, or makes no sense, the grammar is alone.
final class KeptModel implements SecondOpinion {
    private static final System.Logger LOG = System.getLogger(KeptModel.class.getName());

    private final KeptSecret<SecondOpinion> kept;

    private KeptModel(KeptSecret<SecondOpinion> kept) {
        this.kept = kept;
    }

    /// As the environment has it, or names a secret of it; nobody where it does neither.
    ///
    /// @throws IllegalStateException if the environment has some of the model's variables only
    static SecondOpinion of(ChatEnvironment environment, SecretReader secrets, InstantSource clock) {
        try {
            Optional<SecondOpinion> told = ModelSettings.from(environment.variables())
                    .map(settings -> settings.opinion(clock));
            return told.or(() -> environment.modelSecret().map(secret -> of(secret, secrets, clock)))
                    .orElse(SecondOpinion.NONE);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static SecondOpinion of(String secret, SecretReader secrets, InstantSource clock) {
        return new KeptModel(new KeptSecret<>(secrets, secret,
                text -> ModelSettings.from(SecretVariables.read("the model", text))
                        .orElseThrow(() -> new IllegalStateException(
                                "the secret of the model has none of its variables"))
                        .opinion(clock),
                clock));
    }

    @Override
    public Optional<ToolCall> on(Briefing briefing) {
        SecondOpinion model;
        try {
            model = kept.get();
        } catch (StoreUnavailable | IllegalStateException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "no model is asked: {0}", e.getMessage());
            return Optional.empty();
        }
        return model.on(briefing);
    }
}
