package io.lapwing.aws.runtime;

import java.time.InstantSource;
import java.util.function.Supplier;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// The beans of a function, registered one by one: no scanning, no reflection, and no class loaded that is not needed.
///
/// [FunctionHandler] runs them in a plain context; Spring Cloud Function's own invoker can run the same ones.
public abstract class FunctionConfiguration implements ApplicationContextInitializer<GenericApplicationContext> {

    private final Supplier<LambdaSettings> settings;

    /// @param settings read anew each time that the beans are made, which is after a restore, too
    protected FunctionConfiguration(Supplier<LambdaSettings> settings) {
        this.settings = settings;
    }

    @Override
    public final void initialize(GenericApplicationContext context) {
        LambdaSettings found = settings.get();
        context.registerBean(LambdaSettings.class, () -> found);
        context.registerBean(InstantSource.class, () -> InstantSource.system());
        context.registerBean(Tracing.class, () -> Tracing.of(found), bean -> bean.setDestroyMethodName("close"));
        context.registerBean(EmbeddedMetrics.class,
                () -> new EmbeddedMetrics(found.functionName(), context.getBean(InstantSource.class), System.out));
        register(context, found);
    }

    /// Adds the function's own beans.
    protected abstract void register(GenericApplicationContext context, LambdaSettings settings);
}
