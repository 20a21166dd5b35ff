package kz.bilik.process.engine;

import java.net.URI;
import java.net.URL;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.util.ReflectUtil;

/**
 * Lets the product lie in a folder of any name. The schema of BPMN names the files that it includes; the JDK's XML parser
 * finds them beside it only if the address of the schema is plain ASCII, and takes them for missing when the folder is called
 * Білік. Written with percent signs the address means the same.
 */
final class SchemaAnywhere extends DefaultBpmnParseFactory {

    @Override
    public BpmnParse createBpmnParse(BpmnParser parser) {
        var parse = super.createBpmnParse(parser);
        // Not asked for later: the engine itself takes the schema away from a diagram that it need not validate.
        parse.setSchemaResource(address(ReflectUtil.getResource(BpmnParser.BPMN_20_SCHEMA_LOCATION)));
        return parse;
    }

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
}
