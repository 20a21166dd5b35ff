package kz.bilik.process.engine;

import java.io.InputStream;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.dmn.engine.impl.spi.transform.DmnTransform;
import org.camunda.bpm.dmn.engine.impl.transform.DefaultDmnTransform;
import org.camunda.bpm.dmn.engine.impl.transform.DefaultDmnTransformer;
import org.camunda.bpm.model.dmn.impl.DmnParser;

/** Reads decision tables in a folder of any name: as {@link SchemaAnywhere} does for diagrams. */
final class TablesAnywhere extends DefaultDmnTransformer {

    private static final String SCHEMAS = "http://java.sun.com/xml/jaxp/properties/schemaSource";

    @Override
    public DmnTransform createTransform() {
        return new DefaultDmnTransform(this) {

            @Override
            public void setModelInstance(InputStream table) {
                setModelInstance(new Parser().parseModelFromStream(table));
            }
        };
    }

    /** The engine's own reader, which gives the addresses of its schemas in ASCII. */
    static final class Parser extends DmnParser {

        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            var schemas = (String[]) factory.getAttribute(SCHEMAS);
            factory.setAttribute(
                    SCHEMAS, Arrays.stream(schemas).map(SchemaAnywhere::address).toArray(String[]::new));
        }
    }
}
