package kz.bilik.process.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys what stands in {@code processes/} and {@code forms/}, each under that same name wherever the product runs from:
 * an unchanged process stays the version it is, whether started from a jar or from the sources.
 */
@Component
class Deployment extends DefaultDeploymentConfiguration {

    @Override
    public Set<Resource> getDeploymentResources() {
        var resources = new LinkedHashSet<Resource>();
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (var folder :
                    new String[] {"processes/*.bpmn", "processes/*.dmn", "processes/*.examples.csv", "forms/*.form"}) {
                for (var file : resolver.getResources("classpath:" + folder)) {
                    resources.add(new Named(folder.substring(0, folder.indexOf('/') + 1) + file.getFilename(), file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return resources;
    }

    /** A resource under a name that does not depend on where it was found. */
    private static final class Named extends AbstractResource {

        private final String name;
        private final Resource file;

        private Named(String name, Resource file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public String getDescription() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public File getFile() throws IOException {
            // The engine's deployment would prefer the path of a file over the name given here.
            throw new IOException(name + " has no path of its own");
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return file.getInputStream();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && named.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
