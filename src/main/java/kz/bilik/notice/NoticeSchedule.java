package kz.bilik.notice;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the outbox, and whatever else says {@code @Scheduled}, run by itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class NoticeSchedule {}
