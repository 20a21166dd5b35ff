package kz.bilik.process.engine;

import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.dmn.engine.impl.spi.transform.DmnTransform;
import org.camunda.bpm.dmn.engine.impl.transform.DefaultDmnTransform;
import org.camunda.bpm.dmn.engine.impl.transform.DefaultDmnTransformer;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.camunda.bpm.model.dmn.impl.DmnParser;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;

/**
 * Lets the product lie in a folder of any name. A schema names the files that it includes; the JDK's XML parser finds them
 * beside it only if the address of the schema is plain ASCII, and takes them for missing when the folder is called Білік.
 * Written with percent signs the address means the same. The engine asks for its schemas in three places, and each has a
 * different point at which the address can be given: this is all of it.
 */
public final class SchemasAnywhere {

    private SchemasAnywhere() {}

    /** That address in ASCII; a space, which a URL may hold and a URI may not, is written so, too. */
    static String address(URL schema) {
        return address(schema.toString());
    }

    /** As {@link #address(URL)}. */
    static String address(String schema) {
        return URI.create(schema.replace(" ", "%20")).toASCIIString();
    }

    /** Whether the product lies where the JDK's parser does not find by itself what the schemas include. */
    static boolean isNeeded() {
        var schema = ReflectUtil.getResource(BpmnParser.BPMN_20_SCHEMA_LOCATION).toString();
        return !address(schema).equals(schema);
    }

    /** For diagrams: the engine's parse of one, which is told where the schema of BPMN lies. */
    static final class Diagrams extends DefaultBpmnParseFactory {

        @Override
        public BpmnParse createBpmnParse(BpmnParser parser) {
            var parse = super.createBpmnParse(parser);
            // Not asked for later: the engine itself takes the schema away from a diagram that it need not validate.
            parse.setSchemaResource(address(ReflectUtil.getResource(BpmnParser.BPMN_20_SCHEMA_LOCATION)));
            return parse;
        }
    }

    /** For decision tables, as they are read before they run. */
    static final class Tables extends DefaultDmnTransformer {

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
        private static final class Parser extends DmnParser {

            @Override
            protected void configureFactory(DocumentBuilderFactory factory) {
                super.configureFactory(factory);
                var schemas = (String[]) factory.getAttribute(SCHEMAS);
                factory.setAttribute(
                        SCHEMAS,
                        Arrays.stream(schemas).map(SchemasAnywhere::address).toArray(String[]::new));
            }
        }
    }

    /**
     * The JDK's reader of schemas, by which models are validated. Found as a service of the JDK, because the engine's models
     * take no other one.
     */
    public static final class Reader extends SchemaFactory {

        private final SchemaFactory ofTheJdk = SchemaFactory.newDefaultInstance();

        @Override
        public Schema newSchema(Source[] schemas) throws SAXException {
            return ofTheJdk.newSchema(
                    Arrays.stream(schemas).map(Reader::inAscii).toArray(Source[]::new));
        }

        private static Source inAscii(Source schema) {
            if (schema instanceof StreamSource file
                    && file.getInputStream() == null
                    && file.getReader() == null
                    && file.getSystemId() != null) {
                return new StreamSource(address(file.getSystemId()));
            }
            return schema;
        }

        @Override
        public Schema newSchema() throws SAXException {
            return ofTheJdk.newSchema();
        }

        @Override
        public boolean isSchemaLanguageSupported(String language) {
            return ofTheJdk.isSchemaLanguageSupported(language);
        }

        @Override
        public boolean getFeature(String name) throws SAXNotRecognizedException, SAXNotSupportedException {
            return ofTheJdk.getFeature(name);
        }

        @Override
        public void setFeature(String name, boolean value) throws SAXNotRecognizedException, SAXNotSupportedException {
            ofTheJdk.setFeature(name, value);
        }

        @Override
        public @Nullable Object getProperty(String name) throws SAXNotRecognizedException, SAXNotSupportedException {
            return ofTheJdk.getProperty(name);
        }

        @Override
        public void setProperty(String name, @Nullable Object value)
                throws SAXNotRecognizedException, SAXNotSupportedException {
            ofTheJdk.setProperty(name, value);
        }

        @Override
        public void setErrorHandler(@Nullable ErrorHandler handler) {
            ofTheJdk.setErrorHandler(handler);
        }

        @Override
        public @Nullable ErrorHandler getErrorHandler() {
            return ofTheJdk.getErrorHandler();
        }

        @Override
        public void setResourceResolver(@Nullable LSResourceResolver resolver) {
            ofTheJdk.setResourceResolver(resolver);
        }

        @Override
        public @Nullable LSResourceResolver getResourceResolver() {
            return ofTheJdk.getResourceResolver();
        }
    }
}
