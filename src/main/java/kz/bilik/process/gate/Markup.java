package kz.bilik.process.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Diagrams and tables as XML, every attribute and every text of them; whether they follow the schema the engine judges. */
final class Markup {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** As the engine, it takes no document type, so that no entity is read. */
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private Markup() {}

    /** @throws SAXException when it is no XML, or has a document type */
    static Document read(byte[] content) throws SAXException {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setExpandEntityReferences(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | IOException impossible) {
            throw new SAXException(impossible.getMessage());
        }
    }

    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {
            // The engine goes on, too.
        }

        @Override
        public void error(SAXParseException error) throws SAXParseException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXParseException {
            throw error;
        }
    }

    /** Every element of the document, in its order. */
    static List<Element> elements(Document document) {
        return listed(document.getElementsByTagNameNS("*", "*")::item);
    }

    /** Those within that element. */
    static List<Element> within(Element element) {
        return listed(element.getElementsByTagNameNS("*", "*")::item);
    }

    private static List<Element> listed(java.util.function.IntFunction<Node> nodes) {
        var elements = new ArrayList<Element>();
        for (var at = 0; nodes.apply(at) != null; at++) {
            elements.add((Element) nodes.apply(at));
        }
        return elements;
    }

    static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element each) {
                children.add(each);
            }
        }
        return children;
    }

    static Stream<Element> children(Element element, String name) {
        return children(element).stream().filter(child -> name.equals(child.getLocalName()));
    }

    static List<Attr> attributes(Element element) {
        var attributes = new ArrayList<Attr>();
        for (var at = 0; at < element.getAttributes().getLength(); at++) {
            attributes.add((Attr) element.getAttributes().item(at));
        }
        return attributes;
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** Empty where it has none. */
    static String camunda(Element element, String attribute) {
        return element.getAttributeNS(CAMUNDA, attribute);
    }

    /** What stands in the element itself, not in those within it. */
    static String ownText(Element element) {
        var text = new StringBuilder();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString();
    }
}
