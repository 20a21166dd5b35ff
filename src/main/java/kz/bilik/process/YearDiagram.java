package kz.bilik.process;

import kz.bilik.distribution.ComingYear;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of {@code processes/year.bpmn}: the numbers that each year brings anew (cl. 14, 18). */
@Configuration(proxyBeanMethods = false)
class YearDiagram {

    @Bean
    JavaDelegate remindOfMissingNumbers(ComingYear comingYear) {
        return at -> comingYear.remind();
    }
}
