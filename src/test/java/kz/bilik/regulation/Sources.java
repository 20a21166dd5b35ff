package kz.bilik.regulation;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * The classes of the product, parsed and not compiled. A class is found as the compiler finds it, by what the reader
 * imports or has beside it, so no package is named here and classes may move.
 */
final class Sources {

    /**
     * @param qualifiedName with the class around it, as an import says it
     * @param constants the texts to which the file gives a name
     */
    record SourceClass(
            Path file,
            CompilationUnitTree unit,
            String packageName,
            String qualifiedName,
            ClassTree tree,
            Map<String, String> constants) {

        String name() {
            return tree.getSimpleName().toString();
        }

        /** The module, which is a package right below that of the product. */
        String module() {
            var path = packageName.split("\\.");
            return path.length > 2 ? path[2] : "";
        }

        List<Method> methods() {
            return methods(tree);
        }

        /** @param body this class, or an unnamed one inside it */
        List<Method> methods(ClassTree body) {
            return body.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(method -> new Method(this, body, (MethodTree) method))
                    .toList();
        }

        List<Method> methods(String name) {
            return methods().stream()
                    .filter(method -> method.name().equals(name))
                    .toList();
        }

        /** The types of its fields, by their names. */
        Map<String, Tree> fields(ClassTree body) {
            var fields = new LinkedHashMap<String, Tree>();
            for (var member : body.getMembers()) {
                if (member instanceof VariableTree field) {
                    fields.put(field.getName().toString(), field.getType());
                }
            }
            return fields;
        }

        Optional<String> imported(String name) {
            return unit.getImports().stream()
                    .map(each -> each.getQualifiedIdentifier().toString())
                    .filter(full -> full.endsWith("." + name))
                    .findFirst();
        }
    }

    /** @param body the class that has it: that of {@code in}, or an unnamed one inside it */
    record Method(SourceClass in, ClassTree body, MethodTree tree) {

        String name() {
            return tree.getName().toString();
        }

        /** Its class and name, as the page says it. */
        String fullName() {
            return in.name() + "." + name();
        }

        /** The simple name of what it answers. */
        String answers() {
            return tree.getReturnType() == null ? "" : simpleName(tree.getReturnType());
        }

        boolean isPrivate() {
            return tree.getModifiers().getFlags().contains(Modifier.PRIVATE);
        }

        boolean isBean() {
            return annotation(tree.getModifiers(), "Bean").isPresent();
        }

        /** Under which address of the API it answers, such as {@code GET /api/catalogue/offers}. */
        Optional<String> address() {
            return Stream.of("Get", "Post", "Put", "Delete")
                    .flatMap(verb -> annotation(tree.getModifiers(), verb + "Mapping").stream()
                            .map(mapping -> verb.toUpperCase(Locale.ROOT) + " "
                                    + annotation(in.tree().getModifiers(), "RequestMapping")
                                            .map(Method::path)
                                            .orElse("")
                                    + path(mapping)))
                    .findFirst();
        }

        private static String path(AnnotationTree mapping) {
            return mapping.getArguments().stream()
                    .map(argument -> argument instanceof AssignmentTree named ? named.getExpression() : argument)
                    .filter(LiteralTree.class::isInstance)
                    .map(text -> String.valueOf(((LiteralTree) text).getValue()))
                    .findFirst()
                    .orElse("");
        }

        Stream<Method> siblings(String name) {
            return in.methods(body).stream().filter(method -> method.name().equals(name));
        }
    }

    private final Map<String, List<SourceClass>> classes = new HashMap<>();
    private final Map<MethodTree, String> documentation = new HashMap<>();
    private final List<Method> beans;

    Sources(Path root) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var parser = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(ProjectFiles.in(root, ".java")));
            var comments = DocTrees.instance(parser);
            for (var unit : parser.parse()) {
                read(
                        root.resolve(root.toAbsolutePath()
                                .relativize(Path.of(unit.getSourceFile().toUri()))),
                        unit,
                        comments);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        beans = classes()
                .flatMap(type -> type.methods().stream())
                .filter(Method::isBean)
                .toList();
    }

    private void read(Path file, CompilationUnitTree unit, DocTrees comments) {
        var constants = constants(unit);
        new TreePathScanner<Void, String>() {

            @Override
            public Void visitClass(ClassTree body, String around) {
                var name = body.getSimpleName().toString();
                if (!name.isEmpty()) {
                    classes.computeIfAbsent(name, simple -> new ArrayList<>())
                            .add(new SourceClass(
                                    file,
                                    unit,
                                    unit.getPackageName().toString(),
                                    around + "." + name,
                                    body,
                                    constants));
                }
                return super.visitClass(body, around + "." + name);
            }

            @Override
            public Void visitMethod(MethodTree method, String around) {
                documentation.put(method, Objects.requireNonNullElse(comments.getDocComment(getCurrentPath()), ""));
                return super.visitMethod(method, around);
            }
        }.scan(unit, unit.getPackageName().toString());
    }

    private static Map<String, String> constants(CompilationUnitTree unit) {
        var constants = new HashMap<String, String>();
        new TreeScanner<Void, Void>() {

            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getInitializer() instanceof LiteralTree literal
                        && literal.getValue() instanceof String text) {
                    constants.put(variable.getName().toString(), text);
                }
                return super.visitVariable(variable, nothing);
            }
        }.scan(unit, null);
        return constants;
    }

    /** All classes, by file. */
    Stream<SourceClass> classes() {
        return classes.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(SourceClass::file).thenComparing(SourceClass::qualifiedName));
    }

    /** The methods that make a bean. */
    List<Method> beans() {
        return beans;
    }

    Optional<Method> bean(String name) {
        return beans.stream().filter(bean -> bean.name().equals(name)).findFirst();
    }

    /** The class that a component of that name is made of. */
    Optional<SourceClass> component(String bean) {
        var name = Character.toUpperCase(bean.charAt(0)) + bean.substring(1);
        return classes.getOrDefault(name, List.of()).stream()
                .filter(type ->
                        annotation(type.tree().getModifiers(), "Component").isPresent())
                .findFirst();
    }

    /** What the reader means by that simple name, when it is a class of the product. */
    Optional<SourceClass> find(String name, SourceClass reader) {
        var named = classes.getOrDefault(name, List.of());
        var inside = named.stream().filter(type -> type.unit() == reader.unit()).findFirst();
        if (inside.isPresent()) {
            return inside;
        }
        var full = reader.imported(name).orElse(reader.packageName() + "." + name);
        return named.stream().filter(type -> type.qualifiedName().equals(full)).findFirst();
    }

    /** What is written above a method. */
    String documentation(Method method) {
        return documentation.getOrDefault(method.tree(), "");
    }

    private static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(each -> simpleName(each.getAnnotationType()).equals(name))
                .findFirst();
    }

    /** The last name of a type, without its arguments. */
    static String simpleName(Tree type) {
        if (type instanceof ParameterizedTypeTree parameterized) {
            return simpleName(parameterized.getType());
        }
        if (type instanceof AnnotatedTypeTree annotated) {
            return simpleName(annotated.getUnderlyingType());
        }
        return type instanceof MemberSelectTree member ? member.getIdentifier().toString() : type.toString();
    }
}
