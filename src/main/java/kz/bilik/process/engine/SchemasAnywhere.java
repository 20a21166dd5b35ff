package kz.bilik.process.engine;

import java.util.Arrays;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;

/**
 * The JDK's reader of schemas, for a product in a folder of any name: as {@link SchemaAnywhere} does for diagrams, here for
 * the engine's decision tables, whose schema names the files that it includes. Found as a service of the JDK, because the
 * engine's reader of tables takes no other one.
 */
public final class SchemasAnywhere extends SchemaFactory {

    private final SchemaFactory ofTheJdk = SchemaFactory.newDefaultInstance();

    @Override
    public Schema newSchema(Source[] schemas) throws SAXException {
        return ofTheJdk.newSchema(
                Arrays.stream(schemas).map(SchemasAnywhere::inAscii).toArray(Source[]::new));
    }

    private static Source inAscii(Source schema) {
        if (schema instanceof StreamSource file
                && file.getInputStream() == null
                && file.getReader() == null
                && file.getSystemId() != null) {
            return new StreamSource(SchemaAnywhere.address(file.getSystemId()));
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
