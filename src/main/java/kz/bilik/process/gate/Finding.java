package kz.bilik.process.gate;

import java.util.List;

/**
 * Something in a deployment that breaks a rule.
 *
 * @param arguments what the words of the rule name, in their order
 */
record Finding(Rule rule, Spot at, List<Object> arguments) {

    /**
     * Where it was found.
     *
     * @param file the name under which it was deployed
     * @param element the id of the element, row or field; empty where it concerns the file
     * @param name how the analyst calls it, in English; empty where he does not
     */
    record Spot(String file, String element, String name) {

        static Spot of(String file) {
            return new Spot(file, "", "");
        }
    }
}
