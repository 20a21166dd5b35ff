package kz.bilik.web.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** What every controller can take as a parameter: the {@link ApiCaller} and the reader's {@link Language}. */
@Configuration(proxyBeanMethods = false)
class WebParameters implements WebMvcConfigurer {

    private final RequestLanguage requestLanguage;

    WebParameters(RequestLanguage requestLanguage) {
        this.requestLanguage = requestLanguage;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerParameter());
        resolvers.add(new LanguageParameter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("lang");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change).excludePathPatterns("/api/**");
    }

    private static final class CallerParameter implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == ApiCaller.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof ApiCaller caller) {
                return caller;
            }
            if (parameter.isOptional()) {
                return null;
            }
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "web.unauthenticated");
        }
    }

    private final class LanguageParameter implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            // A parameter with an annotation of its own, such as @RequestParam, is read as that annotation says.
            return parameter.getParameterType() == Language.class && parameter.getParameterAnnotations().length == 0;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return requestLanguage.of(request.getNativeRequest(HttpServletRequest.class));
        }
    }
}
