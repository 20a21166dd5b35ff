package kz.bilik.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Some controllers of the product over HTTP, upon the modules of a test's world: made by Spring as in the product, but
 * without server, engine and door. What the rooms of the web hold is found by its name, so that nothing in them has to be
 * public for a test's sake.
 */
final class OverHttp implements AutoCloseable {

    private final AnnotationConfigApplicationContext rooms = new AnnotationConfigApplicationContext();

    /** Upon the beans of that world; the demo's pages show what they show in the demo. */
    OverHttp(ApplicationContext world) {
        rooms.setParent(world);
        var environment = new StandardEnvironment();
        environment.setActiveProfiles("demo");
        rooms.setEnvironment(environment);
        rooms.registerBean("objectMapper", ObjectMapper.class, () -> Jackson2ObjectMapperBuilder.json()
                .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .failOnUnknownProperties(true)
                .build());
    }

    /** Something that the world lacks or answers otherwise. */
    <T> OverHttp with(Class<T> type, Supplier<? extends T> given) {
        rooms.registerBean(type, given::get, bean -> bean.setPrimary(true));
        return this;
    }

    /** Opens the house with these controllers, named as beans, such as {@code actController}. */
    MockMvc with(String... controllers) {
        var scanner = new ClassPathBeanDefinitionScanner(rooms);
        // The doors themselves stand in the way of nobody here.
        scanner.addExcludeFilter(new RegexPatternTypeFilter(java.util.regex.Pattern.compile(
                ".*(Test(\\$.*)?|OneDoor|SessionStore|ApiDescription|StartupSafety|OverHttp|Benchmark.*)")));
        scanner.setBeanDefinitionDefaults(lazy());
        scanner.scan("kz.bilik.web", "kz.bilik.casefile");
        rooms.refresh();
        var parameters = new ArrayList<HandlerMethodArgumentResolver>();
        rooms.getBeansOfType(WebMvcConfigurer.class)
                .values()
                .forEach(configurer -> configurer.addArgumentResolvers(parameters));
        return MockMvcBuilders.standaloneSetup(
                        Arrays.stream(controllers).map(rooms::getBean).toArray())
                .setControllerAdvice(rooms.getBeansWithAnnotation(ControllerAdvice.class)
                        .values()
                        .toArray())
                .setCustomArgumentResolvers(parameters.toArray(HandlerMethodArgumentResolver[]::new))
                .setMessageConverters(
                        new ByteArrayHttpMessageConverter(),
                        new MappingJackson2HttpMessageConverter(rooms.getBean(ObjectMapper.class)))
                .build();
    }

    /** A bean of the rooms, once they are open. */
    <T> T get(Class<T> type) {
        return rooms.getBean(type);
    }

    /** All beans of the rooms, for who knows one that is not public. */
    BeanFactory beans() {
        return rooms;
    }

    @Override
    public void close() {
        rooms.close();
    }

    private static org.springframework.beans.factory.support.BeanDefinitionDefaults lazy() {
        var defaults = new org.springframework.beans.factory.support.BeanDefinitionDefaults();
        defaults.setLazyInit(true);
        return defaults;
    }
}
