package kz.bilik.process.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kz.bilik.process.gate.Finding.Spot;

/** What is found, in the order in which it is looked for; the same is found once. */
final class Findings {

    private final Set<Finding> found = new LinkedHashSet<>();

    void add(Rule rule, Spot at, Object... arguments) {
        found.add(new Finding(rule, at, List.of(arguments)));
    }

    List<Finding> all() {
        return new ArrayList<>(found);
    }
}
