package kz.bilik.regulation;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.regulation.Sources.Method;
import kz.bilik.regulation.Sources.SourceClass;

/** What a method calls on that which it was given: on its class's fields, or as a bean on its parameters. */
final class Calls {

    /**
     * @param in the class that the called thing was declared as; empty when it is none of the product's
     * @param engine whether it is a service of the engine
     * @param says the texts given to it
     */
    record Call(Optional<SourceClass> in, boolean engine, String method, List<String> says) {}

    private final Sources sources;

    Calls(Sources sources) {
        this.sources = sources;
    }

    /** On the fields, by the method itself or by those of its own class that it calls; in the order of the text. */
    List<Call> onFields(Method method) {
        var calls = new ArrayList<Call>();
        follow(method, new HashSet<>(), calls);
        return calls;
    }

    private void follow(Method method, Set<MethodTree> followed, List<Call> calls) {
        if (!followed.add(method.tree())) {
            return;
        }
        new Listener(method, fields(method)) {

            @Override
            void call(Call call) {
                calls.add(call);
            }

            @Override
            void ownMethod(String name) {
                method.siblings(name).forEach(other -> follow(other, followed, calls));
            }
        }.scan(method.tree(), null);
    }

    /** On the fields, by the method itself. */
    List<Call> onFieldsDirectly(Method method) {
        return heard(method, method.tree(), fields(method));
    }

    /** On the parameters, in that part of the method: how a bean uses what it is given. */
    List<Call> onParameters(Method method, Tree part) {
        var given = new LinkedHashMap<String, Tree>();
        for (var parameter : method.tree().getParameters()) {
            given.put(parameter.getName().toString(), parameter.getType());
        }
        return heard(method, part, given);
    }

    private List<Call> heard(Method method, Tree part, Map<String, Tree> given) {
        var calls = new ArrayList<Call>();
        new Listener(method, given) {

            @Override
            void call(Call call) {
                calls.add(call);
            }
        }.scan(part, null);
        return calls;
    }

    /** A parameter or variable of the same name hides a field. */
    private static Map<String, Tree> fields(Method method) {
        var fields = method.in().fields(method.body());
        new TreeScanner<Void, Void>() {

            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                fields.remove(variable.getName().toString());
                return super.visitVariable(variable, nothing);
            }
        }.scan(method.tree(), null);
        return fields;
    }

    /** The texts that a method says, by itself or by those of its own class that it calls. */
    Set<String> texts(Method method) {
        var texts = new LinkedHashSet<>(ownTexts(method));
        new Listener(method, Map.of()) {

            @Override
            void ownMethod(String name) {
                method.siblings(name).forEach(other -> texts.addAll(ownTexts(other)));
            }
        }.scan(method.tree(), null);
        return texts;
    }

    List<String> ownTexts(Method method) {
        return texts(method.tree(), method.in());
    }

    private static List<String> texts(Tree part, SourceClass reader) {
        var texts = new ArrayList<String>();
        new TreeScanner<Void, Void>() {

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    texts.add(text);
                }
                return null;
            }

            @Override
            public Void visitIdentifier(IdentifierTree name, Void nothing) {
                Optional.ofNullable(reader.constants().get(name.getName().toString()))
                        .ifPresent(texts::add);
                return null;
            }
        }.scan(part, null);
        return texts;
    }

    /** The objects of that class that a bean makes, also those with an unnamed class of their own. */
    static List<NewClassTree> made(Method bean, String type) {
        var made = new ArrayList<NewClassTree>();
        new TreeScanner<Void, Void>() {

            @Override
            public Void visitNewClass(NewClassTree object, Void nothing) {
                if (Sources.simpleName(object.getIdentifier()).equals(type)) {
                    made.add(object);
                }
                return super.visitNewClass(object, nothing);
            }
        }.scan(bean.tree(), null);
        return made;
    }

    /** Goes through a method and tells of its calls; it knows the types of the names that were given. */
    private abstract class Listener extends TreeScanner<Void, Void> {

        private final Method method;
        private final Map<String, Tree> given;

        Listener(Method method, Map<String, Tree> given) {
            this.method = method;
            this.given = given;
        }

        void call(Call call) {}

        void ownMethod(String name) {}

        @Override
        public Void visitMethodInvocation(MethodInvocationTree invocation, Void nothing) {
            // What stands before the dot comes first, as in the text.
            scan(invocation.getMethodSelect(), nothing);
            if (invocation.getMethodSelect() instanceof MemberSelectTree select) {
                heard(
                        select.getExpression(),
                        select.getIdentifier().toString(),
                        invocation.getArguments().stream().flatMap(this::text).toList());
            } else if (invocation.getMethodSelect() instanceof IdentifierTree name) {
                ownMethod(name.getName().toString());
            }
            return scan(invocation.getArguments(), nothing);
        }

        private Stream<String> text(ExpressionTree argument) {
            return argument instanceof LiteralTree || argument instanceof IdentifierTree
                    ? texts(argument, method.in()).stream()
                    : Stream.of();
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
            heard(reference.getQualifierExpression(), reference.getName().toString(), List.of());
            return super.visitMemberReference(reference, nothing);
        }

        private void heard(ExpressionTree on, String name, List<String> says) {
            if (on.toString().equals("this") || on.toString().equals(method.in().name())) {
                ownMethod(name);
                return;
            }
            type(on).map(Sources::simpleName).ifPresent(type -> {
                var engine = method.in()
                        .imported(type)
                        .filter(full -> full.startsWith("org.camunda."))
                        .isPresent();
                call(new Call(sources.find(type, method.in()), engine, name, says));
            });
        }

        private Optional<Tree> type(ExpressionTree on) {
            if (on instanceof IdentifierTree name) {
                return Optional.ofNullable(given.get(name.getName().toString()));
            }
            if (on instanceof MemberSelectTree field
                    && field.getExpression().toString().equals("this")) {
                return Optional.ofNullable(given.get(field.getIdentifier().toString()));
            }
            // Where beans need each other, one asks for the other when it is there: ObjectProvider.getObject().
            return on instanceof MethodInvocationTree asked
                            && asked.getMethodSelect() instanceof MemberSelectTree select
                            && select.getIdentifier().contentEquals("getObject")
                    ? type(select.getExpression())
                            .filter(ParameterizedTypeTree.class::isInstance)
                            .map(provider -> ((ParameterizedTypeTree) provider)
                                    .getTypeArguments()
                                    .get(0))
                    : Optional.empty();
        }
    }
}
