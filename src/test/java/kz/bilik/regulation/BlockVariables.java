package kz.bilik.regulation;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import kz.bilik.process.task.CaseVariables;
import kz.bilik.regulation.Sources.Method;
import kz.bilik.regulation.Sources.SourceClass;

/**
 * Which variables of a case a building block of the diagrams reads and writes: as its source on the diagram's page says,
 * with the methods of the pages that it calls. Modules never see a variable.
 */
final class BlockVariables {

    /** @param needs read before or while it works, by name; @param sets there when it has worked, by name */
    record Used(SortedSet<String> needs, SortedSet<String> sets) {}

    /** The module whose methods know variables. */
    private static final String MODULE = "process";

    private final Sources sources;
    private final Calls calls;

    BlockVariables(Sources sources) {
        this.sources = sources;
        this.calls = new Calls(sources);
    }

    /** Of the bean of that name: a delegate, a listener, or what stands behind a user task. */
    Used of(String bean) {
        var method = sources.bean(bean).orElseThrow(() -> new AssertionError("no page has a bean " + bean));
        var used = new Used(new TreeSet<>(), new TreeSet<>());
        new Reader(method.in(), used, new HashSet<>(), method.answers().equals("UserTask")).scan(method.tree(), null);
        for (var call : calls.onParameters(method, method.tree())) {
            call.in()
                    .filter(type -> type.module().equals(MODULE))
                    .ifPresent(type -> new Reader(type, used, new HashSet<>(), false).follow(call.method()));
        }
        return used;
    }

    /** What whoever sends that message hands over with it, in the sources of the page that has this bean. */
    SortedSet<String> broughtBy(String message) {
        var used = new Used(new TreeSet<>(), new TreeSet<>());
        sources.classes().filter(type -> type.module().equals(MODULE)).forEach(type -> innermost(type.tree()).stream()
                .filter(method ->
                        calls.ownTexts(new Method(type, type.tree(), method)).contains(message))
                .forEach(method -> new Reader(type, used, new HashSet<>(), true).scan(method, null)));
        return used.sets();
    }

    private static List<MethodTree> innermost(Tree type) {
        var found = new ArrayList<MethodTree>();
        new TreeScanner<Void, Void>() {

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                var before = found.size();
                super.visitMethod(method, nothing);
                if (found.size() == before) {
                    found.add(method);
                }
                return null;
            }
        }.scan(type, null);
        return found;
    }

    private static final class Reader extends TreeScanner<Void, Void> {

        private final SourceClass in;
        private final Used used;
        private final Set<String> followed;
        /** Whether a map that is written here becomes variables: the facts of a user task, the references of a message. */
        private final boolean maps;

        private Reader(SourceClass in, Used used, Set<String> followed, boolean maps) {
            this.in = in;
            this.used = used;
            this.followed = followed;
            this.maps = maps;
        }

        private void follow(String name) {
            if (followed.add(name)) {
                in.methods(name).forEach(method -> scan(method.tree(), null));
            }
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree invocation, Void nothing) {
            var arguments = invocation.getArguments();
            if (invocation.getMethodSelect() instanceof IdentifierTree own) {
                follow(own.getName().toString());
            } else if (invocation.getMethodSelect() instanceof MemberSelectTree select) {
                switch (select.getIdentifier().toString()) {
                    case "reference", "getVariable" ->
                        text(arguments.get(arguments.size() - 1)).ifPresent(used.needs()::add);
                    case "setVariable" -> text(arguments.get(0)).ifPresent(used.sets()::add);
                    case "setVariables" ->
                        arguments.forEach(argument -> new Reader(in, used, followed, true).scan(argument, null));
                    case "of" -> {
                        if (maps && select.getExpression().toString().equals("Map")) {
                            keys(arguments);
                        }
                    }
                    default -> {}
                }
            }
            return super.visitMethodInvocation(invocation, nothing);
        }

        /** A map may stand for something else, such as the texts of the grounds. */
        private void keys(List<? extends ExpressionTree> arguments) {
            for (var i = 0; i < arguments.size(); i += 2) {
                text(arguments.get(i)).filter(CaseVariables.ALL::contains).ifPresent(used.sets()::add);
            }
        }

        private Optional<String> text(ExpressionTree argument) {
            if (argument instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return Optional.of(text);
            }
            return Optional.ofNullable(in.constants().get(argument.toString()));
        }
    }
}
