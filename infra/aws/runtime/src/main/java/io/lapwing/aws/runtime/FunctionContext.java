package io.lapwing.aws.runtime;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/// Spring's beans, made in their order and closed, without what else a context sets up each time that a process starts:
/// texts in every language, events and their listeners, expressions, post-processors, resources. The beans of a
/// [FunctionConfiguration] are made by its own code, and ask for none of that.
final class FunctionContext extends GenericApplicationContext {

    /// Makes all beans.
    @Override
    public void refresh() {
        getDefaultListableBeanFactory().preInstantiateSingletons();
    }

    @Override
    protected void assertBeanFactoryActive() {}

    @Override
    public void close() {
        destroyBeans();
    }

    @Override
    protected ResourcePatternResolver getResourcePatternResolver() {
        return this;
    }

    @Override
    public Resource[] getResources(String locationPattern) {
        throw new UnsupportedOperationException("beans of a function look for no resources: " + locationPattern);
    }
}
