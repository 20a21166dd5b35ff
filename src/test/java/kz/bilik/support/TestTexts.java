package kz.bilik.support;

import kz.bilik.language.Texts;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The product's texts in the three languages, without the product around them. */
public final class TestTexts {

    private static final Texts TEXTS = new AnnotationConfigApplicationContext(Texts.class).getBean(Texts.class);

    private TestTexts() {}

    public static Texts get() {
        return TEXTS;
    }
}
