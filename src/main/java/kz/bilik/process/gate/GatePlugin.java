package kz.bilik.process.gate;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Texts;
import kz.bilik.process.engine.PlainCells;
import kz.bilik.process.task.CaseVariables;
import kz.bilik.process.task.UserTask;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Sets the gate into the engine. */
@Component
class GatePlugin extends AbstractProcessEnginePlugin {

    private final ListableBeanFactory beans;
    private final Supplier<Gate.Judging> judging;
    private volatile boolean started;

    GatePlugin(ListableBeanFactory beans) {
        this.beans = beans;
        this.judging = SingletonSupplier.of(this::judging);
    }

    /** From now on somebody may sign in, and the product's own files are deployed. */
    @EventListener(ContextRefreshedEvent.class)
    void begin() {
        started = true;
    }

    /** What judges, for who asks before something is deployed. */
    Supplier<Gate.Judging> judgingLater() {
        return judging;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var before = new ArrayList<Deployer>();
        before.add(new Gate(judging, () -> beans.getBean(LegalClock.class).today(), () -> !started));
        if (engine.getCustomPreDeployers() != null) {
            before.addAll(engine.getCustomPreDeployers());
        }
        engine.setCustomPreDeployers(before);
        engine.setDeploymentHandlerFactory(new Unchanged(() -> !started)::handler);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        var resources = new Unchanged(() -> !started).resources();
        engine.getSessionFactories().put(resources.getSessionType(), resources);
    }

    private Gate.Judging judging() {
        var models = beans.getBean(ModelTexts.class);
        return new Gate.Judging(
                new Judge(house(), new Examples(PlainCells.configuration()), models::isTranslated),
                new GateWords(beans.getBean(Texts.class), models));
    }

    private House house() {
        var tasks = new HashMap<String, Set<String>>();
        beans.getBeansOfType(UserTask.class).forEach((task, behind) -> tasks.put(task, behind.fields()));
        var asked = new HashMap<String, Map<String, Set<Integer>>>();
        for (var bean : beans.getBeanNamesForAnnotation(ForDiagrams.class)) {
            asked.put(bean, methods(AopUtils.getTargetClass(beans.getBean(bean))));
        }
        return new House(
                Set.of(beans.getBeanNamesForType(JavaDelegate.class)),
                Set.of(beans.getBeanNamesForType(ExecutionListener.class)),
                tasks,
                asked,
                CaseVariables.ALL);
    }

    /** What the page of a diagram has written for it, and nothing that every object has. */
    static Map<String, Set<Integer>> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .collect(Collectors.groupingBy(
                        Method::getName, Collectors.mapping(Method::getParameterCount, Collectors.toSet())));
    }
}
